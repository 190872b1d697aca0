"""Trouble that goes on is waited for longer and longer; trouble after mail has come is new trouble."""

from contextlib import AbstractContextManager

import pytest

from amends.desk.channels.actions import note_fetched
from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.fetching import watching
from amends.doors.mailbox.fetching.watching import Pace, Watcher
from amends.doors.mailbox.servers import MailServerError
from amends.doors.mailbox.tests.conftest import clock


@pytest.mark.django_db
def test_pauses_begin_anew_where_mail_was_taken_in_before_the_connection_broke(monkeypatch):
    mailbox = Mailbox.objects.create(name="Desk", address="desk@example.org", connected_at=clock())
    takes_in = iter([False, False, True, False])

    def opened(mailbox, **_) -> AbstractContextManager[None]:
        if next(takes_in):
            note_fetched(mailbox, now=clock())
        raise MailServerError("the server broke off the connection", lost=True)

    pauses: list[float] = []
    watcher = Watcher(mailbox, clock, Pace(first_pause=2.0))
    monkeypatch.setattr(watching, "opened", opened)
    monkeypatch.setattr(watcher.ended, "wait", pauses.append)
    monkeypatch.setattr(watcher.ended, "is_set", lambda: len(pauses) == 4)
    monkeypatch.setattr("amends.doors.mailbox.fetching.watching.connections.close_all", lambda: None)

    watcher.run()

    assert pauses == [2.0, 4.0, 2.0, 4.0]
