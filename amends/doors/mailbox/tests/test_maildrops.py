"""A POP3 maildrop is taken in once, whatever numbers its mails have today; what was there before owes nothing."""

import poplib
import socket
from collections import Counter
from datetime import timedelta
from threading import Event

import pytest

from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Earlier, Mailbox
from amends.desk.intake.models import Arrival
from amends.doors.mailbox import trying
from amends.doors.mailbox.fetching import taking
from amends.doors.mailbox.stores.opening import opened
from amends.doors.mailbox.stores.pop3_session import Pop3
from amends.doors.mailbox.tests.conftest import clock, letter, wait_until
from amends.doors.mailbox.trying import Check

pytestmark = pytest.mark.django_db


@pytest.fixture
def maildrop(mailbox, dovecot):
    """The same account, fetched over POP3."""
    mailbox.way, mailbox.fetch_port, mailbox.after = "pop3", dovecot.pop3_port, "left"
    mailbox.save()
    return mailbox


@pytest.fixture
def asked(monkeypatch) -> Counter[str]:
    """How often the server was asked for a whole mail, and for the beginning of one."""
    counted: Counter[str] = Counter()

    def counting(name):
        real = getattr(Pop3, name)

        def call(client, *given):
            counted[name] += 1
            return real(client, *given)

        return call

    for name in ("retr", "top"):
        monkeypatch.setattr(Pop3, name, counting(name))
    return counted


def test_new_mail_is_kept_byte_by_byte_and_left_where_it_is(maildrop, server, look):
    server.deliver(letter())

    assert look(maildrop) == 1

    arrival = Arrival.objects.get()
    assert arrival.live
    assert abs(arrival.arrived_at - clock()) < timedelta(minutes=1)
    assert bytes_of(arrival.digest).endswith(letter())
    assert look(maildrop) == 0
    assert _lying(server) == 1


def test_the_same_mail_fetched_the_other_way_changes_nothing(maildrop, server, look, dovecot):
    server.deliver(letter())
    look(maildrop)
    maildrop.way, maildrop.fetch_port = "imap", dovecot.fetch_port

    look(maildrop)

    assert Message.objects.count() == 1
    assert Arrival.objects.filter(same_as=None).count() == 1


def test_what_lay_there_before_is_left_alone_where_no_history_is_wanted(maildrop, server, look, asked):
    server.put(letter(1), letter(2))
    server.deliver(letter(3))

    assert look(maildrop) == 1

    assert Message.objects.get().subject == "Order 3"
    assert Earlier.objects.count() == 2
    assert asked["retr"] == 1


def test_what_lay_there_before_is_taken_in_as_history_where_it_is_wanted(maildrop, server, look):
    maildrop.history = "all"
    server.put(letter(1), letter(2))
    look(maildrop)
    server.put(letter(3))  # without any trace of when it came, and yet it is new

    look(maildrop)

    assert list(Arrival.objects.order_by("pk").values_list("live", flat=True)) == [False, False, True]
    assert [case.number for case in Case.objects.open()] == [Message.objects.get(subject="Order 3").case.number]


def test_history_of_the_last_days_goes_by_the_trace_of_the_server(maildrop, server, look):
    maildrop.history, maildrop.history_days = "days", 10
    for number, days in enumerate((30, 11, 9, 1), start=1):
        at = maildrop.connected_at - timedelta(days=days)
        server.put(f"Received: from there by here; {at:%d %b %Y %H:%M:%S +0000}\r\n".encode() + letter(number))

    assert look(maildrop) == 2

    assert sorted(Message.objects.values_list("subject", flat=True)) == ["Order 3", "Order 4"]


def test_mail_that_came_between_connecting_and_the_first_look_is_live(maildrop, server, look):
    server.put(letter(1))
    server.deliver(letter(2))

    look(maildrop)

    assert Arrival.objects.get().live


