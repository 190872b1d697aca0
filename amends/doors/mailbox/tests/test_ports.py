"""Mail servers hand mail over at our own ports: for our mailboxes only, and each mail once."""

import smtplib
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from unittest.mock import Mock

import pytest
from django.db import OperationalError

from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.models import Arrival
from amends.desk.policies.models import DeskSettings
from amends.doors.mailbox.ports import listening as ports
from amends.doors.mailbox.ports.listening import Protocol, take_in
from amends.doors.mailbox.ports.places import Place, PlaceError
from amends.doors.mailbox.tests.conftest import LONG_AGO, clock, letter, wait_until
from tests.servers.machine import HOST, free_port

pytestmark = pytest.mark.django_db(transaction=True)
ADA = "ada@example.com"


@pytest.fixture(autouse=True)
def desk(transactional_db: None) -> None:
    """A desk with two mailboxes that fetch nothing."""
    DeskSettings.objects.create(pk=1, max_mail_bytes=100_000)
    for name in ("help", "billing"):
        Mailbox.objects.create(name=name, address=f"{name}@example.org", way="handed", connected_at=LONG_AGO)


@contextmanager
def listening(setting: str, protocol: Protocol, answers: Callable[[], bool]) -> Iterator[None]:
    """Take mail at a place while the block runs."""
    stop = Event()
    thread = Thread(target=partial(take_in, stop, clock=clock, setting=setting, protocol=protocol), daemon=True)
    thread.start()
    try:
        wait_until(answers)
        yield
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def smtp() -> Iterator[int]:
    """The port at which mail comes by SMTP."""
    port = free_port()
    with listening(f"{HOST}:{port}", "smtp", lambda: _answers(port)):
        yield port


@pytest.fixture
def lmtp() -> Iterator[int]:
    """The port at which mail comes by LMTP."""
    port = free_port()
    with listening(f"{HOST}:{port}", "lmtp", lambda: _answers(port)):
        yield port


def test_a_mail_for_a_mailbox_of_ours_is_a_case_of_that_mailbox(smtp):
    with smtplib.SMTP(HOST, smtp, timeout=10) as client:
        client.sendmail(ADA, ["billing@example.org"], letter())

    assert Case.objects.get().mailbox == Mailbox.objects.get(name="billing")


def test_what_follows_a_plus_in_our_address_leads_to_its_mailbox(smtp):
    with smtplib.SMTP(HOST, smtp, timeout=10) as client:
        client.sendmail(ADA, ["Help+k7@example.org"], letter())

    assert Arrival.objects.get().mailbox == Mailbox.objects.get(name="help")


def test_a_mail_for_somebody_else_is_refused_and_not_passed_on(smtp):
    with smtplib.SMTP(HOST, smtp, timeout=10) as client, pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
        client.sendmail(ADA, ["somebody@example.net", "postmaster@example.net"], letter())

    assert {code for code, _ in caught.value.recipients.values()} == {550}
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("who", ["postmaster", "Postmaster@example.org"])
def test_the_postmaster_can_be_written_to(smtp, who):
    with smtplib.SMTP(HOST, smtp, timeout=10) as client:
        client.sendmail(ADA, [who], letter())

    assert Arrival.objects.count() == 1


def test_a_mail_for_two_mailboxes_is_one_message(smtp):
    with smtplib.SMTP(HOST, smtp, timeout=10) as client:
        client.sendmail(ADA, ["help@example.org", "billing@example.org"], letter())

    assert Case.objects.count() == Message.objects.count() == 1


def test_a_mail_that_is_handed_over_twice_is_one_message(smtp):
    for _ in range(2):
        with smtplib.SMTP(HOST, smtp, timeout=10) as client:
            client.sendmail(ADA, ["help@example.org"], letter())

    assert Message.objects.count() == 1


def test_a_mail_without_a_sender_in_its_envelope_is_seen_as_a_machine_s(smtp):
    with smtplib.SMTP(HOST, smtp, timeout=10) as client:
        client.sendmail("", ["help@example.org"], letter())

    assert Arrival.objects.get().pile_reason == Arrival.Reason.AUTOMATIC


def test_a_line_longer_than_the_rules_allow_is_no_reason_to_lose_a_mail(smtp):
    with smtplib.SMTP(HOST, smtp, timeout=10) as client:
        client.sendmail(ADA, ["help@example.org"], letter(text="No answer yet. " * 2_000))

    assert Message.objects.get().text.count("No answer yet.") == 2_000


def test_what_is_too_large_to_be_read_is_kept_where_people_see_it(smtp):
    with smtplib.SMTP(HOST, smtp, timeout=10) as client:
        client.sendmail(ADA, ["help@example.org"], letter(text="It is still broken.\r\n" * 8_000))

    assert Arrival.objects.on_pile().get().pile_reason == Arrival.Reason.TOO_BIG


@pytest.mark.parametrize("asked", ["listening.is_ours", "receiving.hand_in"])
def test_where_the_database_does_not_answer_the_sender_is_asked_to_come_back(asked, monkeypatch):
    def away(*_: object, **__: object) -> None:
        raise OperationalError("no connection")

    monkeypatch.setattr(f"amends.doors.mailbox.ports.{asked}", away)
    port = free_port()
    with listening(f"{HOST}:{port}", "smtp", lambda: _answers(port)), smtplib.SMTP(HOST, port, timeout=10) as client:
        client.ehlo()
        client.mail(ADA)
        client.rcpt("help@example.org")
        code, words = client.data(letter()) if asked.endswith("hand_in") else client.rcpt("billing@example.org")

    assert (code, b"try again later" in words) == (451, True)
    assert not Arrival.objects.exists()


