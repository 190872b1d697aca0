"""Telling apart two situations that are near: by what their lessons say differently, not by what each says most."""

import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from operator import itemgetter
from typing import Final

from amends.craft.situations.lessons import Lesson, Lessons
from amends.craft.situations.terms import KINDS

_WEIGHTS: Final = (1.0, 0.6, 0.4, 0.5)  # word, pair, piece, filler: small words tell twins apart
_ROUNDS: Final = 5  # over all lessons; more of them find no better lines
_SLACK: Final = 0.1  # how much a lesson that contradicts others may be left on the wrong side
_LEAST: Final = 0.03  # a step that is not worth taking
_SURE: Final = -0.05  # a lesson so far on its side needs no further look
_HALF: Final = 30.0  # lessons of the smaller situation at which a line is half as good as it gets
_FEW: Final = 0.2
_MANY: Final = 0.6
_MOST_LINES: Final = 128  # kept at a time, some 10 to 50 KB each

type Vector = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class _Line:
    """The line between two situations: what each term says for the first one, and when and how surely it was drawn."""

    ages: tuple[int, int]
    terms: "array[int]"
    says: "array[float]"
    trust: float

    def side(self, said: Vector) -> float:
        """Give how far a text is on the first one's side; below zero on the other's."""
        total = 0.0
        for term, value in said:
            at = bisect_left(self.terms, term)
            if at < len(self.terms) and self.terms[at] == term:
                total += self.says[at] * value
        return self.trust * total


class Twins:
    """Lines between situations, drawn when they are needed and anew where a lesson came or went.

    A line is a support vector machine without an offset and with squared loss, by dual coordinate descent (C.-J. Hsieh
    and others, ICML 2008) with a fixed number of rounds over lessons in a fixed order: lessons alone decide it.
    """

    __slots__ = ("_lessons", "_lines")

    def __init__(self, lessons: Lessons) -> None:
        """Draw lines between the lessons of `lessons`, as they stand when asked."""
        self._lessons = lessons
        self._lines: dict[tuple[int, int], _Line] = {}

    def favour(self, said: Sequence[tuple[int, float]], rivals: Sequence[int]) -> list[float]:
        """Give how much a text speaks for each of some situations against the others, on average; 0 where it is one.

        `said` has its terms, each with what it counts for: 1 where it was said just now.
        """
        vector = _vector(said)
        favours = [0.0] * len(rivals)
        for one in range(len(rivals)):
            for other in range(one + 1, len(rivals)):
                side = self._side(vector, rivals[one], rivals[other])
                favours[one] += side
                favours[other] -= side
        return [favour / max(1, len(rivals) - 1) for favour in favours]

    def _side(self, said: Vector, one: int, other: int) -> float:
        first, second = min(one, other), max(one, other)
        side = self._line(first, second).side(said)
        return side if one == first else -side

    def _line(self, first: int, second: int) -> _Line:
        ages = (self._lessons.age(first), self._lessons.age(second))
        line = self._lines.pop((first, second), None)
        if line is None or line.ages != ages:
            line = _drawn(self._lessons.of(first), self._lessons.of(second), ages=ages)
        self._lines[first, second] = line  # the last one used stands last
        if len(self._lines) > _MOST_LINES:
            del self._lines[next(iter(self._lines))]
        return line


def _drawn(firsts: Sequence[Lesson], seconds: Sequence[Lesson], *, ages: tuple[int, int]) -> _Line:
    """Draw the line between two situations."""
    terms = array("I", sorted(set(chain.from_iterable(chain(firsts, seconds)))))
    fewer = min(len(firsts), len(seconds))
    trust = (_FEW + _MANY * fewer / (fewer + _HALF)) if fewer else 0.0
    return _Line(ages, terms, array("f", _fitted(terms, firsts, seconds)), trust)


def _fitted(terms: Sequence[int], firsts: Sequence[Lesson], seconds: Sequence[Lesson]) -> list[float]:
    """Give what each term says, so that each lesson is on its own side and, where it can be, by one or more."""
    place = {term: at for at, term in enumerate(terms, 1)}
    turns = chain.from_iterable(zip_longest(((one, 1.0) for one in firsts), ((one, -1.0) for one in seconds)))
    looked = [_Pull.of(turn[0], place, turn[1]) for turn in turns if turn is not None]
    says = [0.0] * (len(terms) + 1)
    for _ in range(_ROUNDS):
        looked = [lesson for lesson in looked if lesson.take(says)]
    return says[1:]


@dataclass(slots=True)
class _Pull:
    """A lesson with the places of its terms and their values, and how much it has pulled the line to its side."""

    gather: "Callable[[list[float]], tuple[float, ...]]"
    places: tuple[int, ...]
    values: tuple[float, ...]
    side: float
    pulled: float = 0.0

    @classmethod
    def of(cls, lesson: Lesson, place: Mapping[int, int], side: float) -> "_Pull":
        """Look up the terms of a lesson; place 0 belongs to none, and makes two of the shortest lesson."""
        places = (0, 0, *map(place.__getitem__, lesson))
        kinds = [term % KINDS for term in lesson]
        length = math.sqrt(math.fsum(kinds.count(kind) * weight * weight for kind, weight in enumerate(_WEIGHTS)))
        values = [weight / (length or 1.0) for weight in _WEIGHTS]
        return cls(itemgetter(*places), places, (0.0, 0.0, *map(values.__getitem__, kinds)), side)

    def take(self, says: list[float]) -> bool:
        """Change what terms say by as much as this lesson wants, and tell whether it may want more."""
        wanting = 1.0 - self.side * math.sumprod(self.gather(says), self.values) - _SLACK * self.pulled
        if wanting < _SURE and not self.pulled:
            return False
        pulled = max(0.0, self.pulled + wanting / (1.0 + _SLACK))
        step = self.side * (pulled - self.pulled)
        if abs(step) > _LEAST:
            self.pulled = pulled
            for place, value in zip(self.places, self.values, strict=True):
                says[place] += step * value
        return True


def _vector(said: Sequence[tuple[int, float]]) -> Vector:
    """Give terms with their values, all together of length one."""
    values = [(term, _WEIGHTS[term % KINDS] * share) for term, share in said]
    length = math.hypot(*(value for _, value in values)) or 1.0
    return [(term, value / length) for term, value in values]
