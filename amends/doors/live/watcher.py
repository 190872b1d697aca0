"""One look a half second at what happened, shared by all who are connected to this process."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from django.db import Error

from amends.desk.cases.changes import Change, changes_after, latest_event
from amends.desk.cases.models import Case
from amends.desk.people.models import Agent
from amends.doors.live.looks import ask, hang_up

log = logging.getLogger(__name__)

LOOK = 0.5
PAUSE_AFTER_ERROR = 5.0
LOOK_BACK = 100
MOST_CHANGES = 1000
MOST_NAMED = 200
QUEUE = 64
EVERYTHING = ("*",)


@dataclass(frozen=True, slots=True)
class News:
    """Numbers of cases that changed up to an event; without numbers so many that everything should be looked at."""

    event_id: int
    numbers: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Listener:
    """One open stream: the agent it belongs to, and a short queue of news; None in it ends the stream."""

    agent: Agent
    queue: asyncio.Queue[News | None] = field(default_factory=lambda: asyncio.Queue(QUEUE))

    def tell(self, news: News) -> None:
        """Queue `news`; a client too slow to take any more is sent away, and comes back for what it missed."""
        try:
            self.queue.put_nowait(news)
        except asyncio.QueueFull:
            self.end()

    def end(self) -> None:
        """End the stream; what was not sent is asked for again by Last-Event-ID."""
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Watcher:
    """Looks while there are listeners, and tells each what its agent may see."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self.listeners: set[Listener] = set()
        self._task: asyncio.Task[None] | None = None
        self._started = asyncio.Event()
        self._newest = 0
        self._seen: frozenset[int] = frozenset()

    @asynccontextmanager
    async def listening(self, agent: Agent) -> AsyncIterator[Listener]:
        """Count `agent` among the listeners; the first one starts the looking, the end of the last one stops it."""
        listener = Listener(agent)
        self.listeners.add(listener)
        try:
            if self._task is None or self._task.done():
                self._started.clear()
                self._task = asyncio.get_running_loop().create_task(self._watch())
            await self._started.wait()
            yield listener
        finally:
            self.listeners.discard(listener)

    async def missed(self, agent: Agent, after: int | None) -> News:
        """Return what `agent` missed after event `after`; with None only the place to go on from."""
        newest = await ask(latest_event)
        if after is None or after >= newest:
            return News(newest, ())
        changes = await ask(changes_after, after, limit=MOST_CHANGES)
        if len(changes) == MOST_CHANGES:
            return News(newest, EVERYTHING)
        return News(newest, await ask(_numbers, agent, {change.case_id for change in changes}))

    def dismiss(self) -> None:
        """End every stream: the server is going."""
        for listener in self.listeners:
            listener.end()

    async def _watch(self) -> None:
        """Look until nobody listens; a database that is away is asked again later."""
        self._newest = await ask(latest_event)
        self._seen = frozenset(change.event_id for change in await self._recent())
        self._started.set()
        while self.listeners:
            await asyncio.sleep(LOOK)
            try:
                await self._look()
            except Error:
                log.exception("no live updates while the database does not answer")
                await asyncio.sleep(PAUSE_AFTER_ERROR)
            if not self.listeners:
                await hang_up()

    async def _recent(self) -> list[Change]:
        """Return what is new, and what was told lately: a transaction may commit after one with a higher id."""
        return await ask(changes_after, max(0, self._newest - LOOK_BACK), limit=MOST_CHANGES)

    async def _look(self) -> None:
        recent = await self._recent()
        fresh = [change for change in recent if change.event_id not in self._seen]
        if not fresh:
            return
        flood = len(recent) == MOST_CHANGES
        self._newest = await ask(latest_event) if flood else recent[-1].event_id
        self._seen = frozenset(change.event_id for change in recent)
        await self._tell({change.case_id for change in fresh}, flood=flood)

    async def _tell(self, cases: set[int], *, flood: bool) -> None:
        """Tell every listener which of `cases` its agent may see; one question for each agent."""
        by_agent = defaultdict(list)
        for listener in self.listeners:
            by_agent[listener.agent.pk].append(listener)
        for listeners in by_agent.values():
            numbers = EVERYTHING if flood else await ask(_numbers, listeners[0].agent, cases)
            for listener in listeners if numbers else ():
                listener.tell(News(self._newest, numbers))


def _numbers(agent: Agent, cases: Iterable[int]) -> tuple[str, ...]:
    """Return the numbers of those of `cases` that `agent` may see, or that everything should be looked at."""
    visible = Case.objects.visible_to(agent).filter(pk__in=cases).order_by("number")
    numbers = tuple(visible.values_list("number", flat=True)[: MOST_NAMED + 1])
    return numbers if len(numbers) <= MOST_NAMED else EVERYTHING