def test_lmtp_says_for_each_recipient_what_became_of_the_mail(lmtp):
    with smtplib.LMTP(HOST, lmtp, timeout=10) as client:
        client.ehlo()
        client.mail(ADA)
        codes = [client.rcpt(f"{name}@example.org")[0] for name in ("help", "billing", "nobody")]
        client.docmd("DATA")
        client.send(letter().replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n")
        answers = [client.getreply()[0], client.getreply()[0]]

    assert codes == [250, 250, 550]
    assert answers == [250, 250]
    assert Message.objects.count() == 1


def _by_socket(place: Path, number: int = 1) -> None:
    with smtplib.LMTP(str(place)) as client:
        client.sendmail(ADA, ["help@example.org"], letter(number))


def _listens(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return place.exists() and not probe.connect_ex(str(place))


def test_lmtp_listens_at_a_socket_that_its_group_may_use(tmp_path: Path):
    place = tmp_path / "lmtp"
    with listening(str(place), "lmtp", lambda: _listens(place)):
        _by_socket(place)
        mode = stat.S_IMODE(place.stat().st_mode)

    assert Case.objects.count() == 1
    assert mode == 0o660


def test_a_second_worker_waits_for_a_socket_and_takes_it_over(tmp_path: Path, monkeypatch, caplog):
    monkeypatch.setattr(ports, "TAKEN_PAUSE", 0.05)
    place = tmp_path / "lmtp"
    with ExitStack() as second:
        with listening(str(place), "lmtp", lambda: _listens(place)):
            first = place.stat().st_ino
            second.enter_context(listening(str(place), "lmtp", lambda: "another program takes mail" in caplog.text))
            _by_socket(place)
            assert place.stat().st_ino == first
        wait_until(lambda: _listens(place))
        _by_socket(place, 2)

    assert caplog.text.count("another program takes mail") == 1
    assert Message.objects.count() == 2


def test_a_port_that_is_held_is_looked_at_and_not_begun_at_until_it_is_free(monkeypatch, caplog):
    monkeypatch.setattr(ports, "TAKEN_PAUSE", 0.05)
    begun = Mock(wraps=ports._started)
    monkeypatch.setattr(ports, "_started", begun)
    with socket.create_server((HOST, 0)) as held, ExitStack() as second:
        port = held.getsockname()[1]
        second.enter_context(listening(f"{HOST}:{port}", "smtp", lambda: "another program takes mail" in caplog.text))
        held.close()
        wait_until(lambda: _answers(port))
        with smtplib.SMTP(HOST, port, timeout=10) as client:
            client.sendmail(ADA, ["help@example.org"], letter())

    assert begun.call_count == Message.objects.count() == 1


def test_a_socket_that_a_dead_worker_left_is_used_again(tmp_path: Path):
    place = tmp_path / "lmtp"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(place))

    with listening(str(place), "lmtp", lambda: _listens(place)):
        _by_socket(place)

    assert Case.objects.count() == 1


def test_a_file_at_the_place_of_a_socket_is_not_removed(tmp_path: Path):
    place = tmp_path / "accounts.csv"
    place.write_text("what somebody needs")

    with pytest.raises(PlaceError, match="no socket"):
        take_in(Event(), clock=clock, setting=str(place), protocol="lmtp")

    assert place.read_text() == "what somebody needs"


def test_a_connection_too_many_is_asked_to_come_back(monkeypatch):
    monkeypatch.setattr(ports, "MOST_CONNECTIONS", 2)
    port = free_port()
    with listening(f"{HOST}:{port}", "smtp", lambda: _answers(port)), _let_in(port), _let_in(port) as second:
        with socket.create_connection((HOST, port), timeout=10) as third:
            assert third.recv(100) == b"421 4.3.2 too many connections are open here; try again later\r\n"

        second.close()
        _let_in(port).close()


def _let_in(port: int) -> socket.socket:
    """Connect, again and again until there is room."""
    made: list[socket.socket] = []

    def greeted() -> bool:
        made.append(socket.create_connection((HOST, port), timeout=10))
        if made[-1].recv(100).startswith(b"220"):
            return True
        made[-1].close()
        return False

    wait_until(greeted)
    return made[-1]


def test_where_too_much_mail_comes_at_once_the_heaviest_comes_back_later(smtp):
    line = b"a line of a mail\r\n"
    with ExitStack() as ends:
        heavy, *light = [ends.enter_context(closing(_writing(smtp, line * lines))) for lines in (5_000, *[1_500] * 4)]

        assert heavy.getreply() == (421, b"4.3.2 too much mail comes at once; try again later")
        for client in light:
            client.send(b".\r\n")
        assert [client.getreply()[0] for client in light] == [250] * 4


def _writing(port: int, begun: bytes) -> smtplib.SMTP:
    """Return a client that is in the middle of a mail."""
    client = smtplib.SMTP(HOST, port, timeout=10)
    client.ehlo()
    client.mail(ADA)
    client.rcpt("help@example.org")
    client.docmd("DATA")
    client.send(begun)
    return client


@pytest.mark.parametrize("setting", ["2525", "host:", "host:70000", "host:smtp", ":25"])
def test_a_setting_that_names_no_place_is_refused_in_words(setting):
    with pytest.raises(PlaceError, match="host:port"):
        Place.read(setting)
