"""What was decided, text by text, as numbers of terms: no word is kept."""

import struct
from collections.abc import Iterable
from zlib import crc32

from amends.craft.situations.terms import by_kind

_MOST_TERMS = 80  # of a lesson: words and pairs before pieces
_MOST = 120  # lessons of one situation that are looked at

type Lesson = tuple[int, ...]


class Lessons:
    """The lessons of each situation (a number from 0): sets of terms, each with how often it was learnt.

    A lesson may be taken back before it was learnt: it then stands at minus one, and is not given.
    """

    __slots__ = ("_kept", "_learnt")

    def __init__(self, situations: int) -> None:
        """Begin without a lesson."""
        self._kept: list[dict[bytes, int]] = [{} for _ in range(situations)]
        self._learnt = [0] * situations

    def add(self, situation: int, said: Iterable[int], *, times: int) -> None:
        """Add a lesson so many times, or take it back."""
        lesson = sorted(by_kind(said)[:_MOST_TERMS])
        kept, written = self._kept[situation], struct.pack(f"<{len(lesson)}I", *lesson)
        now = kept.get(written, 0) + times
        if now:
            kept[written] = now
        else:
            del kept[written]
        self._learnt[situation] += 1

    def age(self, situation: int) -> int:
        """Give a number that differs whenever the lessons of a situation may differ."""
        return self._learnt[situation]

    def of(self, situation: int) -> list[Lesson]:
        """Give the lessons of a situation in an order that has nothing to do with when they came.

        Of very many, some are given: always the same ones.
        """
        written = sorted(
            (row for row, times in self._kept[situation].items() if times > 0), key=lambda row: (crc32(row), row)
        )
        return [struct.unpack(f"<{len(row) // 4}I", row) for row in written[:_MOST]]
