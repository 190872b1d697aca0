"""When an agent leaves, what they owed is owed by the backup or the team from that moment on."""

from datetime import UTC, datetime, timedelta

import pytest

from amends.craft.refusal import NotAllowed
from amends.desk.cases.models import Case
from amends.desk.handoffs.actions import offer, take
from amends.desk.handoffs.leaving import come_back, leave
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand
from amends.desk.offers.actions import promise
from amends.desk.owed.models import Obligation
from amends.desk.people.models import Agent
from amends.desk.people.staff import Card, add_agent

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def dana() -> Agent:
    return add_agent("dana@desk.example", Card(name="Dana", is_lead=True))


@pytest.fixture
def ben(dana: Agent) -> Agent:
    return add_agent("ben@desk.example", Card(name="Ben"))


@pytest.fixture
def case(ben: Agent) -> Case:
    """Ada's complaint, which Ben took."""
    made = open_by_hand(Caller("phone", "+49555", name="Ada"), "My blender is broken. Why?", ByHand(), now=MONDAY)
    take(made, ben, now=MONDAY)
    return Case.objects.get(pk=made.pk)


def test_cases_go_back_to_the_team_with_all_they_owe(ben, case):
    count = leave(ben, now=MONDAY)
    case.refresh_from_db()

    assert count == 1
    assert case.owner is None
    assert Obligation.objects.open().filter(case=case).exists()
    assert not Obligation.objects.open().filter(owner=ben).exists()


def test_a_promise_goes_to_its_backup_also_in_a_case_of_somebody_else(dana, ben, case):
    made = promise(case, ben, "A new one", due=MONDAY + timedelta(days=2), backup=dana, now=MONDAY)
    take(case, dana, now=MONDAY)
    count = leave(ben, now=MONDAY)
    made.refresh_from_db()

    assert count == 0
    assert made.obligation is not None
    assert made.obligation.owner == dana


def test_an_offered_case_stays_with_its_giver(dana, ben, case):
    take(case, dana, now=MONDAY)
    offered = offer(case, dana, ben, "She has called twice.", now=MONDAY)
    leave(ben, now=MONDAY)
    offered.refresh_from_db()
    case.refresh_from_db()

    assert not offered.is_open
    assert case.owner == dana


def test_the_last_lead_stays(dana, ben):
    with pytest.raises(NotAllowed, match="last_lead"):
        leave(dana, now=MONDAY)
    dana.refresh_from_db()

    assert dana.is_active


def test_who_comes_back_owns_nothing_yet(ben, case):
    leave(ben, now=MONDAY)
    come_back(ben)
    case.refresh_from_db()

    assert Agent.objects.get(pk=ben.pk).is_active
    assert case.owner is None
