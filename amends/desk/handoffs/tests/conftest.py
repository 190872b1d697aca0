"""Dana leads, Ben answers, Cleo has more authority, and Ada complained."""

from datetime import UTC, datetime

import pytest

from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.handoffs.actions import take
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand
from amends.desk.people.models import Agent, Level
from amends.desk.people.staff import Card, add_agent

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def dana(db: None) -> Agent:
    return add_agent("dana@desk.example", Card(name="Dana", is_lead=True))


@pytest.fixture
def ben(dana: Agent) -> Agent:
    return add_agent("ben@desk.example", Card(name="Ben"))


@pytest.fixture
def cleo(dana: Agent) -> Agent:
    cleo = add_agent("cleo@desk.example", Card(name="Cleo"))
    cleo.level = Level.objects.get(name="Senior")
    cleo.save()
    return cleo


@pytest.fixture
def written(ben: Agent) -> Case:
    """Ada's complaint by mail, which Ben took."""
    Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=MONDAY)
    caller = Caller("email", "ada@example.com", name="Ada Novak")
    said = ByHand(subject="Blender", channel="email")
    made = open_by_hand(caller, "My blender is broken again. Why?", said, now=MONDAY)
    take(made, ben, now=MONDAY)
    return Case.objects.get(pk=made.pk)
