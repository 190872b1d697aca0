"""The stream of live updates as a raw ASGI application: an open one costs neither a thread nor a connection."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from django.db import Error

from amends.desk.people.models import Agent
from amends.doors.live.admission import agent_of, from_own_page
from amends.doors.live.looks import ask
from amends.doors.live.watcher import Listener, News, Watcher

HEARTBEAT = 15.0
CHECK_AGAIN = 60.0
MOST_STREAMS = 1000
LONGEST_ID = 18
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

type Receive = Callable[[], Awaitable[Mapping[str, Any]]]
type Send = Callable[[Mapping[str, Any]], Awaitable[None]]
type Scope = Mapping[str, Any]


class LiveStream:
    """Answers `/events/`."""

    path = "/events/"

    def __init__(self, *, heartbeat: float = HEARTBEAT, check_again: float = CHECK_AGAIN) -> None:
        """Send a comment every `heartbeat` seconds and check the session every `check_again` seconds."""
        self._heartbeat = heartbeat
        self._check_again = check_again
        self._watcher = Watcher()
        self._ending = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Admit the client or say why not, then stream until either side goes."""
        headers = _headers(scope)
        try:
            status, agent = await self._admit(scope, headers)
        except Error:
            status, agent = HTTPStatus.SERVICE_UNAVAILABLE, None
        if agent is None:
            await _refuse(send, status)
            return
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        async with self._watcher.listening(agent) as listener:
            missed = await self._watcher.missed(agent, _last_seen(scope, headers))
            await _send(send, b"retry: 3000\n" + _frame(missed))
            await self._stream(listener, headers, receive, send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def end(self) -> None:
        """End all streams and admit no more: the server is going."""
        self._ending = True
        self._watcher.dismiss()

    async def _admit(self, scope: Scope, headers: Mapping[str, str]) -> tuple[HTTPStatus, Agent | None]:
        if scope["method"] != "GET":
            return HTTPStatus.METHOD_NOT_ALLOWED, None
        if self._ending or len(self._watcher.listeners) >= MOST_STREAMS:
            return HTTPStatus.SERVICE_UNAVAILABLE, None
        if not from_own_page(headers):
            return HTTPStatus.FORBIDDEN, None
        agent = await ask(agent_of, headers)
        return (HTTPStatus.OK, agent) if agent else (HTTPStatus.UNAUTHORIZED, None)

    async def _stream(self, listener: Listener, headers: Mapping[str, str], receive: Receive, send: Send) -> None:
        """Send news and heartbeats until the client leaves, the session ends or the server goes."""
        gone = asyncio.create_task(_until_gone(receive))
        news = asyncio.create_task(self._news(listener, headers, send))
        try:
            await asyncio.wait({gone, news}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            news.cancel()
            await asyncio.gather(gone, news, return_exceptions=True)

    async def _news(self, listener: Listener, headers: Mapping[str, str], send: Send) -> None:
        clock = asyncio.get_running_loop().time
        checked = clock()
        while True:
            try:
                news = await asyncio.wait_for(listener.queue.get(), self._heartbeat)
            except TimeoutError:
                await _send(send, b":\n\n")
            else:
                if news is None:
                    return
                await _send(send, _frame(news))
            if clock() - checked >= self._check_again:
                checked = clock()
                if not await self._still_admitted(listener, headers):
                    return

    @staticmethod
    async def _still_admitted(listener: Listener, headers: Mapping[str, str]) -> bool:
        """Return whether the session still is this agent's, with what the agent may see now."""
        try:
            agent = await ask(agent_of, headers)
        except Error:
            return False
        if agent is None or agent.pk != listener.agent.pk:
            return False
        listener.agent = agent
        return True


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _last_seen(scope: Scope, headers: Mapping[str, str]) -> int | None:
    """Return the event that the client knows last: from its reconnection, else from the page it was rendered in."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("after", [""])[0]
    value = headers.get("last-event-id") or asked
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= LONGEST_ID else None


def _frame(news: News) -> bytes:
    """Return news as a server-sent event; without numbers only the place in the stream."""
    changed = f"event: changed\ndata: {' '.join(news.numbers)}\n" if news.numbers else ""
    return f"id: {news.event_id}\n{changed}\n".encode()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _refuse(send: Send, status: HTTPStatus) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append((b"allow", b"GET"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{status.phrase}\n".encode(), "more_body": False})


live = LiveStream()
