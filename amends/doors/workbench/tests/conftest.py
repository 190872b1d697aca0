"""A desk with Ben and Dana, a customer's complaint, and Ben's browser."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from amends.config.clock import frozen
from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
MAIL = b"""From: Ada Okafor <ada@example.com>
To: desk@desk.example
Subject: Broken blender, order 4711
Message-ID: <one@example.com>

Hello,

the blender I got yesterday does not start at all. I am really disappointed.
Can you send me a new one? And who pays for the return?

Ada Okafor
"""


@pytest.fixture
def now():
    """Monday morning, and the clock stands still."""
    with frozen(MONDAY):
        yield MONDAY


@pytest.fixture
def ben(db):
    """Ben, who answers."""
    settings = DeskSettings.current()
    settings.set_up_at = MONDAY
    settings.save()
    return Agent.objects.create_user("ben@desk.example", "a long password", name="Ben Kramer", signature="Ben")


@pytest.fixture
def dana(db):
    """Dana, the lead."""
    return Agent.objects.create_user("dana@desk.example", "a long password", name="Dana Moor", is_lead=True)


@pytest.fixture
def case(ben, now) -> Case:
    """Ada's complaint."""
    mailbox = Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=now)
    number = receive(MAIL, Source(arrived_at=now, mailbox=mailbox), now=now).case
    return Case.objects.get(number=number)


@pytest.fixture
def browser(ben) -> Client:
    """Ben's browser, logged in."""
    client = Client()
    client.force_login(ben)
    return client
