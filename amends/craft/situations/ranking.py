"""The ranking of situations for a text, from their phrases and from what was decided before."""

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, Self

from amends.craft.refusal import Malformed, Missing
from amends.craft.situations.contract import Ranked, Situation
from amends.craft.situations.evidence import evidence
from amends.craft.situations.lessons import Lessons
from amends.craft.situations.memory import MOST_SITUATIONS, Memory
from amends.craft.situations.related import Related, related
from amends.craft.situations.terms import Term, by_kind, terms, weight
from amends.craft.situations.twins import Twins

UNSURE: Final = 0.25
"""Where no situation has a better chance than this one, take it that none fits."""

_PHRASE: Final = 3  # a phrase or name counts for as much as so many examples, so it fades as examples come
_EARLIER: Final = 0.3  # what was said in earlier messages counts for less
# The next five were fitted together, on customers' words of several trades: see the chances in docs/performance.md.
_SHARP: Final = 20.0  # how fast a chance falls with the likeness
_NOTHING: Final = 0.13  # the likeness that "none of them" has to every text
_NEAR: Final = 2.0  # what a word is worth that was not said but is near to one that was, times its nearness
_KNOWN: Final = 20  # examples in which a word was seen that needs no others half as much
_RIVALS: Final = 3  # the likeliest situations, which are told apart once more
# The next six are the temperature: fitted by what is known, on all sets together, with each set left out to see.
_COLD: Final = 1.22  # how much further odds part in the end
_GAP: Final = 2.0  # what "none of them" weighs on a desk that knows names and phrases alone
_TAUGHT: Final = 1.3  # how much that grows, as a power of e, where all that is known was decided
_MANY: Final = 20  # situations among which it weighs that much; the more there are, the more by their root
_AROUND: Final = 0.067  # the likeness that situations which are not meant have to such a text
_ALIKE: Final = 0.81  # how fast "none of them" gains where they are more alike than that
_NEXT: Final = 12  # situations that are looked at for it
_KEPT: Final = 0.5  # what stays of the odds by likeness among rivals
_APART: Final = 8.0  # how fast chances part with what tells rivals apart
_PRIOR: Final = 0.3  # how much likelier the situations are that were seen more
_SEEN: Final = 3  # as many examples as each is taken to have had before
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

    __slots__ = ("_decided", "_lessons", "_memory", "_number", "_situations", "_twins")

    def __init__(self, situations: Sequence[Situation]) -> None:
        """Begin with the phrases and names of `situations`; refuse (`Malformed`) the same id twice."""
        self._situations = tuple(situations)
        self._number = {situation.id: number for number, situation in enumerate(self._situations)}
        if len(self._number) < len(self._situations) or len(self._situations) > MOST_SITUATIONS:
            raise Malformed("situations", count=len(self._situations))
        self._decided = 0
        self._memory = Memory(len(self._situations))
        self._lessons = Lessons(len(self._situations))
        self._twins = Twins(self._lessons)
        for number, situation in enumerate(self._situations):
            for phrase in _phrases(situation):
                self._add(number, phrase, _PHRASE)

    @classmethod
    def of(cls, situations: Sequence[Situation], examples: Iterable[tuple[str, str]] = ()) -> Self:
        """Give a ranker that knows the `examples` (text, id); ids that are gone are left out."""
        ranker = cls(situations)
        for text, situation in examples:
            if situation in ranker._number:
                ranker.learn(text, situation)
        return ranker

    def rank(self, text: str, *, earlier: str = "", limit: int = 5) -> tuple[Ranked, ...]:
        """Give at most `limit` situations that may fit, likeliest first; `earlier` messages of the case count for less.

        Evidence has the places in `text` alone, which ought to be normalised. Nothing is given when not a single term
        is known.
        """
        said, before = terms(text), terms(earlier) if earlier else ()
        worths = self._worths(said, before)
        meant = self._meant(text, worths)
        near = {term.number: worth for term, worth in meant.items()}
        likeness = self._likeness(worths, near)
        chances = self._chances(self._among_rivals(self._odds(likeness), said, before), likeness)
        best = heapq.nsmallest(limit, chances, key=lambda number: (-chances[number], number))
        return tuple(
            Ranked(
                self._situations[number].id,
                chances[number],
                evidence(text, (*said, *meant), worths | near, situation=number, memory=self._memory),
            )
            for number in best
        )

    def learn(self, text: str, situation: str) -> None:
        """Remember that somebody decided that `text` is about `situation`; an unknown id is `Missing`."""
        self._decide(text, situation, 1)

    def unlearn(self, text: str, situation: str) -> None:
        """Take back exactly what `learn` did with the same text, as if it had never been."""
        self._decide(text, situation, -1)

    def _decide(self, text: str, situation: str, examples: int) -> None:
        self._add(self._numbered(situation), text, examples)
        self._decided += examples

    def _numbered(self, situation: str) -> int:
        try:
            return self._number[situation]
        except KeyError:
            raise Missing("situation", situation=situation) from None

    def _add(self, number: int, text: str, examples: int) -> None:
        said = [term.number for term in terms(text)]
        self._memory.add(number, [(term, examples) for term in said], examples=examples)
        self._lessons.add(number, said, times=examples)

    def _odds(self, likeness: Sequence[float]) -> dict[int, float]:
        """Turn likenesses into odds against "none of them", leaving out what shares nothing with the text.

        A situation seen once shares chance words with many a text, so those that were seen more have the better odds.
        """
        seen = [max(0, self._memory.examples(number)) + _SEEN for number in range(len(likeness))]
        usual = sum(seen) / max(1, len(seen))
        return {
            number: math.exp(_SHARP * (like - _NOTHING)) * (seen[number] / usual) ** _PRIOR
            for number, like in enumerate(likeness)
            if like > 0
        }

    def _among_rivals(self, odds: dict[int, float], said: Sequence[Term], earlier: Sequence[Term]) -> dict[int, float]:
        """Share out anew what the likeliest situations have together, by what tells them apart."""
        rivals = sorted(heapq.nsmallest(_RIVALS, odds, key=lambda number: (-odds[number], number)))
        shares = dict.fromkeys(by_kind(term.number for term in said), 1.0)
        for term in earlier:
            shares.setdefault(term.number, _EARLIER)
        favours = self._twins.favour(list(shares.items())[:_TELLING], rivals)
        pulls = [
            odds[number] ** _KEPT * math.exp(_APART * favour) for number, favour in zip(rivals, favours, strict=True)
        ]
        whole = math.fsum(odds[number] for number in rivals)
        return odds | {number: whole * pull / math.fsum(pulls) for number, pull in zip(rivals, pulls, strict=True)}

    def _chances(self, odds: Mapping[int, float], likeness: Sequence[float]) -> dict[int, float]:
        """Turn odds into chances that are true whether a desk knows names alone or has decided much."""
        parted = {number: odd**_COLD for number, odd in odds.items()}
        total = self._nothing(likeness) + math.fsum(parted.values())
        return {number: odd / total for number, odd in parted.items()}

    def _nothing(self, likeness: Sequence[float]) -> float:
        """Give the odds of "none of them": what is like all situations need not be about the one that comes first."""
        around = max(_HUNDREDTH / 2, math.fsum(heapq.nlargest(_NEXT, likeness)[1:]) / _NEXT) / _AROUND
        many = math.sqrt(len(likeness) / _MANY)
        taught = math.exp(_TAUGHT * self._decided / max(1, self._memory.total))
        return _GAP * taught * many * math.pow(around, _ALIKE)

    def _worths(self, said: Iterable[Term], earlier: Iterable[Term]) -> dict[int, float]:
        """Give the terms that say most about a text, with what each is worth."""
        worths = {term.number: _EARLIER * self._memory.worth(term.number) for term in earlier}
        worths |= {term.number: self._memory.worth(term.number) for term in said}
        if len(worths) <= _TELLING:
            return worths
        return {
            term: worths[term] for term in heapq.nsmallest(_TELLING, worths, key=lambda term: (-worths[term], term))
        }

    def _meant(self, text: str, worths: Mapping[int, float]) -> dict[Term, float]:
        """Give known words that the text didn't say but that are near to what it said, with what each is worth.

        A long text says enough itself; what else it might have said would drown that.
        """
        if len(worths) >= _TELLING:
            return {}
        return {
            one.term: self._stands_for(one) * self._memory.worth(one.term.number)
            for one in related(text)
            if one.term.number not in worths and self._memory.everywhere(one.term.number)
        }

    def _stands_for(self, one: Related) -> float:
        """Give how much of itself a word stands for that was not said: less where the one said is known."""
        return _NEAR * one.nearness * _KNOWN / (_KNOWN + self._memory.everywhere(one.said))

    def _likeness(self, worths: Mapping[int, float], meant: Mapping[int, float]) -> list[float]:
        """Give the likeness of each situation and a text: from 0, hardly ever above 1."""
        sums = [0.0] * len(self._situations)
        for term, worth in chain(worths.items(), meant.items()):
            self._memory.weigh(term, worth, sums)
        length = math.fsum(worth * worth / (weight(term) * _HUNDREDTH) for term, worth in worths.items())
        scale = _SCALE * max(length, 1.0) ** _LENGTH
        return [total / (scale * self._memory.size(number) ** _SIZE) for number, total in enumerate(sums)]


def fits(ranked: Sequence[Ranked]) -> bool:
    """Tell whether the likeliest situation is likely enough; otherwise the text is in a gap."""
    return bool(ranked) and ranked[0].score > UNSURE


def _phrases(situation: Situation) -> tuple[str, ...]:
    return (*situation.phrases, *situation.names.values())