def test_what_we_have_is_not_fetched_again_though_the_numbers_change(maildrop, server, look, asked):
    server.deliver(*[letter(number) for number in range(1, 6)])
    look(maildrop)
    with server.client() as client:
        client.select_folder("INBOX")
        client.delete_messages([1, 3])
        client.expunge()
    server.deliver(letter(6))

    assert look(maildrop) == 1

    assert asked["retr"] == 6
    assert Message.objects.count() == 6


def test_a_large_maildrop_is_listed_and_not_fetched_again(maildrop, server, look, asked):
    server.put(*[letter(number) for number in range(300)])
    look(maildrop)
    server.deliver(letter(300))

    assert look(maildrop) == 1

    assert asked["retr"] == 1
    assert asked["top"] < 50


def test_a_server_without_unique_ids_is_read_all_the_same(maildrop, server, look, monkeypatch):
    def uidl(client):
        raise poplib.error_proto(b"-ERR Unknown command: UIDL")

    monkeypatch.setattr(Pop3, "uidl", uidl)
    server.deliver(letter(1), letter(2))

    assert look(maildrop) == 2
    assert look(maildrop) == 0
    assert Message.objects.count() == 2


def test_mail_is_deleted_where_that_is_wished_once_it_is_ours(maildrop, server, look):
    maildrop.after = "deleted"
    server.put(letter(1))
    server.deliver(letter(2), letter(3))

    assert look(maildrop) == 2

    assert _lying(server) == 1  # what was there before stays
    assert Message.objects.count() == 2


def test_what_a_broken_connection_left_undeleted_is_deleted_at_the_next_look(maildrop, server, look):
    maildrop.after = "deleted"
    server.deliver(letter(1))
    with opened(maildrop) as store:
        taking.Taker(maildrop, clock).look_through(store, Event())
        _cut(store)  # the server never hears the end
    assert _lying(server) == 1

    assert look(maildrop) == 0

    assert _lying(server) == 0
    assert Message.objects.count() == 1


def test_lines_of_any_length_are_read(maildrop, server, look):
    server.put(letter(1), at=clock())
    look(maildrop)
    server.deliver(letter(2, text="<p>" + "long " * 40_000))

    assert look(maildrop) == 1
    assert "long long" in Message.objects.get().text


def test_mail_comes_in_while_a_worker_watches(maildrop, server, transactional_db, fetching):
    fetching(look=0.2)
    wait_until(lambda: Mailbox.objects.get().fetched_at is not None)

    server.deliver(letter())

    wait_until(Case.objects.exists)


def test_a_maildrop_is_left_in_peace_when_the_worker_is_told_to_end_while_it_waits(maildrop, server):
    told_to_end = Event()
    told_to_end.set()

    with opened(maildrop) as store:
        store.wait(60, told_to_end)

    assert store.count == 0


def test_trying_says_how_many_mails_there_are_and_decides_nothing(maildrop, server):
    server.deliver(letter(1), letter(2))

    checks = trying.test_connection(maildrop, now=clock())

    assert checks == (Check("fetching", works=True, words="The maildrop is open; mails in it: 2."),)
    assert Mailbox.objects.get().uidvalidity is None


def test_a_wrong_password_is_told(maildrop, dovecot):
    maildrop.password = "guessed"

    [check] = trying.test_connection(maildrop, now=clock())

    assert check.words.startswith(f"The server at {dovecot.host} refused the user name or the password")
    assert "guessed" not in check.words


def test_a_maildrop_that_somebody_else_has_open_is_no_wrong_password(maildrop, monkeypatch):
    def pass_(client, password):
        raise poplib.error_proto(b"-ERR [IN-USE] Do you have another POP session running?")

    monkeypatch.setattr(Pop3, "pass_", pass_)

    [check] = trying.test_connection(maildrop, now=clock())

    assert check.words == "The server at 127.0.0.1 said: -ERR [IN-USE] Do you have another POP session running?."


def _lying(server):
    with server.client() as client:
        return client.select_folder("INBOX", readonly=True)[b"EXISTS"]


def _cut(store):
    store._client.sock.shutdown(socket.SHUT_RDWR)
