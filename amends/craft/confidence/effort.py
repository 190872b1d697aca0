"""The effort of a case: what it took the customer to be helped, in contacts and in time (Dixon, Toman, DeLisi 2013)."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from amends.craft.confidence.contact import Contact, in_order, is_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from amends.craft.hours import Calendar


@dataclass(frozen=True, slots=True)
class Weight:
    """What one piece of effort adds to the score, and why."""

    id: str
    points: int
    why: str


HALF_A_DAY: Final = timedelta(hours=4)
WEIGHTS: Final = (
    Weight("contacts", 1, "each time they had to get in touch, after the first"),
    Weight("transfers", 2, "each change of the agent who speaks to them"),
    Weight("reasked", 2, "each fact they had told and were asked for again"),
    Weight("channel_switches", 1, "each time they had to take another way to reach us"),
    Weight("waiting", 1, "every four working hours in which an answer was owed"),
)
HIGH: Final = 6


@dataclass(frozen=True, slots=True)
class Effort:
    """The effort of a case: `waiting` is working time in which an answer of ours was owed; `score` has no top."""

    contacts: int
    transfers: int
    reasked: int
    channel_switches: int
    waiting: timedelta
    score: int

    @property
    def is_high(self) -> bool:
        """Whether the customer has to work more than anyone should."""
        return self.score >= HIGH


def effort(contacts: "Iterable[Contact]", calendar: "Calendar", *, now: "datetime") -> Effort:
    """Add up the effort of one case at `now`; who waits still, waits until then."""
    ordered = [contact for contact in in_order(contacts) if contact.at <= now]
    theirs = _of_their_own(ordered)
    counts = {
        "contacts": len(theirs),
        "transfers": _transfers(ordered),
        "reasked": sum(contact.reasked for contact in ordered if contact.is_ours),
        "channel_switches": sum(one.channel != other.channel for one, other in pairwise(theirs)),
    }
    waiting = _waiting(ordered, calendar, now)
    spent = counts | {"contacts": max(0, len(theirs) - 1), "waiting": waiting // HALF_A_DAY}
    return Effort(**counts, waiting=waiting, score=sum(weight.points * spent[weight.id] for weight in WEIGHTS))


def _of_their_own(ordered: "Sequence[Contact]") -> list[Contact]:
    """Give the customer's contacts, second thoughts in the same breath left out."""
    received = [contact for contact in ordered if contact.kind == "received"]
    return [contact for before, contact in zip([None, *received], received, strict=False) if is_new(contact, before)]


def _transfers(ordered: "Sequence[Contact]") -> int:
    agents = [contact.by for contact in ordered if contact.kind != "received" and contact.by is not None]
    return sum(one != other for one, other in pairwise(agents))


def _waiting(ordered: "Sequence[Contact]", calendar: "Calendar", now: "datetime") -> timedelta:
    """Add up the working time from each question to the answer, or to now."""
    total, since = timedelta(), None
    for contact in ordered:
        if contact.kind == "received" and (contact.asks or contact.denies):
            since = since or contact.at
        elif since is not None and contact.is_ours and contact.answered:
            total += calendar.between(since, contact.at)
            since = None
    return total if since is None else total + calendar.between(since, now)
