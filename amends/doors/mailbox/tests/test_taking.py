"""A look through a mailbox takes in what is new, once, oldest first, and leaves on the server what is not ours yet."""

import errno
from datetime import timedelta
from threading import Event
from unittest.mock import Mock

import pytest
from django.db import OperationalError, connection
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Case, Message
from amends.desk.delivery.models import Dispatch
from amends.desk.intake.entering import placing
from amends.desk.intake.models import Arrival
from amends.desk.owed.models import Obligation
from amends.doors.mailbox.fetching import taking
from amends.doors.mailbox.stores import inbox as inboxes
from amends.doors.mailbox.stores.inbox import Inbox, opened
from amends.doors.mailbox.tests.conftest import clock, letter

LARGE = "It is still broken.\r\n" * 16_000  # so large that it is kept in a file
pytestmark = pytest.mark.django_db


def test_new_mail_is_kept_byte_by_byte_and_marked_on_the_server(mailbox, server, look):
    server.deliver(letter())

    assert look(mailbox) == 1

    arrival = Arrival.objects.get()
    assert arrival.mailbox == mailbox
    assert arrival.live
    assert abs(arrival.arrived_at - clock()) < timedelta(minutes=1)
    assert bytes_of(arrival.digest).endswith(letter())  # behind the trace that the server put in front
    assert Message.objects.get().text.strip() == "Where is my order?"
    assert server.unseen() == 0


def test_a_second_look_takes_nothing_in_again(mailbox, server, look):
    server.deliver(letter(1), letter(2))
    look(mailbox)

    assert look(mailbox) == 0
    assert Arrival.objects.count() == 2


def test_a_second_look_by_somebody_who_forgot_where_it_ended_changes_nothing(mailbox, server, look):
    server.deliver(letter(1), letter(2))
    look(mailbox)
    mailbox.last_uid = 0
    mailbox.save()

    look(mailbox)

    assert Arrival.objects.count() == 2
    assert Message.objects.count() == 2


def test_mail_is_taken_in_oldest_first(mailbox, server, look):
    server.deliver(*[letter(number, sender=f"ada{number}@example.com") for number in range(1, 46)])

    assert look(mailbox) == 45

    subjects = Message.objects.order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [f"Order {number}" for number in range(1, 46)]


def test_when_the_server_counts_anew_what_we_have_changes_nothing(mailbox, server, look):
    mailbox.folder = "Support"
    with server.client() as client:
        client.create_folder("Support")
    server.put(letter(1), letter(2), at=clock())
    look(mailbox)
    with server.client() as client:
        client.delete_folder("Support")
        client.create_folder("Support")
    server.put(letter(2), letter(1), letter(3), at=clock())

    assert look(mailbox) == 3

    assert Message.objects.count() == 3
    assert Arrival.objects.filter(same_as=None).count() == 3


def test_a_mailbox_pointed_at_another_account_takes_that_accounts_mail(mailbox, server, look):
    """Both accounts have a mail with UID 1, and their UIDVALIDITY may be the same."""
    server.deliver(letter(1))
    look(mailbox)
    mailbox.user += "-other"
    server.deliver(letter(2))

    look(mailbox)

    assert Message.objects.count() == 2


def test_old_mail_is_left_alone_where_no_history_is_wanted(mailbox, server, look):
    server.put(letter(1), letter(2))
    server.deliver(letter(3))

    assert look(mailbox) == 1

    assert Message.objects.get().subject == "Order 3"
    assert server.unseen() == 2


def test_history_of_the_last_days_begins_with_the_first_of_them(mailbox, server, look):
    mailbox.history, mailbox.history_days = "days", 10
    server.put(letter(1), at=mailbox.connected_at - timedelta(days=10, hours=1))
    server.put(letter(2), at=mailbox.connected_at - timedelta(days=10) + timedelta(hours=1))

    assert look(mailbox) == 1

    assert not Arrival.objects.get().live


def test_live_mail_does_not_wait_for_history(mailbox, server, look):
    mailbox.history = "all"
    server.put(*[letter(number) for number in range(30)])
    server.deliver(letter(31))

    look(mailbox)

    assert Message.objects.order_by("pk").values_list("subject", flat=True)[0] == "Order 31"
    assert Message.objects.count() == 31


