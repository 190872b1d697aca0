"""What the server does with a mail comes after our own commit, and late rather than never."""

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from amends.desk.cases.models import Message
from amends.doors.mailbox.stores.settling import Settling
from amends.doors.mailbox.tests.conftest import LONG_AGO, letter

pytestmark = pytest.mark.django_db


def _lying(server, folder: str) -> list[bytes]:
    """Return the subjects of what lies in a folder and isn't marked as deleted."""
    with server.client() as client:
        client.select_folder(folder, readonly=True)
        found = client.fetch(client.search("UNDELETED"), ["ENVELOPE"])
        return [found[uid][b"ENVELOPE"].subject for uid in sorted(found)]


@pytest.fixture
def moving(mailbox):
    mailbox.after, mailbox.moved_to = "moved", "Taken in"
    return mailbox


def test_mail_is_moved_to_a_folder_that_is_made_where_it_is_missing(moving, server, look):
    server.deliver(letter(1), letter(2))

    assert look(moving) == 2

    assert _lying(server, "INBOX") == []
    assert _lying(server, "Taken in") == [b"Order 1", b"Order 2"]
    server.deliver(letter(3))
    assert look(moving) == 1
    assert _lying(server, "Taken in") == [b"Order 1", b"Order 2", b"Order 3"]


@pytest.mark.parametrize("missing", [("MOVE",), ("MOVE", "UIDPLUS")])
def test_servers_that_cannot_move_copy_and_take_away_only_what_is_ours(moving, server, look, monkeypatch, missing):
    real = IMAPClient.has_capability
    monkeypatch.setattr(IMAPClient, "has_capability", lambda client, name: name not in missing and real(client, name))
    server.deliver(letter(1), letter(2))
    with server.client() as client:
        client.select_folder("INBOX")
        client.append(
            "INBOX", letter(3), flags=["\\Deleted"], msg_time=LONG_AGO
        )  # its owner may yet think better of it

    look(moving)
    look(moving)

    assert _lying(server, "INBOX") == []
    assert _lying(server, "Taken in") == [b"Order 1", b"Order 2"]
    with server.client() as client:
        assert client.select_folder("INBOX", readonly=True)[b"EXISTS"] == (3 if "UIDPLUS" in missing else 1)


def test_what_was_taken_in_and_not_moved_is_moved_at_the_next_look(moving, server, look, monkeypatch):
    server.deliver(letter(1))
    server.put(letter(2))  # from before: it keeps its place
    with monkeypatch.context() as patch:
        patch.setattr(Settling, "settle", lambda self, uids: None)
        look(moving)
    assert _lying(server, "INBOX") == [b"Order 1", b"Order 2"]

    assert look(moving) == 0

    assert _lying(server, "INBOX") == [b"Order 2"]
    assert Message.objects.count() == 1


def test_a_folder_that_the_server_does_not_let_us_make_keeps_nothing_from_coming_in(moving, server, look, monkeypatch):
    def create_folder(client, name):
        raise IMAPClientError("[NOPERM] not here")

    with monkeypatch.context() as patch:
        patch.setattr(IMAPClient, "create_folder", create_folder)
        server.deliver(letter(1))
        assert look(moving) == 1
        assert _lying(server, "INBOX") == [b"Order 1"]

    look(moving)

    assert _lying(server, "Taken in") == [b"Order 1"]


def test_mail_is_left_as_it_is_where_that_is_wished(mailbox, server, look):
    mailbox.after = "left"
    server.deliver(letter(1))

    assert look(mailbox) == 1

    assert server.unseen() == 1
    assert look(mailbox) == 0


def test_a_mail_that_could_not_be_taken_in_stays_where_people_look_for_it(moving, server, look, monkeypatch):
    def place(*given, **named):
        raise ValueError("nobody thought of this")

    monkeypatch.setattr("amends.desk.intake.sorting.sorting.place", place)
    server.deliver(letter(1))

    look(moving)
    look(moving)

    assert _lying(server, "INBOX") == [b"Order 1"]
