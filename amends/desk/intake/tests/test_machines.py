"""What machines pass on for people opens a case, though nobody answers a machine by itself."""

import dataclasses

import pytest

from amends.craft.mail import Attachment, Mail, parse
from amends.craft.mail.mail import Voice
from amends.desk.cases.models import Case, Message
from amends.desk.intake.machines import caller, channel_of, is_automatic
from amends.desk.intake.tests.post import bring, case_of, letter
from amends.desk.jobs.models import Job
from amends.desk.owed.models import Obligation

PBX = "Phone system <pbx@example.com>"
SCAN = Attachment("scan.pdf", "application/pdf", 5, "0" * 64, inline=False)


def by_a_machine(text: str = "", **changes) -> Mail:
    mail = parse(letter("m", text, who=PBX, Auto_Submitted="auto-generated"))
    return dataclasses.replace(mail, **{"kind": "message", "automatic": True, **changes})


def test_a_voice_message_marked_as_automatic_opens_a_case_that_owes_a_call(mailbox):
    raw = letter("voice", "New voice message from 030 1234567", who=PBX, Auto_Submitted="auto-generated")
    raw = raw.replace(b"Subject:", b"Message-Context: voice-message\nSubject:", 1)

    case = case_of(bring(raw, mailbox=mailbox))

    assert Message.objects.get().channel == "voicemail"
    assert Obligation.objects.of(case).open().filter(kind="call_back").exists()
    assert not Message.objects.filter(direction="out").exists()


def test_a_scan_from_a_machine_is_a_letter_and_no_automatic_mail():
    mail = by_a_machine("Scanned page 1", attachments=(SCAN,))

    assert (channel_of(mail), is_automatic(mail)) == ("letter", False)


@pytest.mark.parametrize(
    "mail",
    [
        by_a_machine("Your parcel was sent."),
        by_a_machine("Your invoice. " * 60, attachments=(SCAN,)),
        by_a_machine("Away", attachments=(SCAN,), kind="auto_reply"),
        by_a_machine("Look", attachments=(dataclasses.replace(SCAN, inline=True),)),
    ],
    ids=["no paper", "many words", "an automatic answer", "a picture in the text"],
)
def test_other_automatic_mail_stays_automatic(mail):
    assert (channel_of(mail), is_automatic(mail)) == ("email", True)


@pytest.mark.parametrize(
    ("said", "number"), [("+49 30 1234567", "+49 30 1234567"), ("Anonymous", ""), ("", ""), ("12", "")]
)
def test_a_caller_is_known_by_a_number_only(said, number):
    assert caller(by_a_machine(kind="voicemail", voice=Voice(said, None))) == number


def test_automatic_mail_into_no_case_is_piled(mailbox):
    found = bring(letter("away", "I am away.", Auto_Submitted="auto-replied"), mailbox=mailbox)

    assert found.pile == "automatic"
    assert not Case.objects.exists()
    assert not Job.objects.exists()
