"""The numbers that every page tells count open cases only, each in its group, and only what an agent may see."""

from datetime import UTC, datetime, timedelta

import pytest

from amends.desk.cases.models import Case
from amends.desk.intake.actions import Source, receive
from amends.desk.owed.standing import Standing, standing
from amends.desk.people.models import Agent

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 2, 23, tzinfo=UTC)
DUES = {
    "late": MONDAY - timedelta(hours=2),
    "hour": MONDAY + timedelta(minutes=30),
    "today": MONDAY + timedelta(hours=3),
    "later": MONDAY + timedelta(days=2),
}
LEFT_OPEN = 4


@pytest.fixture
def ben(db) -> Agent:
    return Agent.objects.create_user("ben@desk.example", name="Ben")


@pytest.fixture
def desk(ben) -> None:
    """Four open cases due at different times, the late one Ben's; a fifth is closed."""
    for number, due in enumerate([*DUES.values(), None]):
        raw = f"From: ada{number}@example.com\nTo: desk@desk.example\nMessage-ID: <{number}@example.com>\n\nIt broke.\n"
        case = Case.objects.get(number=receive(raw.encode(), Source(arrived_at=MONDAY), now=MONDAY).case)
        Case.objects.filter(pk=case.pk).update(due_at=due)
        if due is None:
            case.close("not for us", at=MONDAY)
    Case.objects.filter(due_at=DUES["late"]).update(owner=ben)
    Case.objects.filter(due_at=DUES["later"]).update(owed_kind="circle_back")


def counted(agent: Agent, **midnight: datetime) -> Standing:
    return standing(agent, now=MONDAY, midnight=midnight.get("midnight", MIDNIGHT))


def test_an_open_case_is_counted_once_in_the_group_of_its_time(desk, ben):
    now = counted(ben)

    assert (now.open, now.late, now.hour, now.today, now.later) == (LEFT_OPEN, 1, 1, 1, 1)


def test_what_is_due_within_the_hour_stays_there_when_the_day_ends_sooner(desk, ben):
    now = counted(ben, midnight=MONDAY + timedelta(minutes=10))

    assert (now.hour, now.today, now.later) == (1, 0, 2)


def test_cases_are_counted_by_whose_turn_it_is(desk, ben):
    now = counted(ben)

    assert (now.mine, now.unassigned, now.waiting) == (1, LEFT_OPEN - 1, 1)


def test_somebody_of_elsewhere_counts_nothing_and_a_lead_counts_all(desk, ben):
    dan = Agent.objects.create_user("dan@desk.example", name="Dan")
    dan.teams.clear()
    dana = Agent.objects.create_user("dana@desk.example", name="Dana", is_lead=True)
    dana.teams.clear()

    assert counted(dan).open == 0
    assert counted(dana).open == LEFT_OPEN
