"""Ada's complaint with Ben, Cleo with authority, Dana the lead."""

from datetime import UTC, datetime

import pytest

from amends.desk.cases.models import Case
from amends.desk.handoffs.actions import take
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand
from amends.desk.people.models import Agent, Level
from amends.desk.people.staff import Card, add_agent

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """Monday morning."""
    return MONDAY


@pytest.fixture
def dana(db) -> Agent:
    """Dana, the lead."""
    return add_agent("dana@desk.example", Card(name="Dana", is_lead=True))


@pytest.fixture
def ben(dana) -> Agent:
    """Ben, who answers."""
    return add_agent("ben@desk.example", Card(name="Ben"))


@pytest.fixture
def cleo(dana) -> Agent:
    """Cleo, of a higher level."""
    cleo = add_agent("cleo@desk.example", Card(name="Cleo"))
    cleo.level = Level.objects.order_by("-rank").first()
    cleo.save()
    return cleo


@pytest.fixture
def case(ben, now) -> Case:
    """Ada's complaint, which Ben took."""
    made = open_by_hand(Caller("email", "ada@example.com", name="Ada"), "My blender is broken. Why?", ByHand(), now=now)
    take(made, ben, now=now)
    return Case.objects.get(pk=made.pk)
