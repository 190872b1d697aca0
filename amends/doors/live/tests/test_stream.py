"""An open page hears of each case that changed, if its agent may see it, and of nothing else."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import AsyncExitStack

from django.db import connections

from amends.desk.cases.changes import latest_event
from amends.doors.live.stream import LiveStream
from amends.doors.live.tests.conftest import NOON, connected, cookie_of, open_case


async def elsewhere(action: Callable[[], object]) -> None:
    """Do something in another thread, with a connection of its own."""

    def act() -> None:
        action()
        connections.close_all()

    await asyncio.to_thread(act)


def happen(*cases) -> Callable[[], object]:
    return lambda: [case.write("note.added", at=NOON) for case in cases]


def test_a_change_reaches_the_page_within_a_second(ben, case):
    cookie = cookie_of(ben)

    async def listen() -> str:
        async with connected(LiveStream(), cookie) as listening:
            await elsewhere(happen(case))
            async with asyncio.timeout(1):
                await listening.until_told("event: changed")
            return listening.text

    assert f"event: changed\ndata: {case.number}\n\n" in asyncio.run(listen())


def test_nobody_hears_of_a_case_they_may_not_see(ben, dan, case):
    cookies = cookie_of(ben), cookie_of(dan)

    async def listen() -> str:
        stream = LiveStream()
        async with connected(stream, cookies[0]) as allowed, connected(stream, cookies[1]) as stranger:
            await elsewhere(happen(case))
            await allowed.until_told(case.number)
            await asyncio.sleep(0.1)
            return stranger.text

    assert "changed" not in asyncio.run(listen())


def test_who_reconnects_hears_what_was_missed(ben, case):
    cookie = cookie_of(ben)
    before = latest_event()
    other = open_case()
    happen(case, other)()

    async def reconnect() -> str:
        async with connected(LiveStream(), cookie, last_event_id=str(before)) as listening:
            return listening.text

    text = asyncio.run(reconnect())
    assert f"id: {latest_event()}\nevent: changed\ndata: {' '.join(sorted([case.number, other.number]))}\n" in text


def test_a_page_can_ask_from_the_event_it_was_rendered_at(ben, case):
    cookie = cookie_of(ben)
    before = latest_event()
    happen(case)()

    async def connect() -> str:
        async with connected(LiveStream(), cookie, query=f"after={before}") as listening:
            return listening.text

    assert case.number in asyncio.run(connect())


def test_a_last_event_id_that_is_no_number_is_ignored(ben, case):
    cookie = cookie_of(ben)
    happen(case)()

    async def connect() -> str:
        async with connected(LiveStream(), cookie, last_event_id="9" * 40) as listening:
            return listening.text

    assert "changed" not in asyncio.run(connect())


def test_too_many_missed_changes_say_look_at_everything(ben, case, monkeypatch):
    monkeypatch.setattr("amends.doors.live.watcher.MOST_CHANGES", 3)
    cookie = cookie_of(ben)
    before = latest_event()
    happen(case, case, case, case)()

    async def reconnect() -> str:
        async with connected(LiveStream(), cookie, last_event_id=str(before)) as listening:
            return listening.text

    assert "data: *\n" in asyncio.run(reconnect())


def test_a_quiet_stream_is_kept_awake(ben):
    cookie = cookie_of(ben)

    async def listen() -> int:
        async with connected(LiveStream(heartbeat=0.05), cookie) as listening:
            await listening.until(lambda: listening.text.count(":\n\n") > 1)
            return listening.text.count("changed")

    assert asyncio.run(listen()) == 0


def test_the_end_of_the_server_ends_every_stream(ben):
    cookie = cookie_of(ben)

    async def listen() -> tuple[bool, int]:
        stream = LiveStream()
        async with connected(stream, cookie) as listening:
            stream.end()
            await listening.until(lambda: listening.ended)
            async with connected(stream, cookie) as late:
                return listening.ended, late.status

    assert asyncio.run(listen()) == (True, 503)


def test_two_hundred_streams_share_one_thread(ben, case):
    cookie = cookie_of(ben)

    async def listen() -> int:
        stream = LiveStream()
        before = threading.active_count()
        async with AsyncExitStack() as stack:
            everybody = [await stack.enter_async_context(connected(stream, cookie)) for _ in range(200)]
            await elsewhere(happen(case))
            for listening in everybody:
                await listening.until_told(case.number)
            return threading.active_count() - before

    assert asyncio.run(listen()) <= 2
