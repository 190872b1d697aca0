"""The same mail sent to two of our mailboxes is one message seen from both; the second copy owes nothing more."""

from email import message_from_bytes, policy

import pytest

from amends.desk.cases.models import Attachment, Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.models import Arrival
from amends.desk.intake.sorting.copies import mailboxes_of
from amends.desk.intake.tests.post import BROKEN, NOON, bring, case_of, letter
from amends.desk.owed.models import Obligation


@pytest.fixture
def sales(mailbox) -> Mailbox:
    return Mailbox.objects.create(name="Sales", address="sales@example.org", connected_at=mailbox.connected_at)


@pytest.mark.parametrize(
    "second",
    [
        letter("lamp"),
        b"Received: from elsewhere by here\n" + letter("lamp"),
        letter("lamp", BROKEN + "\n\n___________________________\nlamps mailing list\nlamps@lists.example.com\n"),
        letter("lamp", "  " + BROKEN.replace(" ", "  ")),
    ],
    ids=["the same bytes", "another way", "a list's footer", "wrapped anew"],
)
def test_two_mailboxes_see_one_message_that_owes_once(mailbox, sales, second):
    bring(letter("lamp"), mailbox=mailbox)
    owed = Obligation.objects.count()

    again = bring(second, mailbox=sales)

    message = Message.objects.get()
    assert again.duplicate
    assert mailboxes_of([message.pk]) == {message.pk: ("desk@example.org", "sales@example.org")}
    assert (Case.objects.count(), Obligation.objects.count()) == (1, owed)


def test_each_further_copy_in_a_mailbox_is_noted_once(mailbox, sales):
    for box in (mailbox, sales, sales, mailbox):
        bring(letter("lamp"), mailbox=box)

    assert Arrival.objects.count() == 2


def test_a_message_of_one_mailbox_is_not_said_to_have_reached_two(mailbox):
    bring(letter("lamp"), mailbox=mailbox)
    receive(letter("lamp"), Source(arrived_at=NOON, mailbox=mailbox, uidvalidity=1, uid=7), now=NOON)

    assert mailboxes_of([Message.objects.get().pk]) == {}


@pytest.mark.parametrize("text", ["Something else altogether. Why?", BROKEN + "\n\nAnd where is my refund?"])
def test_another_text_under_the_same_id_is_a_message_of_its_own_in_the_same_case(mailbox, text):
    first = bring(letter("lamp"), mailbox=mailbox)

    second = bring(letter("lamp", text), mailbox=mailbox)

    assert (second.case, second.duplicate) == (first.case, False)
    assert "message_id_reused" in second.problems
    assert Message.objects.count() == 2


def with_files(*files: str) -> bytes:
    """Return Ada's mail with files, of which each says its own name."""
    mail = message_from_bytes(letter("lamp"), policy=policy.default)
    for name in files:
        mail.add_attachment(name.encode(), maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def test_the_same_words_with_another_file_are_a_message_of_its_own(mailbox):
    bring(with_files("bill.pdf"), mailbox=mailbox)

    second = bring(with_files("bill.pdf", "photo.pdf"), mailbox=mailbox)

    assert (second.duplicate, second.opened) == (False, False)
    assert "message_id_reused" in second.problems
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["bill.pdf", "bill.pdf", "photo.pdf"]


@pytest.mark.parametrize("files", [(), ("bill.pdf",)], ids=["taken out on the way", "the same"])
def test_a_copy_with_no_other_file_is_a_copy(mailbox, sales, files):
    bring(with_files("bill.pdf"), mailbox=mailbox)

    again = b"Received: from elsewhere by here\n" + with_files(*files)

    assert bring(again, mailbox=sales).duplicate


def test_a_third_copy_is_one_of_whichever_message_has_its_files(mailbox, sales):
    for files in ((), ("photo.pdf",)):
        bring(with_files(*files), mailbox=mailbox)

    again = bring(b"Received: from elsewhere by here\n" + with_files("photo.pdf"), mailbox=sales)

    assert again.duplicate
    assert Message.objects.count() == 2


def test_the_same_id_from_somebody_else_is_no_copy_and_has_no_part_in_the_case(mailbox):
    first = case_of(bring(letter("lamp"), mailbox=mailbox))

    second = bring(letter("lamp", who="Eve <eve@example.net>"), mailbox=mailbox)

    assert (second.duplicate, second.opened) == (False, True)
    assert first.customer.addresses.get().value == "ada@example.com"
    assert Message.objects.of(first).count() == 1
