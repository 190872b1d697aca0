"""What we say leaves as text and HTML in its thread, under a name that customers know, always as the same bytes."""

import email
from email.message import EmailMessage
from email.policy import default

import pytest
from django.db import connection

from amends.craft.mail import attachment, parse
from amends.craft.refusal import Missing
from amends.desk.cases.kept import keep
from amends.desk.cases.models import Attachment, Message
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.tests.conftest import NOON
from amends.desk.delivery.writing import same_file, write
from amends.desk.intake.actions import Source, receive
from amends.desk.replies import actions as replies


def test_a_reply_is_from_a_named_human_of_the_desk(reply):
    mail = email.message_from_bytes(write(reply), policy=default)

    assert mail["From"].addresses[0].display_name == "Ben K. · Lumen & Co"
    assert mail["From"].addresses[0].addr_spec == "desk@example.org"
    assert mail["Reply-To"].addresses[0].addr_spec == "desk@example.org"
    assert (mail["To"], mail["Cc"]) == ("ada@example.com", "cleo@example.net")
    assert mail["Date"].datetime == NOON
    assert mail["Auto-Submitted"] is None


def test_a_reply_stands_in_its_thread(reply, case):
    mail = parse(write(reply))

    assert mail.message_id == reply.message_id
    assert mail.in_reply_to == "lamp@example.com"
    assert mail.references == ("older@example.com", "lamp@example.com")
    assert mail.subject == f"Re: My lamp [{case.number}]"


def test_the_small_markdown_goes_as_text_and_as_html(reply):
    mail = email.message_from_bytes(write(reply), policy=default)

    text, html = (part.get_content().replace("\r", "") for part in mail.iter_parts())
    assert text.startswith("Dear Ada,\n\na new lamp is on its way.\n\n-- \nBen")
    assert "<strong>new</strong>" in html


def test_the_same_rows_give_the_same_bytes(reply):
    assert write(reply) == write(Message.objects.get(pk=reply.pk))


@pytest.mark.parametrize(
    ("kind", "marked"), [("receipt", "auto-replied"), ("code", "auto-generated"), ("link", "auto-generated")]
)
def test_what_no_person_wrote_says_so(case, kind, marked):
    made = replies.outgoing(case, kind=kind, text="We have it.", to=["ada@example.com"], now=NOON)

    mail = email.message_from_bytes(write(made), policy=default)

    assert mail["Auto-Submitted"] == marked
    assert mail["From"].addresses[0].display_name == "Lumen & Co"


def test_a_file_of_ours_goes_along(reply):
    digest = keep(b"%PDF-1.4 label")
    Attachment.objects.create(message=reply, name="Rücksendung.pdf", type="application/pdf", size=14, sha256=digest)

    content, described = attachment(write(reply), 0)
    assert (described.name, content) == ("Rücksendung.pdf", b"%PDF-1.4 label")


def test_a_file_of_the_customers_goes_along_from_their_mail(case, ben, mailbox):
    theirs = EmailMessage()
    theirs["From"], theirs["Subject"], theirs["Message-ID"] = "ada@example.com", "Re: My lamp", "<2@example.com>"
    theirs["In-Reply-To"] = "<lamp@example.com>"
    theirs.set_content("Here is a picture.")
    theirs.add_attachment(b"\x89PNG lamp", maintype="image", subtype="png", filename="lamp.png")
    receive(theirs.as_bytes(), Source(arrived_at=NOON, mailbox=mailbox), now=NOON)
    picture = Attachment.objects.get()
    reply = replies.send(case, ben, "Is it this?", now=NOON, envelope=replies.Envelope(attachments=[picture]))

    mail = email.message_from_bytes(write(reply), policy=default)

    [file] = mail.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("lamp.png", b"\x89PNG lamp")


def test_a_file_whose_mail_is_gone_is_missed(reply):
    Attachment.objects.create(message=reply, name="gone.png", size=1, sha256="0" * 64, part=0)

    with pytest.raises(Missing):
        write(reply)


def test_a_case_without_a_mailbox_writes_from_the_first_in_use(reply):
    Mailbox.objects.all().delete()
    assert b"desk@localhost" in write(Message.objects.get(pk=reply.pk))
    Mailbox.objects.create(name="Off", address="off@example.org", connected_at=NOON, is_active=False)
    Mailbox.objects.create(name="New", address="new@example.org", connected_at=NOON)

    assert b"new@example.org" in write(Message.objects.get(pk=reply.pk))


def test_a_case_whose_mailbox_was_put_out_of_use_writes_from_one_that_can_send(reply, mailbox):
    Mailbox.objects.create(name="New", address="new@example.org", smtp_host="mail.example.org", connected_at=NOON)
    Mailbox.objects.filter(pk=mailbox.pk).update(smtp_host="mail.example.org")
    assert b"<desk@example.org>" in write(Message.objects.get(pk=reply.pk))

    Mailbox.objects.filter(pk=mailbox.pk).update(is_active=False)

    assert b"<new@example.org>" in write(Message.objects.get(pk=reply.pk))


@pytest.mark.parametrize("sign", ["address", "line"])
def test_an_answer_without_ids_finds_its_case_by_the_sign_its_mailbox_writes(reply, case, sign):
    Mailbox.objects.update(case_sign=sign)
    ours = parse(write(Message.objects.get(pk=reply.pk)))
    quoted = "".join(f"> {line}\n" for line in ours.text.splitlines())
    answer = (
        f"From: ada@example.com\nTo: {ours.reply_to[0].address}\nSubject: Something else\n"
        f"Message-ID: <lost@example.com>\n\nThe lamp came broken again.\n\n{quoted}"
    )

    received = receive(answer.encode(), Source(arrived_at=NOON), now=NOON)

    assert received.case == case.number


def test_without_a_sign_answers_go_to_the_plain_address(reply):
    mail = parse(write(reply))

    assert mail.reply_to[0].address == "desk@example.org"
    assert "[ref:" not in mail.text


def test_the_mail_around_a_file_is_found_without_looking_at_every_file(reply):
    row = Attachment.objects.create(message=reply, name="lamp.png", size=1, sha256="0" * 64, part=0)
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET LOCAL enable_seqscan = off")

    assert "attachment_by_digest" in same_file(row).values("message__raw_digest").order_by("pk").explain()
