"""The ranking of situations for a text, from their phrases and from what was decided before."""

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Self

from amends.craft.refusal import Malformed, Missing
from amends.craft.situations.contract import Ranked, Situation
from amends.craft.situations.counts import Counts
from amends.craft.situations.evidence import evidence
from amends.craft.situations.memory import MOST_SITUATIONS, Memory
from amends.craft.situations.terms import Term, terms, weight

UNSURE: Final = 0.25
"""Where no situation has a better chance than this one, take it that none fits."""

_PHRASE: Final = 3  # a phrase or name counts for as much as so many examples, so it fades as examples come
_EARLIER: Final = 0.3  # what was said in earlier messages counts for less
# The next five were fitted together, on customers' words of several trades: see the chances in docs/performance.md.
_SHARP: Final = 20.0  # how fast a chance falls with the likeness
_NOTHING: Final = 0.13  # the likeness that "none of them" has to every text
_SIZE: Final = 0.45  # how much a situation that was seen with many words is held back
_LENGTH: Final = 0.35  # the same for a text
_SCALE: Final = 3.0
_HUNDREDTH: Final = 0.01
_TELLING: Final = 200  # of the terms of a long text, those that say most


class Ranker:
    """Ranks situations; learns at once from each decision, and forgets as exactly.

    A text and a situation are alike as two vectors are: terms weighted by how rare they are among all examples, and by
    how often the situation's own examples had them. A situation begins with its phrases and names. Chances are a
    softmax over likenesses in which "none of them" takes part.
    """

    __slots__ = ("_memory", "_number", "_situations")

    def __init__(self, situations: Sequence[Situation]) -> None:
        """Begin with the phrases and names of `situations`; refuse (`Malformed`) the same id twice."""
        self._situations = tuple(situations)
        self._number = {situation.id: number for number, situation in enumerate(self._situations)}
        if len(self._number) < len(self._situations) or len(self._situations) > MOST_SITUATIONS:
            raise Malformed("situations", count=len(self._situations))
        self._memory = Memory(len(self._situations))
        for number, situation in enumerate(self._situations):
            for phrase in _phrases(situation):
                self._add(number, phrase, _PHRASE)

    @classmethod
    def of(
        cls, situations: Sequence[Situation], examples: Iterable[tuple[str, str]] = (), *, counts: Iterable[Counts] = ()
    ) -> Self:
        """Give a ranker that knows the `examples` (text, id) and the kept `counts`; ids that are gone are left out."""
        ranker = cls(situations)
        for text, situation in examples:
            if situation in ranker._number:
                ranker.learn(text, situation)
        for kept in counts:
            if kept.situation in ranker._number:
                ranker._memory.add(ranker._number[kept.situation], kept.seen.items(), examples=kept.examples)
        return ranker

    def rank(self, text: str, *, earlier: str = "", limit: int = 5) -> tuple[Ranked, ...]:
        """Give at most `limit` situations that may fit, likeliest first; `earlier` messages of the case count for less.

        Evidence has the places in `text` alone, which ought to be normalised. Nothing is given when not a single term
        is known.
        """
        said = terms(text)
        worths = self._worths(said, terms(earlier) if earlier else ())
        chances = _chances(self._likeness(worths))
        best = heapq.nsmallest(limit, chances, key=lambda number: (-chances[number], number))
        return tuple(
            Ranked(
                self._situations[number].id,
                chances[number],
                evidence(text, said, worths, situation=number, memory=self._memory),
            )
            for number in best
        )

    def learn(self, text: str, situation: str) -> None:
        """Remember that somebody decided that `text` is about `situation`; an unknown id is `Missing`."""
        self._add(self._numbered(situation), text, 1)

    def unlearn(self, text: str, situation: str) -> None:
        """Take back exactly what `learn` did with the same text, as if it had never been."""
        self._add(self._numbered(situation), text, -1)

    def counts(self, situation: str) -> Counts:
        """Give what was learnt of one situation, without its phrases, to be kept."""
        number = self._numbered(situation)
        seen = self._memory.of(number)
        phrases = _phrases(self._situations[number])
        for phrase in phrases:
            for term in terms(phrase):
                seen[term.number] -= _PHRASE
        examples = self._memory.examples(number) - _PHRASE * len(phrases)
        return Counts(situation, examples, {term: count for term, count in seen.items() if count})

    def replace(self, counts: Counts) -> None:
        """Know of one situation what `counts` say, and nothing of what was learnt of it here."""
        number = self._numbered(counts.situation)
        known = self.counts(counts.situation)
        self._memory.add(number, [(term, -count) for term, count in known.seen.items()], examples=-known.examples)
        self._memory.add(number, counts.seen.items(), examples=counts.examples)

    def _numbered(self, situation: str) -> int:
        try:
            return self._number[situation]
        except KeyError:
            raise Missing("situation", situation=situation) from None

    def _add(self, number: int, text: str, examples: int) -> None:
        self._memory.add(number, [(term.number, examples) for term in terms(text)], examples=examples)

    def _worths(self, said: Iterable[Term], earlier: Iterable[Term]) -> dict[int, float]:
        """Give the terms that say most about a text, with what each is worth."""
        worths = {term.number: _EARLIER * self._memory.worth(term.number) for term in earlier}
        worths |= {term.number: self._memory.worth(term.number) for term in said}
        if len(worths) <= _TELLING:
            return worths
        return {
            term: worths[term] for term in heapq.nsmallest(_TELLING, worths, key=lambda term: (-worths[term], term))
        }

    def _likeness(self, worths: Mapping[int, float]) -> list[float]:
        """Give the likeness of each situation and a text: from 0, hardly ever above 1."""
        sums = [0.0] * len(self._situations)
        for term, worth in worths.items():
            self._memory.weigh(term, worth, sums)
        length = math.fsum(worth * worth / (weight(term) * _HUNDREDTH) for term, worth in worths.items())
        scale = _SCALE * max(length, 1.0) ** _LENGTH
        return [total / (scale * self._memory.size(number) ** _SIZE) for number, total in enumerate(sums)]


def fits(ranked: Sequence[Ranked]) -> bool:
    """Tell whether the likeliest situation is likely enough; otherwise the text is in a gap."""
    return bool(ranked) and ranked[0].score > UNSURE


def _phrases(situation: Situation) -> tuple[str, ...]:
    return (*situation.phrases, *situation.names.values())


def _chances(likeness: Sequence[float]) -> dict[int, float]:
    """Turn likenesses into chances, leaving out the situations that share nothing with the text."""
    odds = {number: math.exp(_SHARP * (like - _NOTHING)) for number, like in enumerate(likeness) if like > 0}
    total = 1.0 + math.fsum(odds.values())
    return {number: odd / total for number, odd in odds.items()}
