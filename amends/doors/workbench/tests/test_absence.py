"""Agents say themselves when they are away; what they owe is never left with nobody meanwhile."""

from datetime import timedelta

import pytest

from amends.desk.offers.actions import promise

AWAY = {"away-until": "2026-03-06T09:00"}


@pytest.fixture
def promised(case, ben, now):
    """Ada's new blender, which Ben promised."""
    promise(case, ben, "New blender", due=now + timedelta(days=2), now=now)
    return case


def test_what_one_owes_goes_to_the_deputy_and_comes_back(browser, promised, ben, dana):
    page = browser.post("/preferences/absence/", AWAY | {"away-deputy": dana.pk}, follow=True).content.decode()
    meanwhile = promised.obligations.get(kind="promise").owner
    browser.post("/preferences/presence/")

    assert "Away until Friday 6 March, 09:00." in page
    assert meanwhile == dana
    assert promised.obligations.get(kind="promise").owner == ben


def test_a_time_that_is_over_or_none_is_refused_in_words(browser, ben, now):
    past = browser.post("/preferences/absence/", {"away-until": "2006-03-06T09:00"})
    none = browser.post("/preferences/absence/", {"away-until": "soon"})
    ben.refresh_from_db()

    assert (past.status_code, none.status_code) == (422, 422)
    assert "still to come" in past.content.decode()
    assert "Enter a valid date/time" in none.content.decode()
    assert ben.away_until is None


def test_nobody_is_their_own_deputy(browser, ben, now):
    response = browser.post("/preferences/absence/", AWAY | {"away-deputy": ben.pk})

    assert response.status_code == 422
