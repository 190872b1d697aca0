"""The owner is asked before it is late, then the backup, then the lead; each once and in open hours."""

from datetime import UTC, datetime, timedelta

import pytest

from amends.desk.cases.models import Case
from amends.desk.delivery.digests import tell_due
from amends.desk.intake.actions import Source, receive
from amends.desk.offers.actions import promise
from amends.desk.owed.chasing import chase
from amends.desk.owed.models import Chase
from amends.desk.people.models import Agent
from amends.desk.tests.life import Postbox

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
HEAD = b"From: ada@example.com\nTo: desk@desk.example\nSubject: Lid\nMessage-ID: <1@example.com>\n"
MAIL = HEAD + b"\nThe lid broke. I want a new one.\n"


@pytest.fixture
def people(db) -> dict[str, Agent]:
    """Ben owns, Cleo backs up, Dana leads."""
    return {
        name: Agent.objects.create_user(f"{name}@desk.example", name=name.title(), is_lead=name == "dana")
        for name in ("ben", "cleo", "dana")
    }


@pytest.fixture
def promised(people) -> Case:
    """Ben has promised Ada a lid by Tuesday noon."""
    case = Case.objects.get(number=receive(MAIL, Source(arrived_at=MONDAY), now=MONDAY).case)
    promise(case, people["ben"], "a lid", due=MONDAY + timedelta(hours=27), backup=people["cleo"], now=MONDAY)
    return case


def told(case: Case) -> list[tuple[str, str]]:
    rows = Chase.objects.filter(obligation__case=case, obligation__kind="promise").order_by("pk")
    return [(row.step, row.agent.name) for row in rows]


def test_nobody_is_chased_before_three_quarters_of_the_time(promised):
    chase(now=MONDAY + timedelta(hours=2))

    assert told(promised) == []


def test_owner_backup_and_lead_are_chased_once_each_in_turn(promised):
    for hours in (26, 26, 28, 28, 29, 29):
        chase(now=MONDAY + timedelta(hours=hours))

    assert told(promised) == [("owner", "Ben"), ("backup", "Cleo"), ("lead", "Dana")]


def test_nobody_is_chased_at_night(promised):
    chase(now=MONDAY + timedelta(hours=40))

    assert told(promised) == []


def test_an_overdue_case_of_the_team_is_told_to_all_of_it(people):
    case = Case.objects.get(number=receive(MAIL, Source(arrived_at=MONDAY), now=MONDAY).case)

    chase(now=MONDAY + timedelta(hours=2))

    assert {row.agent.name for row in Chase.objects.filter(obligation__case=case, step="owner")} == {
        "Ben",
        "Cleo",
        "Dana",
    }


def test_reminders_go_out_as_one_digest_an_agent_and_quarter_of_an_hour(promised):
    postbox, late = Postbox(), MONDAY + timedelta(hours=26)
    chase(now=late)

    first = tell_due(postbox, now=late)
    again = tell_due(postbox, now=late + timedelta(minutes=5))

    assert (first, again) == (1, 0)
    ben = next(letter for letter in postbox.letters if letter.recipients == ("ben@desk.example",))
    assert b"Is the promise to" in ben.raw