def test_history_goes_on_where_it_ended(mailbox, server, look, monkeypatch):
    mailbox.history = "all"
    server.put(*[letter(number) for number in range(30)])
    stop = Event()
    with opened(mailbox) as inbox, monkeypatch.context() as patch:
        patch.setattr(taking, "note_fetched", lambda *_, **__: stop.set())  # after the first few
        assert taking.Taker(mailbox, clock).look_through(inbox, stop) == taking.MOST_MAILS

    assert look(mailbox) == 30 - taking.MOST_MAILS
    assert Arrival.objects.count() == 30
    assert look(mailbox) == 0


def test_widening_the_history_brings_in_what_was_left_before(mailbox, server, look):
    server.put(letter(1), letter(2))
    server.deliver(letter(3))
    look(mailbox)
    mailbox.history = "all"

    look(mailbox)

    assert Message.objects.count() == 3
    assert Arrival.objects.filter(live=False).count() == 2


def test_an_old_mailbox_owes_and_sends_nothing(mailbox, server, look):
    mailbox.history = "all"
    server.put(*[letter(number, sender=f"ada{number % 40}@example.com") for number in range(200)])

    assert look(mailbox) == 200

    assert Message.objects.count() == 200
    assert not Case.objects.open().exists()
    assert not Obligation.objects.exists()
    assert not Dispatch.objects.exists()
    assert server.unseen() == 200


def test_mail_of_the_very_second_of_connecting_is_live(mailbox, server, look):
    """Servers keep arrival times to the second."""
    at = clock().replace(microsecond=0)
    mailbox.connected_at = at + timedelta(microseconds=900_000)
    server.put(letter(1), at=at)

    look(mailbox)

    assert Arrival.objects.get().live


def test_mail_whose_arrival_the_server_cannot_tell_arrives_now(mailbox, server, look, monkeypatch):
    server.deliver(letter(1))
    real = IMAPClient.fetch

    def fetch(client, uids, parts):
        return {uid: {**found, b"INTERNALDATE": None} for uid, found in real(client, uids, parts).items()}

    monkeypatch.setattr(IMAPClient, "fetch", fetch)

    assert look(mailbox) == 1
    assert Arrival.objects.get().live


def test_mail_that_comes_after_our_clock_was_set_back_is_no_history(mailbox, server, look):
    ahead = timedelta(hours=1)
    mailbox.connected_at = clock() + ahead - timedelta(minutes=1)
    server.put(letter(1), at=clock() + ahead)

    assert look(mailbox) == 1

    arrival = Arrival.objects.get()
    assert arrival.live
    assert arrival.arrived_at <= clock()


def test_what_a_broken_connection_left_unmarked_is_marked_at_the_next_look(mailbox, server, monkeypatch):
    server.deliver(letter(1), letter(2))
    taker = taking.Taker(mailbox, clock)
    with opened(mailbox) as inbox, monkeypatch.context() as patch:
        patch.setattr(inbox, "settle", Mock(side_effect=IMAPClientAbortError("socket error")))
        with pytest.raises(IMAPClientAbortError):
            taker.look_through(inbox, Event())
    assert (Message.objects.count(), server.unseen()) == (2, 2)

    with opened(mailbox) as inbox:
        assert taker.look_through(inbox, Event()) == 0

    assert server.unseen() == 0


def test_nothing_arrives_in_the_future_whatever_the_clock_of_the_server_says(mailbox, server, look):
    server.put(letter(1), at=clock() + timedelta(hours=2))

    look(mailbox)

    assert Arrival.objects.get().arrived_at <= clock()


def test_a_mail_over_which_the_server_fails_is_asked_for_by_itself(mailbox, server, look, monkeypatch):
    server.deliver(letter(1), letter(2), letter(3))
    real = IMAPClient.fetch

    def fetch(client, uids, parts):
        if 2 in uids and "BODY.PEEK[]" in parts:
            raise IMAPClientError("FETCH failed")
        return real(client, uids, parts)

    monkeypatch.setattr(IMAPClient, "fetch", fetch)

    with pytest.raises(taking.WithheldError):
        look(mailbox)

    assert Message.objects.get().subject == "Order 1"


