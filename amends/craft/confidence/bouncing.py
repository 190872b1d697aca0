"""Bounces: how often a customer was sent from one to the next, or asked in vain (C2.8)."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from amends.craft.confidence.contact import Contact, ContactKind, in_order, is_new

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

BounceKind = Literal["changed_agent", "answered_nothing", "asked_again", "repeated_contact"]

PERIOD_DAYS: Final = 30
LIMIT: Final = 3
SIGNS_OF_LIFE: Final = 1  # one word of ours may answer nothing: that we have it and who looks into it (C3.4)


@dataclass(frozen=True, slots=True)
class Bounce:
    """One bounce: what it was, when, in which case, and the id of the contact that made it."""

    kind: BounceKind
    at: "datetime"
    case: int
    contact: int


@dataclass(frozen=True, slots=True)
class Bounces:
    """The bounces of a customer in a period; `over` says that somebody senior has to own it to the end."""

    count: int
    lines: tuple[Bounce, ...]
    over: bool


@dataclass(slots=True)
class _Matter:
    """What is known of one matter while its contacts are read in order."""

    agent: int | None = None
    heard: Contact | None = None
    said: Contact | None = None
    is_open: bool = False
    in_vain: int = 0


def bounces(contacts: "Iterable[Contact]", *, now: "datetime", days: int = PERIOD_DAYS, limit: int = LIMIT) -> Bounces:
    """Count the bounces of one customer, across cases and channels, in the `days` before `now`.

    More than `limit` of them are over it. Contacts from before the period are read too: they say who answered last
    and what was open.
    """
    since = now - timedelta(days=days)
    lines = tuple(line for line in every_bounce(contacts) if since < line.at <= now)
    return Bounces(len(lines), lines, over=len(lines) > limit)


def every_bounce(contacts: "Iterable[Contact]") -> tuple[Bounce, ...]:
    """Give all bounces, oldest first."""
    matters: dict[tuple[str, int], _Matter] = defaultdict(_Matter)
    return tuple(
        Bounce(kind, contact.at, contact.case, contact.id)
        for contact in in_order(contacts)
        for kind in _READ[contact.kind](contact, matters[contact.about])
    )


def _received(contact: Contact, matter: _Matter) -> Iterator[BounceKind]:
    """An answer that is turned down was none; asking again while the first question is open is effort of theirs."""
    if contact.denies and matter.said is not None and matter.said.answered:
        yield "answered_nothing"
    elif matter.is_open and is_new(contact, matter.heard):
        yield "repeated_contact"
    if contact.denies:
        matter.said = None
    if contact.asks or contact.denies:
        matter.is_open = True
    matter.heard = contact


def _ours(contact: Contact, matter: _Matter) -> Iterator[BounceKind]:
    if None not in {matter.agent, contact.by} and matter.agent != contact.by:
        yield "changed_agent"
    for _ in range(contact.reasked):
        yield "asked_again"
    if contact.answered:
        matter.is_open, matter.in_vain = False, 0
    elif matter.is_open:
        matter.in_vain += 1
        if matter.in_vain > SIGNS_OF_LIFE:
            yield "answered_nothing"
    matter.agent = contact.by if contact.by is not None else matter.agent
    matter.said = contact


def _handed_over(contact: Contact, matter: _Matter) -> Iterator[BounceKind]:
    """Whom the customer was introduced to is not one more stranger (C5.2)."""
    if contact.introduced:
        matter.agent = contact.by
    yield from ()


_READ: Final[dict[ContactKind, Callable[[Contact, _Matter], Iterator[BounceKind]]]] = {
    "received": _received,
    "reply": _ours,
    "call": _ours,
    "handoff": _handed_over,
}
