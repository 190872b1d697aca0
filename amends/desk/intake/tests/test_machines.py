"""What machines pass on for people opens a case, though nobody answers a machine by itself."""

import dataclasses
from datetime import timedelta

import pytest

from amends.craft.mail import Attachment, Mail, parse
from amends.craft.mail.mail import Address as MailAddress
from amends.craft.mail.mail import Voice
from amends.desk.cases.models import Case, Message
from amends.desk.intake.machines.speakers import Speaker, caller, channel_of, is_automatic, speaker
from amends.desk.intake.tests.post import NOON, bring, case_of, letter
from amends.desk.jobs.models import Job
from amends.desk.owed.models import Obligation
from amends.desk.people.models import Address
from amends.desk.policies.models import DeskSettings
from amends.desk.replies.addressing import customer_address
from amends.desk.replies.receipts import send_receipt

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


def voice(name: str, number: str, **headers) -> bytes:
    """A voice message as a phone system sends it; `number` may be a name, or "Anonymous"."""
    raw = letter(name, f"Caller: {number}\nDuration: 0:35", who=PBX, Auto_Submitted="auto-generated", **headers)
    return raw.replace(b"Subject:", b"Message-Context: voice-message\nSubject:", 1)


def test_who_calls_is_found_by_the_number_and_never_answered_by_mail(mailbox):
    first = case_of(bring(voice("one", "030 1234567"), mailbox=mailbox))
    second = case_of(bring(voice("two", "(030) 123 45 67"), mailbox=mailbox))

    assert (first.customer, first.customer.name) == (second.customer, "030 1234567")
    assert [(entry.kind, entry.value) for entry in first.customer.addresses.all()] == [("phone", "0301234567")]
    assert customer_address(first) is None
    assert Message.objects.filter(case=first).get().sender_name == "030 1234567"


def test_callers_without_a_number_are_different_people_without_an_address(mailbox):
    first = case_of(bring(voice("one", "Anonymous"), mailbox=mailbox))
    second = case_of(bring(voice("two", "Anonymous"), mailbox=mailbox))

    assert first.customer != second.customer
    assert not Address.objects.exists()
    assert Obligation.objects.of(second).open().filter(kind="call_back").exists()


@pytest.mark.parametrize("who", ["030 1234567", "Anonymous"])
def test_a_voice_message_that_reached_two_mailboxes_is_one(mailbox, who):
    first = bring(voice("one", who), mailbox=mailbox)

    again = bring(b"Delivered-To: help@example.org\n" + voice("one", who), mailbox=mailbox)

    assert (again.duplicate, again.case) == (True, first.case)
    assert Message.objects.count() == 1


def test_letters_from_one_scanner_are_of_different_people_even_after_one_was_closed(mailbox):
    scan = letter("scan", "1 page", who="Scanner <scan@example.org>", subject="Scan", Auto_Submitted="auto-generated")
    scan = scan.replace(b"Content-Type: text/plain", b"X-Fax-Pages: 1\nContent-Type: text/plain")
    first = case_of(bring(scan, mailbox=mailbox))
    first.close("answered", at=NOON)

    second = bring(scan.replace(b"<scan@", b"<other@"), NOON + timedelta(minutes=1), mailbox=mailbox)

    assert second.opened
    assert case_of(second).customer != first.customer
    assert not Address.objects.exists()


def test_a_fax_has_the_name_of_its_number_which_nobody_is_asked_to_call(mailbox):
    fax = letter("fax", "2 pages", who="Fax <fax@gw.example>", subject="Fax from +49 30 1234567")
    fax = fax.replace(b"Subject:", b"Auto-Submitted: auto-generated\nX-Fax-Pages: 2\nSubject:", 1)

    customer = case_of(bring(fax, mailbox=mailbox)).customer

    assert customer.name == "Fax +49 30 1234567"
    assert not Address.objects.exists()


def test_a_missed_call_owes_a_call_back(mailbox):
    raw = letter("missed", "You missed a call.", who=PBX, subject="Missed call from 030 1234567")
    raw = raw.replace(b"Subject:", b"Auto-Submitted: auto-generated\nContent-Class: missedcall\nSubject:", 1)

    case = case_of(bring(raw, mailbox=mailbox))

    assert Obligation.objects.of(case).open().filter(kind="call_back").exists()
    assert case.customer.addresses.get().value == "0301234567"


def test_who_sends_a_recording_of_their_own_is_answered_by_mail():
    mail = by_a_machine(
        "Listen\n\n-- \nAda, 030 1234567", kind="voicemail", automatic=False, passed_on=True,
        sender=MailAddress("Ada", "ada@example.com"), signature="-- \nAda, 030 1234567", voice=Voice("030 1234567", 5),
    )  # fmt: skip

    assert speaker(mail) == Speaker("email", "ada@example.com", "Ada")


def test_an_invitation_that_a_calendar_sent_opens_a_case_and_gets_no_receipt(mailbox):
    DeskSettings.objects.update(sends_receipts=True)
    raw = letter("date", "Please come and look at the lamp.", Auto_Submitted="auto-generated")
    raw = raw.replace(b"Subject:", b"Content-Class: urn:content-classes:calendarmessage\nSubject:", 1)

    case = case_of(bring(raw, mailbox=mailbox))

    message = Message.objects.select_related("address__customer").get()
    assert (message.kind, message.particulars) == (Message.Kind.MESSAGE, {"passed_on": True})
    assert (case.customer.addresses.get().value, send_receipt(message, now=NOON)) == ("ada@example.com", None)


def test_automatic_mail_into_no_case_is_piled(mailbox):
    found = bring(letter("away", "I am away.", Auto_Submitted="auto-replied"), mailbox=mailbox)

    assert found.pile == "automatic"
    assert not Case.objects.exists()
    assert not Job.objects.exists()
