"""What an agent sends on becomes a case of whoever wrote it; what only pretends to come from an agent does not."""

from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest

from amends.desk.cases.models import Case, Message, Note
from amends.desk.channels.models import Mailbox
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.piling import case_named_by
from amends.desk.intake.tests.post import BROKEN, NOON, bring, case_of, letter
from amends.desk.owed.models import Obligation

BEN = "Ben Kant <ben@example.org>"
LATER = NOON + timedelta(hours=1)
SENT_ON = f"""Please look after her, she called twice.

---------- Forwarded message ---------
From: Ada Byron <ada@example.com>
Date: Mon, Mar 2, 2026 at 9:00 AM
Subject: My lamp
To: Ben Kant <ben@example.org>

{BROKEN}
"""


def forward(name: str = "fwd", **headers) -> bytes:
    return letter(name, SENT_ON, who=BEN, subject="Fwd: My lamp", **headers)


def attached(inner: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = (
        BEN,
        "desk@example.org",
        "Fwd: lamp",
        "<f@x.example>",
    )
    mail.set_content("Please look after her.")
    mail.add_attachment(BytesParser(policy=policy.default).parsebytes(inner))
    return mail.as_bytes()


def test_a_forward_opens_a_case_of_who_wrote_it_with_the_agents_words_as_a_note(mailbox, ben):
    found = bring(forward(), mailbox=mailbox)

    case, message = case_of(found), Message.objects.get()
    assert (case.customer.addresses.get().value, case.customer.name) == ("ada@example.com", "Ada Byron")
    assert (case.owner, case.subject, message.own_text) == (None, "My lamp", BROKEN)
    assert Note.objects.get().text == "Please look after her, she called twice."
    assert Note.objects.get().agent == ben
    assert Obligation.objects.get(kind="answer").opened_at == NOON


def test_who_is_only_told_of_takes_part_unverified_until_they_write_themselves(mailbox, ben):
    case = case_of(bring(forward(), mailbox=mailbox))
    assert case.participants.get().verified is False

    bring(letter("lamp", answers=("fwd",)), LATER)

    assert case.participants.get().verified is True


def test_a_mail_sent_on_as_a_file_keeps_its_ids_so_that_what_follows_finds_it(mailbox, ben):
    case = case_of(bring(attached(letter("lamp")), mailbox=mailbox))

    assert bring(letter("more", answers=("lamp",)), LATER).case == case.number
    assert [file.name != "" for file in Message.objects.get(message_id="lamp@example.com").attachments.all()] == [True]
    assert Note.objects.get().text == "Please look after her."


@pytest.mark.parametrize("way", ["text", "file"])
def test_what_had_reached_us_by_itself_is_not_said_twice(mailbox, ben, way):
    case = case_of(bring(letter("lamp"), mailbox=mailbox))

    found = bring(forward(answers=("lamp",)) if way == "text" else attached(letter("lamp")), LATER, mailbox=mailbox)

    assert (found.case, found.opened) == (case.number, False)
    assert Message.objects.count() == 1
    assert Note.objects.of(case).count() == 1


def test_the_original_that_comes_after_its_forward_is_one_message_with_it(mailbox, ben):
    found = bring(attached(letter("lamp")), mailbox=mailbox)

    assert bring(letter("lamp"), LATER, mailbox=mailbox).case == found.case
    assert Message.objects.count() == 1


def test_a_forward_that_only_pretends_to_be_from_an_agent_is_piled(mailbox, ben):
    Mailbox.objects.update(trusted_host="mx.example.org")
    checks = "mx.example.org; dmarc=fail header.from=example.org"
    trusting = Mailbox.objects.get()

    found = bring(forward(Authentication_Results=checks), mailbox=trusting)

    assert found.pile == "agent"
    assert not Case.objects.exists()


def test_a_forward_of_a_colleagues_mail_is_no_customers(mailbox, ben):
    found = bring(letter("fwd", SENT_ON.replace("ada@example.com", "ben@example.org"), who=BEN, subject="Fwd: My lamp"))

    assert found.pile == "agent"


def test_an_agents_answer_from_their_own_program_is_piled_and_names_its_case(mailbox, ben):
    case = case_of(bring(letter("lamp"), mailbox=mailbox))

    found = bring(letter("re", "I'll do it tomorrow.", who=BEN, answers=("lamp",), subject="Re: My lamp"), LATER)

    assert found.pile == "agent"
    assert case_named_by(Arrival.objects.on_pile().get()) == case
    assert Message.objects.count() == 1


HELP = "Help <help@example.org>"


@pytest.fixture
def help_desk(mailbox) -> Mailbox:
    return Mailbox.objects.create(name="Help", address="help@example.org", connected_at=NOON - timedelta(days=1))


def test_what_a_department_sends_on_under_its_address_is_a_case_of_who_wrote_it(mailbox, help_desk):
    case = case_of(bring(letter("fwd", SENT_ON, who=HELP, subject="Fwd: My lamp"), mailbox=mailbox))

    message = Message.objects.get()
    assert (case.customer.name, message.own_text) == ("Ada Byron", BROKEN)
    assert message.text.startswith("Please look after her, she called twice.")
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("Nothing is sent on here.", {}),
        (SENT_ON, {"Auto_Submitted": "auto-generated"}),
        (SENT_ON.replace("ada@example.com", "desk@example.org"), {}),
        (SENT_ON.replace("ada@example.com", "help@example.org"), {}),
    ],
    ids=["no forward", "by a machine", "of the other mailbox", "of its own"],
)
def test_other_mail_between_our_own_mailboxes_stays_piled(mailbox, help_desk, text, headers):
    found = bring(letter("fwd", text, who=HELP, subject="Fwd: My lamp", **headers), mailbox=mailbox)

    assert (found.pile, Case.objects.exists()) == ("ourselves", False)


def test_a_department_that_sends_on_what_we_have_says_nothing_new(mailbox, help_desk):
    case = case_of(bring(letter("lamp"), mailbox=help_desk))

    found = bring(letter("fwd", SENT_ON, who=HELP, subject="Fwd: My lamp", answers=("lamp",)), LATER, mailbox=mailbox)

    assert (found.case, found.opened, Message.objects.count()) == (case.number, False, 1)
