"""The audit sees what is wrong, and excuses only what the desk was made to do."""

import hashlib

import pytest

from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.intake.tests.post import ADA, NOON, bring, case_of, letter
from amends.desk.people.models import Agent
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said
from bench.torture_mail import audit
from bench.torture_mail.audit import Findings
from bench.torture_mail.bringing import Brought
from bench.torture_mail.faults import Fault
from bench.torture_mail.letterbox import Taken
from bench.torture_mail.mails import Letter

TORN, EXCUSED = "conversations in several cases", "split by our own reply, suggested"
STRANGE = "split among strangers, suggested"
STALL = Fault("SMTP stalled", 99.0, 103.0)


@pytest.mark.parametrize(
    ("faults", "explains"),
    [
        ([Fault("worker killed", 100.2, 100.3)], True),
        ([Fault("SMTP server killed", 100.1, 100.2)], True),
        ([Fault("SMTP cut", 101.9, 101.9)], True),
        ([Fault("disk full", 99.0, 101.0)], True),
        ([Fault("worker killed", 99.0, 99.9)], False),
        ([Fault("worker killed", 104.0, 104.1)], False),
        ([Fault("worker killed", 104.0, 104.1), STALL], True),
        ([STALL], False),
        ([Fault("IMAP cut", 100.2, 100.4)], False),
        ([Fault("IMAP server killed", 100.2, 100.4)], False),
    ],
)
def test_a_second_copy_is_explained_only_by_what_broke_between_the_servers_ok_and_our_mark(faults, explains):
    copies = [Taken(at, str(at), (), b"") for at in (100.0, 400.0)]

    assert bool(audit.causes(copies, faults)[0]) is explains


def test_what_broke_after_the_second_copy_explains_nothing():
    copies = [Taken(at, str(at), (), b"") for at in (100.0, 100.5)]

    assert audit.causes(copies, [Fault("worker killed", 101.0, 101.1)]) == [[]]


def test_what_must_not_be_there_is_shown():
    findings = Findings()

    findings.expect_none("lost", [7, 8])
    findings.expect_none("doubled in", [])

    assert findings.counts == {"lost": 2, "doubled in": 0}
    assert findings.faults == ["lost: 2 (7; 8)"]


@pytest.fixture
def mailbox(db: None) -> Mailbox:
    return Mailbox.objects.create(name="Desk", address="desk@example.org", connected_at=NOON)


@pytest.fixture
def ben(db: None) -> Agent:
    return Agent.objects.create_user("ben@example.org", name="Ben")


def come(
    mailbox: Mailbox, name: str, *, who: str = ADA, subject: str = "My lamp", answers: tuple[str, ...] = ()
) -> tuple[Case, Brought]:
    """Let a mail of the one conversation come; return its case, and what the audit knows of it."""
    raw = letter(name, who=who, subject=subject, answers=answers)
    case = case_of(bring(raw, mailbox=mailbox))
    known = Letter(1, 1, 0, "ada@example.com", f"{name}@example.com", raw)
    return case, Brought(known, 0, hashlib.sha256(raw).hexdigest())


def reply(case: Case, ben: Agent) -> None:
    replies.send(case, ben, "Soon.", now=NOON, said=Said(answers="all"))


def looked_at(*brought: Brought) -> Findings:
    findings = Findings()
    audit.look_at_cases(brought, findings)
    return findings


def test_a_conversation_that_our_reply_kept_apart_is_counted_where_the_desk_suggests_to_join_it(mailbox, ben):
    late, last = come(mailbox, "last", answers=("between",))
    reply(late, ben)
    early, first = come(mailbox, "first")
    reply(early, ben)
    _, between = come(mailbox, "between", answers=("first",))

    findings = looked_at(last, first, between)

    assert Case.objects.surviving().count() == 2
    assert (findings.counts[TORN], findings.counts[EXCUSED]) == (0, 1)


def test_a_conversation_that_our_reply_kept_apart_is_wrong_where_nobody_is_told(mailbox, ben):
    one, first = come(mailbox, "first", subject="My lamp")
    reply(one, ben)
    _, second = come(mailbox, "second", subject="Something else")

    findings = looked_at(first, second)

    assert (findings.counts[TORN], findings.counts[EXCUSED]) == (1, 0)


def test_a_conversation_in_two_cases_is_wrong_where_we_have_not_replied(mailbox, ben):
    brought = [come(mailbox, name)[1] for name in ("first", "second")]

    findings = looked_at(*brought)

    assert (findings.counts[TORN], findings.counts[EXCUSED]) == (1, 0)


def test_a_conversation_of_people_who_never_met_here_is_one_case(mailbox, ben):
    _, last = come(mailbox, "last", who="bob@example.net", answers=("between",))
    _, second = come(mailbox, "second", who="eve@example.org", answers=("first",))
    _, between = come(mailbox, "between", answers=("first", "second"))

    findings = looked_at(last, second, between)

    assert Case.objects.surviving().count() == 1
    assert (findings.counts[TORN], findings.counts[EXCUSED], findings.counts[STRANGE]) == (0, 0, 0)
