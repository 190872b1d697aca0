"""Where the desk has switched it on, a silent customer is asked again by a text, twice at most, and by nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.actions import leave_due
from amends.desk.delivery.bounces import bounced
from amends.desk.delivery.writing import write
from amends.desk.followups.actions import run_out
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Address, Agent
from amends.desk.policies.models import DeskSettings
from amends.desk.replies.actions import send
from amends.desk.replies.judging import Said
from amends.desk.replies.nudging import nudge_due

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
WEDNESDAY, FRIDAY, TUESDAY = (datetime(2026, 3, day, 16, 1, tzinfo=UTC) for day in (4, 6, 10))
A_MINUTE = timedelta(minutes=1)
RAW = (
    b"From: Ada Okafor <ada@example.com>\r\nTo: desk@desk.example\r\nSubject: Kratzer im Tisch\r\n"
    b"Message-ID: <1@example.com>\r\n\r\n"
    b"Guten Tag, der Tisch hat einen langen Kratzer auf der Platte. Ich bin nicht zufrieden damit.\r\n"
)


@pytest.fixture
def ben(db) -> Agent:
    return Agent.objects.create_user("ben@desk.example", name="Ben Kramer")


@pytest.fixture
def waiting(ben) -> Case:
    """Ben has said what he understood and what can be done; now it is Ada's turn."""
    settings = DeskSettings.current()
    settings.nudges_by_text = True
    settings.save()
    mailbox = Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=MONDAY)
    number = receive(RAW, Source(arrived_at=MONDAY, mailbox=mailbox), now=MONDAY).case
    case = Case.objects.get(number=number)
    said = Said(answers="all", restates=True, offers=True)
    send(case, ben, "Neue Platte oder 60 EUR weniger?", said=said, now=MONDAY)
    leave_due(now=MONDAY + A_MINUTE)
    return case


def _look(now: datetime) -> int:
    """Let the worker look twice, as it does within a minute; return how many nudges went."""
    went = 0
    for at in (now, now + A_MINUTE):
        run_out(now=at)
        went += nudge_due(now=at)
        leave_due(now=at)
    return went


def _nudges(case: Case) -> list[Message]:
    return list(case.messages.filter(kind="reply", agent=None).order_by("pk"))


def test_a_silent_customer_is_asked_twice_in_their_language_and_then_it_ends(waiting):
    before = _look(WEDNESDAY - timedelta(hours=1))
    asked = [_look(WEDNESDAY), _look(FRIDAY), _look(TUESDAY)]
    waiting.refresh_from_db()

    assert before == 0
    assert asked == [1, 1, 0]
    assert [message.to for message in _nudges(waiting)] == [["ada@example.com"]] * 2
    assert "noch nichts von Ihnen" in _nudges(waiting)[0].text
    assert (waiting.is_open, waiting.outcome) == (False, "no word")


def test_the_mail_says_that_nobody_wrote_it(waiting):
    _look(WEDNESDAY)

    assert b"Auto-Submitted: auto-generated" in write(_nudges(waiting)[0])


def test_nothing_goes_by_itself_unless_it_is_switched_on(waiting):
    settings = DeskSettings.current()
    settings.nudges_by_text = False
    settings.save()

    assert _look(WEDNESDAY) == 0


def test_a_person_who_asked_in_time_is_not_doubled(waiting, ben):
    send(waiting, ben, "Haben Sie es sich überlegt?", said=Said(answers="none"), now=WEDNESDAY - timedelta(hours=2))
    leave_due(now=WEDNESDAY - timedelta(hours=1))

    assert _look(WEDNESDAY) == 0


def test_an_address_that_wants_no_follow_up_is_left_alone(waiting):
    Address.objects.filter(value="ada@example.com").update(permitted=False)

    assert _look(WEDNESDAY) == 0


def test_what_bounced_is_not_sent_again_and_again(waiting):
    _look(WEDNESDAY)
    bounced(_nudges(waiting)[0].message_id, reason="5.1.1", permanent=True, at=WEDNESDAY + 5 * A_MINUTE)

    assert waiting.obligations.open().filter(kind="circle_back").exists()
    assert _look(WEDNESDAY + 10 * A_MINUTE) == 0
