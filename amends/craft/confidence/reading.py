"""The ledger of a customer's confidence, read from the facts of their cases."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amends.craft.confidence.bouncing import every_bounce
from amends.craft.confidence.kept import of_promises
from amends.craft.confidence.outcome import of_outcomes
from amends.craft.confidence.owing import of_owed
from amends.craft.confidence.rules import AMOUNTS, LEAST, MOST, START
from amends.craft.confidence.told import CaseFacts, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from amends.craft.confidence.rules import RuleId


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger: the rule, its signed amount, when and in which case, and the score after it."""

    rule: "RuleId"
    amount: int
    at: "datetime"
    case: int
    score: int


@dataclass(frozen=True, slots=True)
class Confidence:
    """How much a customer can count on us, from 0 to 100, and what made it so, oldest first."""

    score: int
    lines: tuple[Line, ...] = ()

    def at(self, moment: "datetime") -> int:
        """Give the score as it was at `moment`, for before and after (C5.6)."""
        return next((line.score for line in reversed(self.lines) if line.at <= moment), START)


def read(cases: "Iterable[CaseFacts]", *, now: "datetime") -> Confidence:
    """Return the confidence of one customer at `now` (UTC) from the facts of all their cases.

    The same facts in any order, or some of them twice, give the same ledger. The score stays within its bounds line by
    line: goodwill can't be saved up against a slip.
    """
    score, lines = START, []
    for told in sorted({told for told in _told(list(cases), now) if told.at <= now}, key=_order):
        score = min(MOST, max(LEAST, score + AMOUNTS[told.rule]))
        lines.append(Line(told.rule, AMOUNTS[told.rule], told.at, told.case, score))
    return Confidence(score, tuple(lines))


def _told(cases: "list[CaseFacts]", now: "datetime") -> "Iterator[Told]":
    yield from of_promises(cases)
    for case in cases:
        yield from of_outcomes(case)
        yield from of_owed(case, now)
    for number, bounce in enumerate(every_bounce(contact for case in cases for contact in case.contacts)):
        yield Told(bounce.kind, bounce.at, bounce.case, bounce.contact, number)


def _order(told: Told) -> "tuple[datetime, int, int, str, int]":
    return told.at, told.case, told.fact, told.rule, told.number
