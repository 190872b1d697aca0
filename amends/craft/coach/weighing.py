"""Weighs the clues of each sentence to each question into a probability that the sentence answers the question."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from amends.craft.coach.asking import Question
from amends.craft.coach.clues import Clues, Said, said_in
from amends.craft.coach.passages import in_passage
from amends.craft.coach.reading import Sentence
from amends.craft.coach.replies import in_reply
from amends.craft.models import raw

type Way = Literal["reply", "passage", "alone"]
"""A reply to a person, a text that speaks to nobody, one sentence of such a text."""

_BESIDE: Final = 0.8  # of the threshold: what answers a mere statement at most, if it shares no word with it
_STEEP: Final = 30.0  # beyond that a probability is 0 or 1
_PERSONS: Final = re.compile(r"\b(?:i|you|we|my|your|our|me|us|i'm|i've|u|ur)\b", re.IGNORECASE)
_TO_SOMEBODY: Final = frozenset({"you", "we"})
_FEW: Final = 0.25  # share of sentences that speak to somebody, from which on a text is a reply
_SHORT: Final = 3  # words that say something: a shorter question leans on what was said before


@dataclass(frozen=True, slots=True)
class Weights:
    """What each clue weighs on one way, how the sum becomes a probability, and from where on a question is answered."""

    weights: Mapping[str, float]
    slope: float
    offset: float
    threshold: float

    def probability(self, clues: Clues) -> float:
        """Give the probability that the sentence of these clues answers."""
        weights = self.weights
        total = sum(weights.get(name, 0.0) * value for name, value in clues.items())
        odds = max(-_STEEP, min(_STEEP, self.slope * total + self.offset))
        return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class Weighed:
    """For one question, the probability of each sentence, and the least at which the question counts as answered."""

    chances: tuple[float, ...]
    threshold: float


def weigh(questions: Sequence[Question], sentences: Sequence[Sentence]) -> list[Weighed]:
    """Weigh every sentence of an English draft as an answer to each question."""
    said = [said_in(sentence) for sentence in sentences]
    ways = [way_of(question, said) if len(questions) == 1 else "reply" for question in questions]
    asked = [question for question, way in zip(questions, ways, strict=True) if way == "reply"]
    replies = iter(in_reply(asked, said) if asked else ())
    found: list[Weighed] = []
    for question, way in zip(questions, ways, strict=True):
        weights = weights_of(way)
        clues = next(replies) if way == "reply" else in_passage(question, said)
        found.append(Weighed(tuple(_chances(question, clues, weights)), weights.threshold))
    return found


def _chances(question: Question, clues: Sequence[Clues], weights: Weights) -> Iterator[float]:
    """Yield the probability of each sentence; a mere statement is only dealt with by what shares a word with it."""
    most = _BESIDE * weights.threshold if question.states else 1.0
    for each in clues:
        chance = weights.probability(each)
        yield chance if each["share"] else min(chance, most)


def way_of(question: Question, said: Sequence[Said]) -> Way:
    """Tell what kind of text is asked: it speaks to nobody where neither it nor the question says "I" or "you"."""
    spoken = sum(not one.sentence.signs.isdisjoint(_TO_SOMEBODY) for one in said)
    short = any(one.brief and one.short for one in said)
    if short or spoken > _FEW * len(said) or len(question.terms) < _SHORT or _PERSONS.search(question.text):
        return "reply"
    return "passage" if len(said) > 1 else "alone"


@cache
def weights_of(way: Way) -> Weights:
    """Give the packaged weights of one way, read when first needed."""
    about: Mapping[str, Any] = raw("answers").about[way]
    return Weights(about["weights"], about["slope"], about["offset"], about["threshold"])
