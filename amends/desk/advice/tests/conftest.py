"""Ada's case, Ben who answers it, Dana who leads, and Dan of elsewhere."""

from datetime import UTC, datetime

import pytest

from amends.desk.cases.models import Case
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand
from amends.desk.people.models import Agent
from amends.desk.people.staff import Card, add_agent

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
ASKED = (
    "The blender does not start. Can you send me a new one? Tell me who pays for the way back. Does anybody read this?"
)


@pytest.fixture
def dana(db) -> Agent:
    return add_agent("dana@desk.example", Card(name="Dana", is_lead=True))


@pytest.fixture
def ben(dana) -> Agent:
    return add_agent("ben@desk.example", Card(name="Ben"))


@pytest.fixture
def case(ben) -> Case:
    return _case("ada@example.com", "Ada")


@pytest.fixture
def other(ben) -> Case:
    """The same words of another customer."""
    return _case("eve@example.com", "Eve")


def _case(address: str, name: str) -> Case:
    return open_by_hand(Caller("email", address, name=name), ASKED, ByHand(subject="Blender"), now=MONDAY)
