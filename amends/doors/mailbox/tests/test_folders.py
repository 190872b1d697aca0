"""Folders are renamed, deleted, emptied and numbered anew while we look; nothing is lost and nothing comes twice."""

import pytest
from imapclient import SocketTimeout

from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.models import Arrival
from amends.doors.mailbox.stores.inbox import Inbox
from amends.doors.mailbox.stores.opening import opened
from amends.doors.mailbox.tests.conftest import clock, letter, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def _again(mailbox: Mailbox) -> Mailbox:
    return Mailbox.objects.get(pk=mailbox.pk)


@pytest.fixture
def support(mailbox, server):
    """A mailbox whose folder is not the inbox, which no server lets anybody delete."""
    with server.client() as client:
        client.create_folder("Support")
    mailbox.folder = "Support"
    mailbox.save()
    return mailbox


def test_a_folder_that_is_renamed_while_we_wait_is_told_and_goes_on_when_it_is_back(support, server, fetching):
    server.put(letter(1), at=clock())
    fetching(look=0.5)
    wait_until(lambda: Message.objects.count() == 1)
    with server.client() as client:
        client.rename_folder("Support", "Elsewhere")
    wait_until(lambda: _again(support).last_error.startswith("the folder Support of this mailbox can't be opened"))

    with server.client() as client:
        client.rename_folder("Elsewhere", "Support")
    server.put(letter(2), at=clock())

    wait_until(lambda: Message.objects.count() == 2)
    wait_until(lambda: _again(support).last_error == "")
    assert Arrival.objects.count() == 2


def test_a_folder_that_is_made_anew_while_we_wait_is_looked_through_from_its_beginning(support, server, fetching):
    server.put(letter(1), letter(2), at=clock())
    fetching(look=0.5)
    wait_until(lambda: Message.objects.count() == 2)
    with server.client() as client:
        client.delete_folder("Support")
        client.create_folder("Support")
    server.put(letter(2), letter(3), at=clock())

    wait_until(lambda: Message.objects.count() == 3)
    assert Arrival.objects.filter(same_as=None).count() == 3


def test_mail_that_somebody_deletes_while_it_is_fetched_is_passed_over(mailbox, server, look, monkeypatch):
    server.deliver(letter(1), letter(2), letter(3))
    real = Inbox.bring

    def bring(store, uids):
        with server.client() as client:
            client.select_folder("INBOX")
            client.delete_messages([2])
            client.expunge()
        return real(store, uids)

    monkeypatch.setattr(Inbox, "bring", bring)

    assert look(mailbox) == 2

    assert sorted(Message.objects.values_list("subject", flat=True)) == ["Order 1", "Order 3"]
    assert not Arrival.objects.on_pile().exists()


def test_a_backlog_of_any_length_is_caught_up_with(mailbox, server, fetching):
    server.put(
        *[letter(number, sender=f"ada{number}@example.com") for number in range(520)], at=clock()
    )  # more than a page
    fetching()

    wait_until(lambda: Message.objects.count() == 520, seconds=60)
    wait_until(lambda: server.unseen() == 0)
    assert Arrival.objects.count() == 520


def test_a_link_that_dies_without_a_word_is_given_up_and_built_anew(mailbox, server, dovecot, gate, fetching):
    gate.to, mailbox.fetch_port = dovecot.fetch_port, gate.port
    mailbox.save()
    fetching(look=0.5, patience=SocketTimeout(connect=1, read=1))
    wait_until(lambda: _again(mailbox).fetched_at is not None)
    gate.frozen.set()
    server.deliver(letter())
    wait_until(lambda: gate.connections > 1)

    gate.frozen.clear()

    wait_until(Case.objects.exists, seconds=20)


def test_looking_changes_nothing_on_the_server_but_what_is_wished(mailbox, server):
    server.deliver(letter())

    with opened(mailbox) as store:
        list(store.bring(store.uids_after(0, since=mailbox.connected_at)))

    assert server.unseen() == 1
