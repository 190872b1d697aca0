"""A reply quotes the mail that it answers, for those who had it, and stays in its thread in Outlook."""

import email
from email.policy import default

import pytest

from amends.craft.mail.composing.outlook import thread_index, thread_index_of
from amends.desk.cases.models import Case, Message
from amends.desk.delivery.answered import MOST_LINES
from amends.desk.delivery.tests.conftest import COMPLAINT, NOON
from amends.desk.delivery.writing import write
from amends.desk.intake.actions import Source, receive
from amends.desk.replies import actions as replies
from amends.desk.replies import texts

INDEX = thread_index("", seed="My lamp", at=NOON)
ASKED = "When will you send a new one?"


def text_of(message: Message) -> str:
    mail = email.message_from_bytes(write(message), policy=default)
    body = mail.get_body(("plain",))
    return str(body.get_content()).replace("\r", "") if body else ""


def answered(mailbox, ben, raw: bytes, **envelope) -> Message:
    receive(raw, Source(arrived_at=NOON, mailbox=mailbox), now=NOON)
    return replies.send(Case.objects.get(), ben, "Tomorrow.", now=NOON, envelope=replies.Envelope(**envelope))


def test_a_reply_quotes_what_it_answers_and_whose_words_these_are(mailbox, ben):
    text = text_of(answered(mailbox, ben, COMPLAINT))

    assert text.startswith("Tomorrow.\n\n-- \nBen\n\nOn Monday 2 March 2026, 13:00")
    assert text.endswith(f"Ada Byron wrote:\n> The lamp arrived broken. {ASKED}\n")


def test_who_did_not_have_these_words_does_not_get_them_from_us(mailbox, ben):
    assert ASKED not in text_of(answered(mailbox, ben, COMPLAINT, cc=["cleo@example.net"]))


def test_who_stood_in_copy_had_them(mailbox, ben):
    raw = COMPLAINT.replace(b"Subject:", b"Cc: Cleo@example.net\r\nSubject:")

    assert ASKED in text_of(answered(mailbox, ben, raw, cc=["cleo@example.net"]))


def test_a_long_mail_is_quoted_in_part_and_says_so(mailbox, ben):
    raw = COMPLAINT + b"".join(b"Line %d of many.\r\n" % number for number in range(100))

    text = text_of(answered(mailbox, ben, raw))

    assert text.endswith("> […]\n")
    assert text.count("\n>") == MOST_LINES + 1


def test_the_quote_speaks_the_customers_language(mailbox, ben, case):
    case.customer.language = "de"
    case.customer.save()

    assert "schrieb Ada Byron:" in text_of(replies.send(case, ben, "Morgen.", now=NOON))


@pytest.mark.parametrize("kind", ["receipt", "link", "code"])
def test_what_a_machine_sends_quotes_nobody(case, kind):
    made = replies.outgoing(case, kind=kind, text="We have it.", to=["ada@example.com"], now=NOON)

    assert ASKED not in text_of(made)


def test_a_text_that_went_by_itself_says_that_it_did(case, ben):
    case.give_to(ben)
    made = texts.send_by_itself(case, "follow_up", texts.participant_for(case), now=NOON)

    mail = email.message_from_bytes(write(made), policy=default)

    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert ASKED not in text_of(made)


def test_our_words_in_the_case_stay_without_the_quote(mailbox, ben):
    reply = answered(mailbox, ben, COMPLAINT)
    write(reply)

    assert ASKED not in Message.objects.get(pk=reply.pk).text


def test_an_answer_goes_on_in_the_thread_that_outlook_began(mailbox, ben):
    raw = write(answered(mailbox, ben, COMPLAINT.replace(b"Subject:", f"Thread-Index: {INDEX}\r\nSubject:".encode())))

    assert thread_index_of(raw).startswith(INDEX.rstrip("=")[:28])
    assert len(thread_index_of(raw)) > len(INDEX)
    assert b"\r\nThread-Topic: My lamp\r\n" in raw


def test_without_one_all_our_mails_of_a_matter_begin_the_same(mailbox, ben):
    assert b"\r\nThread-Topic: My lamp\r\n" in write(answered(mailbox, ben, COMPLAINT))
