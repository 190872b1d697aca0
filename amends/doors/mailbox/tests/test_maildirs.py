"""A maildir on this machine is read: finished mails only, each once, and none is ever deleted."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.intake.models import Arrival
from amends.doors.mailbox import trying
from amends.doors.mailbox.fetching import taking
from amends.doors.mailbox.tests.conftest import LONG_AGO, clock, letter, wait_until
from amends.doors.mailbox.trying import Check

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    for name in ("tmp", "new", "cur"):
        (tmp_path / "mail" / name).mkdir(parents=True)
    return tmp_path / "mail"


@pytest.fixture
def mailbox(folder, db) -> Mailbox:
    return Mailbox.objects.create(
        name="Desk",
        address="desk@example.org",
        way="maildir",
        maildir=str(folder),
        connected_at=clock() - timedelta(minutes=1),
    )


def _write(folder: Path, name: str, raw: bytes, *, at: float | None = None) -> Path:
    """Deliver a mail as a mail server does: written in tmp/, then moved."""
    path = folder / name
    (folder / "tmp" / "being-written").write_bytes(raw)
    (folder / "tmp" / "being-written").rename(path)
    if at is not None:
        os.utime(path, (at, at))
    return path


def test_new_mail_is_kept_byte_by_byte_and_moved_to_what_was_seen(mailbox, folder, look):
    _write(folder, "new/1.host", letter())

    assert look(mailbox) == 1

    assert bytes_of(Arrival.objects.get().digest) == letter()
    assert (folder / "cur/1.host:2,S").read_bytes() == letter()
    assert not list((folder / "new").iterdir())
    assert look(mailbox) == 0


def test_what_is_still_being_written_waits(mailbox, folder, look):
    (folder / "tmp/1.host").write_bytes(letter()[:50])

    assert look(mailbox) == 0
    assert (folder / "tmp/1.host").exists()


def test_what_another_program_has_seen_is_taken_in_with_its_flags(mailbox, folder, look):
    _write(folder, "cur/1.host:2,F", letter())

    assert look(mailbox) == 1
    assert (folder / "cur/1.host:2,FS").exists()


def test_a_mail_that_moves_or_changes_its_flags_is_the_same_mail(mailbox, folder, look):
    mailbox.after = "left"
    path = _write(folder, "new/1.host", letter())
    look(mailbox)
    path.rename(folder / "cur/1.host:2,RS")

    assert look(mailbox) == 0
    assert Arrival.objects.count() == 1


def test_mail_is_moved_to_another_folder_where_that_is_wished(mailbox, folder, look):
    mailbox.after, mailbox.moved_to = "moved", "Taken in"
    _write(folder, "new/1.host", letter())

    look(mailbox)

    assert (folder / ".Taken in/cur/1.host:2,").read_bytes() == letter()


def test_what_was_taken_in_and_not_moved_is_moved_at_the_next_look(mailbox, folder, look, monkeypatch):
    _write(folder, "new/1.host", letter())
    with monkeypatch.context() as patch:
        patch.setattr("amends.doors.mailbox.stores.maildir.Maildir.settle", lambda store, uids: None)
        look(mailbox)
    assert (folder / "new/1.host").exists()

    assert look(mailbox) == 0

    assert (folder / "cur/1.host:2,S").exists()


def test_what_was_written_before_the_mailbox_was_connected_is_history(mailbox, folder, look):
    old = _write(folder, "new/1.host", letter(1), at=LONG_AGO.timestamp())
    assert look(mailbox) == 0
    mailbox.history = "all"

    assert look(mailbox) == 1

    arrival = Arrival.objects.get()
    assert (arrival.live, arrival.arrived_at) == (False, LONG_AGO)
    assert old.exists()  # history keeps its marks
    assert not Case.objects.open().exists()


def test_mail_is_taken_in_oldest_first(mailbox, folder, look):
    begin = time.time()
    for number in (3, 1, 2):
        _write(folder, f"new/{9 - number}.host", letter(number), at=begin + number / 100)

    look(mailbox)

    assert list(Message.objects.order_by("pk").values_list("subject", flat=True)) == ["Order 1", "Order 2", "Order 3"]


def test_a_file_that_may_not_be_read_goes_on_the_pile_and_holds_up_no_other(mailbox, folder, look, monkeypatch):
    _write(folder, "new/1.host", letter(1))
    _write(folder, "new/2.host", letter(2))
    real = Path.read_bytes

    def read_bytes(path):
        if path.name.startswith("1."):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(taking, "TRIES", 1)

    look(mailbox)

    piled = Arrival.objects.on_pile().get()
    assert piled.problems == ["withheld"]
    assert b"Mail 1.host of desk@example.org was not handed over" in bytes_of(piled.digest)
    assert Message.objects.get().subject == "Order 2"
    assert (folder / "new/1.host").exists()


def test_mail_comes_in_while_a_worker_watches(mailbox, folder, transactional_db, fetching):
    fetching(look=30)
    wait_until(lambda: Mailbox.objects.get().fetched_at is not None)

    _write(folder, "new/1.host", letter())

    wait_until(Case.objects.exists)
    wait_until((folder / "cur/1.host:2,S").exists)


def test_a_folder_that_is_away_is_told_and_comes_back_by_itself(mailbox, folder, transactional_db, fetching):
    folder.rename(folder.with_name("elsewhere"))
    fetching()
    wait_until(lambda: Mailbox.objects.get().last_error.startswith(f"there is no maildir at {folder}"))

    folder.with_name("elsewhere").rename(folder)
    _write(folder, "new/1.host", letter())

    wait_until(Case.objects.exists)


def test_trying_says_how_many_mails_there_are(mailbox, folder):
    _write(folder, "new/1.host", letter())

    assert trying.test_connection(mailbox, now=clock()) == (
        Check("fetching", works=True, words="The maildir is open; mails in it: 1."),
    )
