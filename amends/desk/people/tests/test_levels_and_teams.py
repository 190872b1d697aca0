"""Levels and teams are named once, ranked once, and stay while somebody needs them."""

import pytest

from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.people.levels import levels, levels_in_use, remove_level, write_level
from amends.desk.people.models import Agent, Level, Team
from amends.desk.people.staff import Card, add_agent, change_agent
from amends.desk.people.teams import remove_team, teams, write_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana():
    return add_agent("dana@desk.example", Card("Dana", is_lead=True))


@pytest.fixture
def ben():
    return add_agent("ben@desk.example", Card("Ben"))


def test_three_levels_are_there_and_one_may_be_added_between_and_renamed(ben):
    write_level("Master", 9)
    write_level("Colleague", 1, row=Level.objects.get(rank=1))

    assert [(row.rank, row.name) for row in levels()] == [
        (1, "Colleague"),
        (2, "Senior"),
        (3, "Lead"),
        (9, "Master"),
    ]


@pytest.mark.parametrize(
    ("name", "rank", "code"),
    [("senior", 7, "level_there"), ("Master", 2, "level_there"), ("Master", 0, "level_rank"), (" ", 7, "name")],
)
def test_a_level_needs_a_name_and_a_rank_of_its_own(name, rank, code):
    with pytest.raises((NotAllowed, Malformed, Missing), match=code):
        write_level(name, rank)
    assert Level.objects.count() == 3


def test_a_level_stays_while_somebody_stands_on_it(ben):
    senior = Level.objects.get(rank=2)
    change_agent(ben, Card("Ben", level=senior))
    counted = {row.name: vars(row)["people"] for row in levels_in_use()}

    with pytest.raises(NotAllowed, match="level_used"):
        remove_level(senior)
    remove_level(Level.objects.get(rank=1))
    assert counted["Senior"] == 1
    assert [row.rank for row in levels()] == [2, 3]


def test_a_card_tells_level_deputy_and_the_right_to_see_figures(ben, dana):
    change_agent(ben, Card("Ben", level=Level.objects.get(rank=2), deputy=dana, sees_figures=True))
    ben.refresh_from_db()

    assert (ben.rank, ben.deputy, ben.sees_figures) == (2, dana, True)


def test_nobody_is_their_own_deputy_and_who_left_is_nobodys(ben, dana):
    Agent.objects.filter(pk=ben.pk).update(is_active=False)
    ben.refresh_from_db()

    with pytest.raises(NotAllowed, match="deputy"):
        change_agent(dana, Card("Dana", is_lead=True, deputy=dana))
    with pytest.raises(NotAllowed, match="deputy"):
        change_agent(dana, Card("Dana", is_lead=True, deputy=ben))


def test_a_team_is_made_renamed_and_taken_away_by_leads(ben, dana):
    made = write_team("Depot", [ben], dana)
    write_team("Repairs", [], dana, row=made)
    remove_team(made, dana)

    with pytest.raises(NotAllowed, match="leads_only"):
        write_team("Bens", [ben], ben)
    assert [team.name for team in teams()] == ["Desk"]


def test_the_team_desk_keeps_its_name_and_members_keep_their_team(ben, dana):
    desk = Team.objects.get(name="Desk")
    depot = write_team("Depot", [ben], dana)

    with pytest.raises(NotAllowed, match="desk_team"):
        write_team("Front", [ben], dana, row=desk)
    with pytest.raises(NotAllowed, match="desk_team"):
        remove_team(desk, dana)
    with pytest.raises(NotAllowed, match="team_used"):
        remove_team(depot, dana)
    with pytest.raises(NotAllowed, match="team_there"):
        write_team("depot", [], dana)
    assert {team.name: vars(team)["people"] for team in teams()} == {"Depot": 1, "Desk": 2}
