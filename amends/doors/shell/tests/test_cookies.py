"""Cookies given over https stay on https; a desk on loopback works over http; logins that ran out are forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings
from amends.doors.shell.sessions import forget_sessions

PASSWORD = "a long password"
LOGIN = "/accounts/login/"


@pytest.fixture
def ben(db) -> Agent:
    settings = DeskSettings.current()
    settings.set_up_at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    settings.save()
    return Agent.objects.create_user("ben@desk.example", PASSWORD, name="Ben Kramer")


def _cookies(headers: dict[str, str] | None = None) -> dict[str, bool]:
    """Log in, and tell of each cookie whether it is kept to https."""
    client = Client()
    client.get(LOGIN, headers=headers)
    client.post(LOGIN, {"login": "ben@desk.example", "password": PASSWORD}, headers=headers)
    kept = {name: bool(client.cookies[name]["secure"]) for name in ("csrftoken", "sessionid")}
    assert {bool(cookie["secure"]) for cookie in client.cookies.values()} == set(kept.values())
    return kept


def test_what_a_proxy_took_by_https_gets_cookies_for_https_only(ben, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert _cookies({"x-forwarded-proto": "https"}) == {"csrftoken": True, "sessionid": True}


def test_over_http_on_the_same_machine_one_can_log_in(ben, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert _cookies() == {"csrftoken": False, "sessionid": False}


def test_without_a_proxy_of_ours_nobody_can_say_that_it_was_https(ben):
    assert _cookies({"x-forwarded-proto": "https"}) == {"csrftoken": False, "sessionid": False}


@pytest.mark.django_db
def test_logins_that_ran_out_are_forgotten_and_others_stay():
    for days in (-1, 1):
        store = SessionStore()
        store.set_expiry(datetime.now(UTC) + timedelta(days=days))
        store.save()
    forget_sessions(now=datetime.now(UTC) + timedelta(days=30))

    assert [row.expire_date > datetime.now(UTC) for row in Session.objects.all()] == [True]
