"""Levels and teams are named here, and given to people on their own page, where absence is said too."""

from datetime import timedelta

from amends.desk.offers.actions import promise
from amends.desk.people.models import Agent, Level, Team
from amends.desk.policies.granting import changes


def test_a_level_is_added_renamed_and_taken_away(office):
    office.post("/office/levels/new/", {"name": "Master", "rank": "7"})
    master = Level.objects.get(rank=7)
    office.post(f"/office/levels/{master.pk}/", {"name": "Head", "rank": "8"})
    page = office.get("/office/levels/").content.decode()
    office.post(f"/office/levels/{master.pk}/removal/")

    assert "Rank 8, nobody" in page
    assert not Level.objects.filter(rank=8).exists()
    assert changes().count() == 3


def test_a_level_in_use_stays_and_says_why(office, ben):
    senior = Level.objects.get(rank=2)
    Agent.objects.filter(pk=ben.pk).update(level=senior)
    taken = office.post("/office/levels/new/", {"name": "Senior", "rank": "9"})
    gone = office.post(f"/office/levels/{senior.pk}/removal/")

    assert "There is a level Senior" in taken.content.decode()
    assert "Senior is in use" in gone.content.decode()
    assert Level.objects.filter(pk=senior.pk).exists()


def test_a_team_has_members_and_desk_keeps_its_name(office, ben):
    office.post("/office/levels/teams/new/", {"name": "Depot", "members": [ben.pk]})
    depot = Team.objects.get(name="Depot")
    desk = Team.objects.get(name="Desk")
    refused = office.post(f"/office/levels/teams/{desk.pk}/", {"name": "Front", "members": []})
    in_use = office.post(f"/office/levels/teams/{depot.pk}/removal/")
    office.post(f"/office/levels/teams/{depot.pk}/", {"name": "Repairs", "members": []})
    office.post(f"/office/levels/teams/{depot.pk}/removal/")

    assert "The team Desk receives new cases" in refused.content.decode()
    assert "Depot has members" in in_use.content.decode()
    assert not Team.objects.filter(pk=depot.pk).exists()


def test_a_card_gives_a_level_a_deputy_and_the_right_to_figures_on_record(office, ben, dana):
    card = {"name": "Ben Kramer", "level": Level.objects.get(rank=2).pk, "deputy": dana.pk, "sees_figures": "on"}
    office.post(f"/office/agents/{ben.pk}/", card)
    ben.refresh_from_db()

    assert (ben.rank, ben.deputy, ben.sees_figures) == (2, dana, True)
    assert changes().get().after == "Ben Kramer: level Senior, deputy Dana Moor, sees figures by agent"


def test_what_somebody_away_owes_goes_to_who_stands_in_and_comes_back(office, ben, dana, case, now):
    promise(case, ben, "New blender", due=now + timedelta(days=2), now=now)
    url = f"/office/agents/{ben.pk}/"
    away = office.post(f"{url}absence/", {"away-until": "2026-03-06T09:00", "away-deputy": dana.pk}, follow=True)
    while_away = case.obligations.get(kind="promise").owner
    office.post(f"{url}presence/")

    assert "Away until Friday 6 March, 09:00. Dana Moor decides meanwhile." in away.content.decode()
    assert while_away == dana
    assert case.obligations.get(kind="promise").owner == ben


def test_an_absence_that_is_over_or_a_deputy_who_is_away_is_refused_in_words(office, ben, dana):
    url = f"/office/agents/{ben.pk}/absence/"
    past = office.post(url, {"away-until": "2026-03-01T09:00"})
    Agent.objects.filter(pk=dana.pk).update(away_until="2026-03-20T09:00Z")
    absent = office.post(url, {"away-until": "2026-03-06T09:00", "away-deputy": dana.pk})

    assert (past.status_code, absent.status_code) == (422, 422)
    assert "still to come" in past.content.decode()
    assert "The deputy has to be a colleague who works here and is not away." in absent.content.decode()
    ben.refresh_from_db()
    assert ben.away_until is None
