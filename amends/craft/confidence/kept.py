"""Promises kept, kept early, and broken."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from amends.craft.confidence.rules import AGAIN_WITHIN_DAYS, EARLY_HOURS
from amends.craft.confidence.told import CaseFacts, Told
from amends.craft.journey import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

_EARLY = timedelta(hours=EARLY_HOURS)
_AGAIN = timedelta(days=AGAIN_WITHIN_DAYS)


@dataclass(slots=True)
class _Promise:
    """One promise: the date that holds, the earliest it ever had, the dates it missed, and the evidence for it."""

    case: int
    due: "datetime"
    earliest: "datetime"
    missed: "list[tuple[facts.PromiseBroken, datetime]]" = field(default_factory=list)
    kept: "facts.PromiseKept | None" = None

    def move(self, due: "datetime") -> None:
        """Give it another date; what comes after the first one is never early."""
        self.due, self.earliest = due, min(due, self.earliest)


def of_promises(cases: "Iterable[CaseFacts]") -> "Iterator[Told]":
    """Tell what became of every promise to one customer.

    A second slip within a year weighs more: it is the one that no recovery makes good (Maxham, Netemeyer 2002).
    """
    promises = [promise for case in cases for promise in _promises(case).values()]
    breaches = sorted({(broken.at, promise.case, broken.id) for promise in promises for broken in _breaches(promise)})
    before: datetime | None = None
    for at, case, fact in breaches:
        again = before is not None and at - before <= _AGAIN
        yield Told("promise_broken_again" if again else "promise_broken", at, case, fact)
        before = at
    for promise in promises:
        yield from _kept(promise)


def breaches_of(case: CaseFacts) -> "dict[int, facts.PromiseBroken]":
    """Give the breaches of a case by the ids of their facts, without those that evidence took back."""
    return {broken.id: broken for promise in _promises(case).values() for broken in _breaches(promise)}


def _promises(case: CaseFacts) -> dict[int, _Promise]:
    promises: dict[int, _Promise] = {}
    for fact in case.by_id.values():
        match fact:
            case facts.PromiseMade():
                promises[fact.promise] = _Promise(case.case, fact.due, fact.due)
            case facts.PromiseMoved() if fact.promise in promises:
                promises[fact.promise].move(fact.due)
            case facts.PromiseBroken() if fact.promise in promises:
                promises[fact.promise].missed.append((fact, promises[fact.promise].due))
            case facts.PromiseKept() if fact.promise in promises:
                promises[fact.promise].kept = promises[fact.promise].kept or fact
            case _:
                pass
    return promises


def _breaches(promise: _Promise) -> "Iterator[facts.PromiseBroken]":
    """Give the dates that were missed; evidence dated before one takes it back."""
    for broken, due in promise.missed:
        if promise.kept is None or promise.kept.on > due:
            yield broken


def _kept(promise: _Promise) -> "Iterator[Told]":
    """What arrived by the date that held at the time counts from the day it arrived."""
    kept = promise.kept
    if kept is None or kept.on > promise.due:
        return
    yield Told("promise_kept", kept.on, promise.case, kept.id)
    if kept.on <= promise.earliest - _EARLY:
        yield Told("promise_kept_early", kept.on, promise.case, kept.id)
