"""Which closed cases are alike: a distance that anybody can work out by hand."""

import heapq
import math
from collections.abc import Iterable
from typing import Final

from amends.craft.money import Money
from amends.craft.precedents.contract import GRAVEST, Alike, Precedent, Target

SIBLING: Final = 0.2
"""A sibling of the situation is as far away as a fifth of all that can differ."""

VALUE: Final = 0.4
"""What the order was worth, on a scale of logarithms: ten times as much is as different as can be."""

SEVERITY: Final = 0.25
"""Severity, from 0 to 4: evenly."""

TENURE: Final = 0.15
"""How long the customer had been one, on a scale of logarithms with a month added to both."""

_MONTH: Final = 30.0  # days
_UNKNOWN: Final = 0.5  # of what can differ, where a value isn't known or in another currency


def alike(target: Target, candidates: Iterable[Precedent], *, limit: int = 50) -> tuple[Alike, ...]:
    """Give at most `limit` precedents of the same situation or its siblings, nearest first.

    The distance is the sum of four differences, each from 0 to 1, times its weight; the weights add up to one. Where
    two are equally near, the one closed later comes first, then the one with the smaller case number.
    """
    situations = {target.situation, *target.siblings}
    near = [Alike(one, distance(target, one)) for one in candidates if one.situation in situations]
    return tuple(heapq.nsmallest(limit, near, key=_order))


def distance(target: Target, precedent: Precedent) -> float:
    """Give how different two cases are, from 0 to 1."""
    return (
        SIBLING * (target.situation != precedent.situation)
        + VALUE * _between_values(target.value, precedent.value)
        + SEVERITY * min(1.0, abs(target.severity - precedent.severity) / GRAVEST)
        + TENURE * _tenfold(target.tenure_days + _MONTH, precedent.tenure_days + _MONTH)
    )


def _order(one: Alike) -> tuple[float, float, str]:
    return one.distance, -one.precedent.closed_at.timestamp(), one.precedent.case


def _between_values(one: Money | None, other: Money | None) -> float:
    if one is None and other is None:
        return 0.0
    if one is None or other is None or one.currency != other.currency:
        return _UNKNOWN
    return _tenfold(float(one.amount) + 1.0, float(other.amount) + 1.0)


def _tenfold(one: float, other: float) -> float:
    """Give 0 for the same and 1 for ten times as much or more."""
    return min(1.0, abs(math.log10(max(one, 1.0) / max(other, 1.0))))
