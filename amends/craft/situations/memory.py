"""What is known of each situation: how often each term was seen in its examples."""

import math
from array import array
from collections.abc import Iterable
from operator import itemgetter
from typing import Final

from amends.craft.situations.terms import TERMS, WEIGHTS

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
_ROOTS: Final = tuple(count**_GROWTH for count in range(1024))

type Cell = array[int]


class Memory:
    """Counts of terms by situation (a number from 0), and the sums that a ranking needs.

    A cell holds, for one term, a situation and its count in one number each. Cells are replaced, never changed, so one
    thread may read while another learns. All that is kept is whole numbers to which others are added, even below zero:
    the order of adding and taking away leaves no trace.
    """

    __slots__ = ("_cells", "_examples", "_sizes", "_total")

    def __init__(self, situations: int) -> None:
        """Begin without any knowledge of so many situations."""
        self._cells: list[Cell | None] = [None] * TERMS
        self._examples = [0] * situations
        self._sizes = [0] * situations
        self._total = 0

    def add(self, situation: int, seen: Iterable[tuple[int, int]], *, examples: int) -> None:
        """Add to the counts of terms and of examples, or take away what is below zero."""
        self._examples[situation] += examples
        self._total += examples
        for term, more in seen:
            self._add_to_cell(term, situation, more)

    def examples(self, situation: int) -> int:
        """Give the number of examples of one situation."""
        return self._examples[situation]

    def of(self, situation: int) -> dict[int, int]:
        """Give the counts of all terms of one situation that are not zero."""
        found: dict[int, int] = {}
        for term, cell in enumerate(self._cells):
            if cell is not None and (count := _count(cell, situation)):
                found[term] = count
        return found

    def weigh(self, term: int, sums: list[float], share: float) -> float:
        """Add to `sums` what a term is worth for each situation, and give what it adds to the length of a text.

        `share` makes a term count for less than it usually does.
        """
        counts = self._counts(term)
        rarity = self._rarity(counts)
        worth = WEIGHTS[term % len(WEIGHTS)] * _HUNDREDTH * share * rarity
        for situation, count in counts:
            sums[situation] += worth * (_ROOTS[count] if count < len(_ROOTS) else count**_GROWTH)
        return worth * rarity

    def worth(self, term: int, situation: int) -> float:
        """Give what a term is worth for one situation."""
        cell = self._cells[term]
        count = _count(cell, situation) if cell is not None else 0
        if count <= 0:
            return 0.0
        return WEIGHTS[term % len(WEIGHTS)] * self._rarity(self._counts(term)) * float(count) ** _GROWTH

    def _counts(self, term: int) -> list[tuple[int, int]]:
        """Give the situations in whose examples a term was seen, and how often."""
        cell = self._cells[term]
        if cell is None:
            return []
        return [(packed >> _BITS, count) for packed in cell if (count := (packed & _LOW) - _ZERO) > 0]

    def _rarity(self, counts: list[tuple[int, int]]) -> float:
        everywhere = sum(map(itemgetter(1), counts))
        return math.log1p(max(self._total, 1) / (everywhere or _UNKNOWN)) ** _RARE

    def size(self, situation: int) -> float:
        """Give the length of a situation's own counts, by which sums of situations become comparable; at least 1."""
        return max(1.0, self._sizes[situation] * _HUNDREDTH / _SCALE)

    def _add_to_cell(self, term: int, situation: int, more: int) -> None:
        cell = self._cells[term]
        count = _count(cell, situation) if cell is not None else 0
        new = count + more
        kept = [packed for packed in cell if packed >> _BITS != situation] if cell is not None else []
        if new:
            kept.append(situation << _BITS | (new + _ZERO))
        self._cells[term] = array("I", kept) if kept else None
        self._sizes[situation] += WEIGHTS[term % len(WEIGHTS)] * (_size(new) - _size(count))


def _count(cell: Cell, situation: int) -> int:
    for packed in cell:
        if packed >> _BITS == situation:
            return (packed & _LOW) - _ZERO
    return 0


def _size(count: int) -> int:
    """Give what a count adds to the size of its situation, as a whole number so that no order of adding shows."""
    return round(_SCALE * float(max(count, 0)) ** (2 * _GROWTH))
