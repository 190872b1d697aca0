"""Dana's office, with Ben at the desk and Ada's complaint in it."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from amends.config.clock import frozen
from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.handoffs.actions import take
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
MAIL = (
    b"From: Ada Okafor <ada@example.com>\r\nTo: desk@desk.example\r\nSubject: Broken blender\r\n"
    b"Message-ID: <one@example.com>\r\n\r\nMy blender does not start. Can you send me a new one?\r\n"
)


@pytest.fixture
def now():
    """Monday morning, and the clock stands still."""
    with frozen(MONDAY):
        yield MONDAY


@pytest.fixture
def dana(db):
    settings = DeskSettings.current()
    settings.name, settings.public_url, settings.set_up_at = "Vogel & Sons", "https://help.vogel.example", MONDAY
    settings.save()
    return Agent.objects.create_user("dana@desk.example", name="Dana Moor", is_lead=True)


@pytest.fixture
def ben(dana):
    return Agent.objects.create_user("ben@desk.example", name="Ben Kramer")


@pytest.fixture
def office(dana, now) -> Client:
    """Dana's browser."""
    client = Client()
    client.force_login(dana)
    return client


@pytest.fixture
def mailbox(dana, now) -> Mailbox:
    made = Mailbox(
        name="Desk", address="desk@desk.example", fetch_host="imap.desk.example", connected_at=now, user="desk"
    )
    made.password = "open sesame"
    made.save()
    return made


@pytest.fixture
def case(ben, mailbox, now) -> Case:
    """Ada's complaint, which Ben looks after."""
    found = Case.objects.get(number=receive(MAIL, Source(arrived_at=now, mailbox=mailbox), now=now).case)
    take(found, ben, now=now)
    return found


@pytest.fixture
def trial(monkeypatch):
    """The mailbox door's answer, and what it was asked to try."""
    asked = []

    def answer(mailbox, *, now):
        asked.append((mailbox.address, mailbox.fetch_host, mailbox.password))
        return (SimpleNamespace(what="fetching", works=True, words="INBOX is open."),)

    monkeypatch.setattr("amends.doors.shell.trials._trial", lambda: answer)
    return asked
