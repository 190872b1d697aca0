"""Whoever comes is Ben; who logs out says who to be; from another machine nobody is let in."""

import pytest
from django.test import Client

from amends.desk.people.models import Agent


def _who(client: Client) -> str:
    return str(Agent.objects.get(pk=client.session["_auth_user_id"]))


def test_a_visitor_is_ben_without_a_password(visitor):
    assert visitor.get("/").status_code == 200
    assert _who(visitor) == "Ben Kramer"


def test_who_logs_out_is_asked_who_to_be(visitor):
    visitor.get("/")
    visitor.post("/accounts/logout/")
    answer = visitor.get("/", follow=True)

    people = answer.context["page"].people
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=/"
    assert [person.name for person in people] == ["Ben Kramer", "Cleo Sand", "Dana Moor"]


def test_a_visitor_may_be_dana_and_come_back_as_her(visitor):
    visitor.get("/")
    visitor.post("/accounts/logout/")
    dana = Agent.objects.get(email="dana@ottermann.example")
    answer = visitor.post("/accounts/login/", {"agent": dana.pk, "next": "/cases/?list=all"})

    assert answer["Location"] == "/cases/?list=all"
    assert visitor.get("/").status_code == 200
    assert _who(visitor) == "Dana Moor"


def test_one_may_change_without_logging_out(visitor):
    visitor.get("/")
    cleo = Agent.objects.get(email="cleo@ottermann.example")
    visitor.post("/accounts/login/", {"agent": cleo.pk, "next": "https://elsewhere.example/"})

    assert _who(visitor) == "Cleo Sand"


@pytest.mark.parametrize("url", ["/p/anything/", "/accounts/password/reset/", "/health/"])
def test_pages_for_others_log_nobody_in(visitor, url):
    visitor.get(url)

    assert "_auth_user_id" not in visitor.session


def test_another_machine_is_not_let_in(visitor):
    answer = visitor.get("/", REMOTE_ADDR="192.0.2.7")

    assert answer["Location"].startswith("/accounts/login/")
    assert visitor.get("/accounts/login/", REMOTE_ADDR="192.0.2.7").templates[0].name == "account/login.html"


def test_a_real_desk_lets_nobody_in_unasked(opens, settings):
    settings.DEMO = False

    assert Client().get("/")["Location"].startswith("/accounts/login/")
