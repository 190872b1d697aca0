"""The sample desk's own port takes real mail, and says yes only to what is kept."""

import errno
import smtplib
from collections.abc import Iterator
from functools import partial
from threading import Event, Thread

import pytest

from amends.desk.cases.models import Case
from amends.desk.intake.models import Arrival
from amends.desk.policies.models import DeskSettings
from amends.doors.mailbox.ports.receiving import HOST, port_file, receive_locally
from amends.doors.mailbox.tests.conftest import clock, letter, wait_until
from tests.servers.machine import free_port

LARGE = letter(text="It is still broken.\r\n" * 16_000)  # so large that it is kept in a file
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def port(transactional_db: None) -> Iterator[int]:
    """The port at which mail is taken, as pages find it."""
    DeskSettings.objects.create(pk=1, max_mail_bytes=1_000_000)
    stop = Event()
    thread = Thread(target=partial(receive_locally, stop, clock=clock, port=free_port()), daemon=True)
    thread.start()
    try:
        wait_until(port_file().exists)
        yield int(port_file().read_text())
    finally:
        stop.set()
        thread.join(20)
    assert not port_file().exists()


def _send(port: int, raw: bytes) -> None:
    with smtplib.SMTP(HOST, port, timeout=10) as client:
        client.sendmail("ada@example.com", ["desk@example.org"], raw)


def test_a_mail_is_a_case_when_the_port_says_yes(port):
    _send(port, letter())

    case = Case.objects.get()
    assert case.customer.name == "Ada Byron"
    assert Arrival.objects.get().live


def test_a_line_longer_than_the_rules_allow_is_taken(port):
    _send(port, letter(text="No answer yet. " * 2_000))

    assert Case.objects.count() == 1


def test_a_mail_whose_lines_end_as_on_unix_is_taken(port):
    _send(port, letter(text="No answer yet.\r\n" * 200).replace(b"\r\n", b"\n"))

    assert Case.objects.get().customer.name == "Ada Byron"


def test_the_same_mail_twice_is_one_message(port):
    _send(port, letter())
    _send(port, letter())

    assert Case.objects.count() == 1
    assert Arrival.objects.count() == 1


def test_what_is_larger_than_the_desk_takes_is_refused(port):
    with pytest.raises(smtplib.SMTPException) as caught:
        _send(port, LARGE * 4)

    assert "552" in str(caught.value)
    assert not Arrival.objects.exists()


def test_where_the_disk_is_full_the_sender_is_asked_to_come_back(port, monkeypatch):
    def fsync(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("amends.desk.cases.kept.os.fsync", fsync)
        with pytest.raises(smtplib.SMTPDataError, match="452"):
            _send(port, LARGE)

    assert not Arrival.objects.exists()
    _send(port, LARGE)
    assert Case.objects.count() == 1


def test_what_cannot_be_read_is_kept_on_the_pile(port):
    _send(port, b"no headers at all")

    assert Arrival.objects.on_pile().count() == 1


def test_where_the_usual_port_is_taken_another_one_is_found(port):
    stop = Event()
    thread = Thread(target=partial(receive_locally, stop, clock=clock, port=port), daemon=True)
    thread.start()
    try:
        wait_until(lambda: int(port_file().read_text() or port) != port)

        _send(int(port_file().read_text()), letter())
    finally:
        stop.set()
        thread.join(20)
        port_file().write_text(str(port))
    assert Case.objects.count() == 1
