"""A client of the stream that speaks ASGI to it, and the agents who listen."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from amends.desk.cases.models import Case
from amends.desk.people.models import Agent, Customer, Team
from amends.doors.live import looks
from amends.doors.live.stream import LiveStream

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _hung_up(transactional_db: None) -> Iterator[None]:
    yield
    asyncio.run(looks.hang_up())


@pytest.fixture
def ben() -> Agent:
    return Agent.objects.create_user("ben@example.com", "a long password", name="Ben")


@pytest.fixture
def dan() -> Agent:
    """Dan of elsewhere, who must see nothing."""
    dan = Agent.objects.create_user("dan@example.com", "a long password", name="Dan")
    dan.teams.set([Team.objects.create(name="Elsewhere")])
    return dan


@pytest.fixture
def case() -> Case:
    return open_case()


def open_case() -> Case:
    customer = Customer.objects.create(name="Ada", since=NOON)
    return Case.open_for(customer, subject="A broken lamp", channel="email", now=NOON)


def cookie_of(agent: Agent) -> str:
    client = Client()
    client.force_login(agent, backend=settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


class Listening:
    """What a client has got so far, and its way of leaving."""

    def __init__(self) -> None:
        self.status = 0
        self.text = ""
        self.ended = False
        self._gone = asyncio.Event()
        self._more = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.text += message["body"].decode()
            self.ended = not message["more_body"]
        self._more.set()

    def leave(self) -> None:
        self._gone.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not condition():
                self._more.clear()
                await self._more.wait()

    async def until_told(self, text: str) -> None:
        await self.until(lambda: text in self.text)


@asynccontextmanager
async def connected(
    stream: LiveStream, cookie: str = "", *, query: str = "", method: str = "GET", **headers: str
) -> AsyncIterator[Listening]:
    """Connect to `stream`; further headers are given with underscores."""
    listening = Listening()
    fields = {"host": "127.0.0.1:8000", "cookie": cookie} | {n.replace("_", "-"): v for n, v in headers.items()}
    scope = {
        "type": "http",
        "method": method,
        "path": stream.path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in fields.items()],
    }
    task = asyncio.create_task(stream(scope, listening.receive, listening.send))
    try:
        await listening.until(lambda: listening.ended or "id: " in listening.text)
        yield listening
    finally:
        listening.leave()
        await task
