"""Without logging in nobody gets past the pages that are for people without one, whichever address they try."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from amends.desk.people.models import Agent

OPEN = (
    "/p/",
    "/setup/",
    "/health/",
    "/hooks/",
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
)
SAMPLES = {"int": "1", "str": "ABCD", "slug": "abcd", "path": "a"}


def _addresses(resolver: URLResolver, prefix: str = "/") -> Iterator[str]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from _addresses(entry, address)
        elif isinstance(entry, URLPattern):
            yield _sample(address)


def _asks_to_log_in(answer: HttpResponseBase) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/")


def _sample(address: str) -> str:
    """Fill an address with values that look right."""
    address = re.sub(r"<(\w+):\w+>", lambda found: SAMPLES[found[1]], address)
    return re.sub(r"\(\?P<\w+>[^)]*\)", "abc", address).replace("$", "")


@pytest.fixture
def stranger(db) -> Client:
    """Somebody who has no account at a desk where Ben works."""
    Agent.objects.create_user("ben@desk.example", name="Ben")
    return Client()


def test_every_other_address_leads_to_the_login(stranger):
    faults = []
    for address in _addresses(get_resolver()):
        if address.startswith(OPEN):
            continue
        answers = [stranger.get(address), stranger.post(address)]
        faults += [f"{address} {answer.status_code}" for answer in answers if not _asks_to_log_in(answer)]

    assert not faults


def test_there_are_addresses_to_try(stranger):
    found = list(_addresses(get_resolver()))

    assert {"/", "/office/agents/1/leaving/", "/cases/ABCD/replies/"} <= set(found)
    assert len(found) > 50
