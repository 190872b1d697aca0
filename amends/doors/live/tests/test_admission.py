"""Only a live session of an active agent listens, and only from a page of ours."""

import asyncio

import pytest

from amends.doors.live.stream import LiveStream
from amends.doors.live.tests.conftest import connected, cookie_of

OWN = {"origin": "http://127.0.0.1:8000", "sec_fetch_site": "same-origin"}


def status_of(cookie: str, **more: str) -> int:
    async def ask() -> int:
        async with connected(LiveStream(), cookie, **more) as listening:
            return listening.status

    return asyncio.run(ask())


def test_an_agent_who_is_logged_in_may_listen(ben):
    assert status_of(cookie_of(ben), **OWN) == 200


@pytest.mark.parametrize("cookie", ["", "sessionid=made-up", "sessionid="])
def test_without_a_session_nobody_listens(cookie):
    assert status_of(cookie) == 401


def test_an_agent_who_has_left_does_not_listen(ben):
    cookie = cookie_of(ben)
    ben.is_active = False
    ben.save()

    assert status_of(cookie) == 401


def test_a_changed_password_ends_the_session_here_too(ben):
    cookie = cookie_of(ben)
    ben.set_password("another long password")
    ben.save()

    assert status_of(cookie) == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
    ],
)
def test_a_page_of_somebody_else_may_not_listen(ben, headers):
    assert status_of(cookie_of(ben), **headers) == 403


def test_an_unknown_host_name_is_refused(ben, settings):
    settings.ALLOWED_HOSTS = ["desk.example"]

    assert status_of(cookie_of(ben)) == 403


def test_the_stream_is_only_read(ben):
    assert status_of(cookie_of(ben), method="POST") == 405


def test_a_session_that_ends_ends_the_stream_at_the_next_check(ben):
    cookie = cookie_of(ben)

    async def outlive() -> bool:
        async with connected(LiveStream(heartbeat=0.05, check_again=0.1), cookie) as listening:
            await asyncio.to_thread(_leave, ben)
            await listening.until(lambda: listening.ended)
            return listening.ended

    assert asyncio.run(outlive())


def _leave(agent) -> None:
    from django.db import connections

    agent.is_active = False
    agent.save()
    connections.close_all()
