"""Trouble that goes on is waited for longer and longer; trouble after mail has come is new trouble."""

from contextlib import AbstractContextManager
from types import SimpleNamespace

import pytest

from amends.desk.channels.actions import note_fetched
from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.fetching import watching
from amends.doors.mailbox.fetching.watching import Pace, Watcher
from amends.doors.mailbox.servers import MailServerError
from amends.doors.mailbox.tests.conftest import clock

LOST = MailServerError("the server broke off the connection", lost=True, away=True)
BUSY = MailServerError("the server said: too many connections")


@pytest.fixture
def pauses(monkeypatch):
    """Watch a mailbox that meets one trouble after the other; return the seconds it waits after each."""

    def watched(*troubles: MailServerError | None, seconds_each: float = 0.0) -> list[float]:
        mailbox = Mailbox.objects.create(name="Desk", address="desk@example.org", connected_at=clock())
        found, waited = iter(troubles), list[float]()

        def opened(mailbox, **_) -> AbstractContextManager[None]:
            trouble = next(found)
            if trouble is None:
                note_fetched(mailbox, now=clock())
            raise trouble or LOST

        watcher = Watcher(mailbox, clock, Pace(first_pause=2.0, luck=lambda: 0.0))
        monkeypatch.setattr(watching, "opened", opened)
        monkeypatch.setattr(watching, "time", SimpleNamespace(monotonic=lambda: seconds_each * len(waited)))
        monkeypatch.setattr(watcher.ended, "wait", waited.append)
        monkeypatch.setattr(watcher.ended, "is_set", lambda: len(waited) == len(troubles))
        monkeypatch.setattr("amends.doors.mailbox.fetching.watching.connections.close_all", lambda: None)
        watcher.run()
        return waited

    return watched


pytestmark = pytest.mark.django_db


def test_a_server_that_says_no_is_asked_less_and_less_often(pauses):
    assert pauses(*[BUSY] * 7) == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]


def test_a_server_that_is_away_is_found_again_within_a_tenth_of_its_absence(pauses):
    assert pauses(*[LOST] * 5, seconds_each=100.0) == [1.0, 10.0, 20.0, 30.0, 40.0]


def test_a_server_that_comes_back_and_says_no_is_asked_politely_from_the_first(pauses):
    assert pauses(LOST, LOST, BUSY, BUSY) == [1.0, 1.0, 2.0, 4.0]


def test_pauses_begin_anew_where_mail_was_taken_in_before_the_connection_broke(pauses):
    assert pauses(LOST, LOST, None, LOST, seconds_each=100.0) == [1.0, 10.0, 1.0, 10.0]


def test_a_watcher_that_has_ended_tells_nothing_of_the_login_it_was_still_trying(monkeypatch):
    mailbox = Mailbox.objects.create(name="Desk", address="desk@example.org", connected_at=clock())
    watcher = Watcher(mailbox, clock, Pace())

    def opened(mailbox, **_) -> AbstractContextManager[None]:
        watcher.ended.set()
        raise BUSY

    monkeypatch.setattr(watching, "opened", opened)
    monkeypatch.setattr("amends.doors.mailbox.fetching.watching.connections.close_all", lambda: None)
    watcher.run()

    mailbox.refresh_from_db()
    assert (mailbox.failing_since, mailbox.last_error) == (None, "")
