"""Reports on mail of ours stand in the case that it is of: that it was read, or that somebody called it spam."""

from datetime import timedelta
from email.message import Message as Part
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from amends.desk.cases.models import Case, Message
from amends.desk.delivery.actions import leave_due
from amends.desk.intake.models import Arrival
from amends.desk.intake.tests.post import NOON, bring, case_of, letter
from amends.desk.owed.models import Obligation
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def lamp(mailbox) -> Case:
    return case_of(bring(letter("lamp"), mailbox=mailbox))


@pytest.fixture
def ours(lamp, ben) -> Message:
    """Our answer, on its way to Ada."""
    sent = replies.send(lamp, ben, "Dear Ada, a new one leaves today.", now=NOON, said=Said(answers="all"))
    leave_due(now=NOON + timedelta(minutes=1))
    sent.refresh_from_db()
    return sent


def report(kind: str, fields: str, *, who: str, returned: str = "") -> bytes:
    """Return a report of a machine, with what it returns of the mail that it is about."""
    mail = MIMEMultipart("report", report_type=kind)
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = (
        who,
        "desk@example.org",
        "A report",
        "<r@example.com>",
    )
    mail.attach(MIMEText("This is a report."))
    for subtype, text in ((kind, fields), ("rfc822-headers", returned)):
        part = Part()
        part["Content-Type"] = f"text/{subtype}" if subtype == "rfc822-headers" else f"message/{subtype}"
        part.set_payload(text)
        if text:
            mail.attach(part)
    return mail.as_bytes()


def read(message_id: str) -> bytes:
    fields = (
        f"Final-Recipient: rfc822;ada@example.com\nOriginal-Message-ID: <{message_id}>\nDisposition: a/b; displayed\n"
    )
    return report("disposition-notification", fields, who="ada@example.com")


def called_spam(message_id: str) -> bytes:
    returned = f"Message-ID: <{message_id}>\nSubject: Your lamp\n"
    return report("feedback-report", "Feedback-Type: abuse\nVersion: 1\n", who="fbl@isp.example", returned=returned)


def owed(case: Case) -> list[str]:
    return sorted(Obligation.objects.of(case).open().values_list("kind", flat=True))


def test_that_our_mail_was_read_stands_beside_it_and_owes_nothing(lamp, ours, mailbox):
    before = owed(lamp)

    found = bring(read(ours.message_id), LATER, mailbox=mailbox)

    assert (found.case, found.pile) == (lamp.number, "")
    said = Message.objects.of(lamp).get(message_id="r@example.com")
    assert (said.kind, said.in_reply_to) == (Message.Kind.AUTO, ours.message_id)
    assert owed(lamp) == before


def test_that_somebody_called_our_mail_spam_is_said_in_its_case(lamp, ours, mailbox):
    assert bring(called_spam(ours.message_id), LATER, mailbox=mailbox).case == lamp.number

    assert "called_spam" in Message.objects.of(lamp).get(message_id="r@example.com").problems


@pytest.mark.parametrize("make", [read, called_spam])
def test_a_report_on_nothing_of_ours_lies_on_the_pile(lamp, mailbox, make):
    forged = f"{lamp.number.lower()}.1.{'0' * 24}@example.org"

    assert bring(make(forged), LATER, mailbox=mailbox).pile == Arrival.Reason.AUTOMATIC
