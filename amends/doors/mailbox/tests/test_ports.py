"""Mail servers hand mail over at our own ports: for our mailboxes only, and each mail once."""

import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest

from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.models import Arrival
from amends.desk.policies.models import DeskSettings
from amends.doors.mailbox.ports.listening import Place, PlaceError, Protocol, take_in
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
    thread = Thread(target=partial(take_in, stop, clock=clock, setting=setting, protocol=protocol))
    thread.start()
    wait_until(answers)
    yield
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
        client.sendmail(ADA, ["somebody@example.net"], letter())

    assert caught.value.recipients["somebody@example.net"][0] == 550
    assert not Arrival.objects.exists()


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


def test_lmtp_listens_at_a_socket_as_well(tmp_path: Path):
    place = tmp_path / "lmtp"
    with listening(str(place), "lmtp", place.exists), smtplib.LMTP(str(place)) as client:
        client.sendmail(ADA, ["help@example.org"], letter())

    assert Case.objects.count() == 1


@pytest.mark.parametrize("setting", ["2525", "host:", "host:70000", "host:smtp", ":25"])
def test_a_setting_that_names_no_place_is_refused_in_words(setting):
    with pytest.raises(PlaceError, match="host:port"):
        Place.read(setting)