def test_times_run_from_the_arrival_at_the_server(mailbox, server, look):
    mailbox.connected_at = clock() - timedelta(days=7)
    at = (clock() - timedelta(days=3)).replace(microsecond=0)
    server.put(letter(1), at=at)

    look(mailbox)

    assert Arrival.objects.get().arrived_at == at
    assert Arrival.objects.get().live
    assert Obligation.objects.filter(due__lt=clock()).exists()


def test_where_the_disk_is_full_mail_stays_on_the_server_until_it_is_not(mailbox, server, look, monkeypatch):
    server.deliver(letter(1), letter(2, text=LARGE), letter(3))

    def fsync(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("amends.desk.cases.kept.os.fsync", fsync)
        with pytest.raises(taking.NoRoomError, match="No space left"):
            look(mailbox)

        assert Message.objects.get().subject == "Order 1"
        assert server.unseen() == 2

    assert look(mailbox) == 2
    assert Message.objects.count() == 3
    assert server.unseen() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can be told how large it may become")
def test_where_the_database_is_full_mail_stays_on_the_server_until_it_is_not(mailbox, server, look):
    server.deliver(letter(1, text="x" * 200_000))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # so that no page is free inside
        [(most,)] = cursor.execute("PRAGMA max_page_count").fetchall()
        cursor.execute("PRAGMA max_page_count = 1")  # what it has already, it may keep
        with pytest.raises(taking.NoRoomError):
            look(mailbox)
        cursor.execute(f"PRAGMA max_page_count = {most}")

    assert server.unseen() == 1
    assert look(mailbox) == 1
    assert Message.objects.count() == 1


def test_a_mail_that_breaks_something_goes_on_the_pile_and_holds_up_no_other(mailbox, server, look, monkeypatch):
    server.deliver(letter(1), letter(2), letter(3))

    def place(mail, *rest, **more):
        if mail.subject == "Order 2":
            raise ValueError("nobody thought of this")
        return placing.place(mail, *rest, **more)

    monkeypatch.setattr("amends.desk.intake.sorting.sorting.place", place)

    look(mailbox)

    assert sorted(Message.objects.values_list("subject", flat=True)) == ["Order 1", "Order 3"]
    assert Arrival.objects.on_pile().get().problems == ["not_taken:ValueError"]
    assert server.unseen() == 1
    assert look(mailbox) == 0


def test_a_database_that_is_away_is_no_fault_of_the_mail(mailbox, server, look, monkeypatch):
    server.deliver(letter(1))

    def receive(*args, **more):
        raise OperationalError("the server closed the connection")

    with monkeypatch.context() as patch:
        patch.setattr(taking, "receive", receive)
        with pytest.raises(OperationalError):
            look(mailbox)

    assert not Arrival.objects.exists()
    assert look(mailbox) == 1


def test_a_mail_that_the_server_withholds_is_told_of_on_the_pile(mailbox, server, monkeypatch):
    server.deliver(letter(1), letter(2), letter(3))
    taker = taking.Taker(mailbox, clock)

    real = Inbox.bring

    def bring(self, uids):
        for uid, raw in real(self, uids):
            yield uid, None if b"Order 2" in (raw or b"") else raw

    monkeypatch.setattr(Inbox, "bring", bring)
    for _ in range(taking.TRIES - 1):
        with opened(mailbox) as inbox, pytest.raises(taking.WithheldError):
            taker.look_through(inbox, Event())

    with opened(mailbox) as inbox:
        taker.look_through(inbox, Event())

    assert sorted(Message.objects.values_list("subject", flat=True)) == ["Order 1", "Order 3"]
    assert Arrival.objects.on_pile().get().problems == ["withheld"]


def test_what_lies_in_a_folder_that_can_only_be_read_is_taken_in(mailbox, server, look, monkeypatch):
    server.deliver(letter(1))
    real = inboxes._select
    monkeypatch.setattr(inboxes, "_select", lambda client, folder: {**real(client, folder), b"READ-ONLY": True})

    assert look(mailbox) == 1
    assert server.unseen() == 1
