"""Whoever lost the session while writing logs in and is back on the page they wrote on."""

import pytest
from django.test import Client

from amends.desk.people.models import Agent


@pytest.fixture
def stranger(db) -> Client:
    """Somebody whose session ended at a desk where Ben works."""
    Agent.objects.create_user("ben@desk.example", name="Ben")
    return Client()


@pytest.mark.parametrize(
    ("came_from", "page"),
    [
        ("http://testserver/cases/ABCD/?tab=reply", "/cases/ABCD/"),
        ("https://elsewhere.example/cases/ABCD/", "/"),
        ("", "/"),
    ],
)
def test_a_form_without_a_session_leads_back_to_the_page_it_was_on(stranger, came_from, page):
    answer = stranger.post("/cases/ABCD/replies/", {"text": "Dear Ada"}, headers={"Referer": came_from})

    assert answer.headers["Location"] == f"/accounts/login/?next={page}"


def test_a_page_that_was_asked_for_comes_after_the_login(stranger):
    answer = stranger.get("/cases/?list=mine")

    assert answer.headers["Location"] == "/accounts/login/?next=/cases/%3Flist%3Dmine"
