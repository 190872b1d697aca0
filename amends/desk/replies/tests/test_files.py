"""Files of a reply are kept once, go along once, and are refused in time where no server would take them."""

from datetime import UTC, datetime

import pytest

from amends.craft.refusal import Malformed
from amends.desk.cases.models import Attachment, Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.writing import write
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Agent
from amends.desk.replies import actions as replies
from amends.desk.replies.files import MOST_TOGETHER, attach
from amends.desk.replies.models import Draft

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MAIL = b"From: ada@example.com\r\nTo: desk@example.org\r\nMessage-ID: <1@example.com>\r\n\r\nWhere is my lamp?\r\n"


@pytest.fixture
def ben(db: None) -> Agent:
    return Agent.objects.create_user("ben@example.org", name="Ben")


@pytest.fixture
def case(ben: Agent) -> Case:
    mailbox = Mailbox.objects.create(name="Desk", address="desk@example.org", connected_at=NOON)
    receive(MAIL, Source(arrived_at=NOON, mailbox=mailbox), now=NOON)
    return Case.objects.get()


def reply(case: Case, ben: Agent, text: str, *files: Attachment) -> Message:
    return replies.send(case, ben, text, now=NOON, envelope=replies.Envelope(attachments=files))


def test_the_same_file_twice_is_kept_once(db):
    one, other = (attach(b"%PDF-1.4 label", name=name, type="application/pdf") for name in ("a.pdf", "b.pdf"))

    assert one.sha256 == other.sha256


def test_a_file_goes_with_its_reply_and_not_again_with_the_next(case, ben):
    label = attach(b"%PDF-1.4 label", name="label.pdf", type="application/pdf")

    first, second = reply(case, ben, "Here is the label.", label), reply(case, ben, "Did it print?")

    assert b"label.pdf" in write(first)
    assert b"label.pdf" not in write(second)


def test_files_that_are_too_big_together_are_refused_and_nothing_is_sent(case, ben):
    replies.save_draft(case, ben, "Here they are.", now=NOON)
    files = [Attachment.objects.create(name=f"{n}.mov", size=MOST_TOGETHER // 2 + 1, sha256="0" * 64) for n in "ab"]

    with pytest.raises(Malformed) as refused:
        reply(case, ben, "Here they are.", *files)

    assert (refused.value.code, refused.value.data) == ("file_too_big", {"name": "a.mov + b.mov"})
    assert not Message.objects.filter(direction="out").exists()
    assert Draft.objects.get().text == "Here they are."


def test_a_file_of_ours_is_never_shown_inside_the_mail(case, ben):
    page = attach(b"<script>alert(1)</script>", name="page.html", type="text/html")

    raw = write(reply(case, ben, "Here.", page))

    assert b'Content-Disposition: attachment;\r\n filename="page.html"' in raw
