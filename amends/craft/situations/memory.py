"""What is known of each situation: how often each term was seen in its examples."""

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from amends.craft.situations.terms import TERMS, weight

MOST_SITUATIONS: Final = 1 << 12
"""More situations than any desk has."""

_GROWTH: Final = 0.7  # what a term is worth grows with the examples it was seen in, but less than evenly
_RARE: Final = 1.5  # how much more a rare term says than a common one
_UNKNOWN: Final = 0.5  # examples in which a term was seen that was never seen
_BITS: Final = 20
_LOW: Final = (1 << _BITS) - 1
_ZERO: Final = 1 << (_BITS - 1)
_HUNDREDTH: Final = 0.01
_SCALE: Final = 64
_MANY: Final = 1024
_ROOTS: Final = tuple(count**_GROWTH for count in range(_MANY))
_SIZES: Final = tuple(round(_SCALE * count ** (2 * _GROWTH)) for count in range(_MANY))

type Cell = array[int]


class Memory:
    """Counts of terms by situation (a number from 0), and the sums that a ranking needs.

    A cell holds, for one term, each situation with its count in one number, in order. Cells are replaced, never
    changed, so one thread may read while another learns. All that is kept is whole numbers to which others are added,
    even below zero: the order of adding and taking away leaves no trace.
    """

    __slots__ = ("_cells", "_everywhere", "_examples", "_sizes", "_total")

    def __init__(self, situations: int) -> None:
        """Begin without any knowledge of so many situations."""
        self._cells: list[Cell | None] = [None] * TERMS
        self._everywhere = array("i", bytes(TERMS * 4))
        self._examples = [0] * situations
        self._sizes = [0] * situations
        self._total = 0

    def add(self, situation: int, seen: Iterable[tuple[int, int]], *, examples: int) -> None:
        """Add to the counts of terms and of examples, or take away what is below zero."""
        self._examples[situation] += examples
        self._total += examples
        for term, more in seen:
            count = self.count(term, situation)
            self._set(term, situation, count + more)
            self._everywhere[term] += more
            self._sizes[situation] += weight(term) * (_size(count + more) - _size(count))

    @property
    def total(self) -> int:
        """Give the number of examples of all situations."""
        return self._total

    def examples(self, situation: int) -> int:
        """Give the number of examples of one situation."""
        return self._examples[situation]

    def count(self, term: int, situation: int) -> int:
        """Give the number of examples of a situation that a term was seen in."""
        cell = self._cells[term]
        if cell is None:
            return 0
        at = bisect_left(cell, situation << _BITS)
        return (cell[at] & _LOW) - _ZERO if at < len(cell) and cell[at] >> _BITS == situation else 0

    def everywhere(self, term: int) -> int:
        """Give the number of examples of all situations that have a term; never below zero."""
        return max(0, self._everywhere[term])

    def worth(self, term: int) -> float:
        """Give what a term says about any situation: its weight, times how rare it is."""
        everywhere = self._everywhere[term]
        rarity = math.log1p(max(self._total, 1) / (everywhere if everywhere > 0 else _UNKNOWN))
        return weight(term) * _HUNDREDTH * math.pow(rarity, _RARE)

    def weigh(self, term: int, worth: float, sums: list[float]) -> None:
        """Add to `sums` what a term that is worth so much adds to the likeness of each situation."""
        for packed in self._cells[term] or ():
            count = (packed & _LOW) - _ZERO
            sums[packed >> _BITS] += worth * (_ROOTS[count] if 0 < count < _MANY else _root(count))

    def size(self, situation: int) -> float:
        """Give the length of a situation's own counts, by which sums of situations become comparable; at least 1."""
        return max(1.0, self._sizes[situation] * _HUNDREDTH / _SCALE)

    def _set(self, term: int, situation: int, count: int) -> None:
        cell = array("I", self._cells[term] or ())
        at = bisect_left(cell, situation << _BITS)
        if at < len(cell) and cell[at] >> _BITS == situation:
            del cell[at]
        if count:
            cell.insert(at, situation << _BITS | (count + _ZERO))
        self._cells[term] = cell or None


def _root(count: int) -> float:
    return math.pow(max(count, 0), _GROWTH)


def _size(count: int) -> int:
    """Give what a count adds to the size of its situation, as a whole number so that no order of adding shows."""
    return _SIZES[count] if 0 <= count < _MANY else round(_SCALE * _root(count) ** 2)
