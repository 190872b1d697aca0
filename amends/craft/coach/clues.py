"""Clues to whether a sentence answers a question: numbers by name, which a model weighs and adds up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from amends.craft.coach.asking import Question
from amends.craft.coach.matter import Words
from amends.craft.coach.packaged import word_lists, wordings
from amends.craft.coach.phrases import PhraseBook
from amends.craft.coach.reading import Sentence
from amends.craft.text import fold

type Clues = dict[str, float]

EVASIVE: Final = frozenset({"put_off", "polite_only", "elsewhere", "open_ended", "asks_back"})
_HEADS: Final = {
    "short_answer": 12,
    "short_yes_or_no": 12,
    "stands_for": 14,
}  # code points: where it must begin
_SHAPES: Final = {
    "when": re.compile(
        r"\b(?:1\d{3}|20\d\d)\b|\b(?:January|February|March|April|May|June|July|August|September|October|November"
        r"|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    ),
    "how_many": re.compile(
        r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion|dozen"
        r"|percent|half|once|twice)\b",
        re.IGNORECASE,
    ),
    "who": re.compile(r"(?<=[\w,;:)\"'] )[A-Z][a-z]+"),
    "where": re.compile(r"\b(?:in|at|from|near|to|of|on) (?:the )?[A-Z][a-z]+"),
    "why": re.compile(r"\b(?:because|due to|since|so that|in order to|as a result|caused?|reason|therefore|thus)\b"),
}
_SHAPE_OF: Final = {"how_long": "how_many", "how_much": "how_many", "status": "when"}
_SHORT: Final = frozenset({"short_answer", "short_yes_or_no"})
_BRIEF: Final = 6  # words


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with what every question wants to know of it: words, shapes of answers, marks of evasions."""

    sentence: Sentence
    words: Words
    shapes: frozenset[str]
    marks: frozenset[str]

    @property
    def brief(self) -> bool:
        """Whether it is a word or two."""
        return self.words.said < _BRIEF

    @property
    def short(self) -> bool:
        """Whether it opens with a word or two that can be all of an answer."""
        return not self.marks.isdisjoint(_SHORT)

    @property
    def evades(self) -> bool:
        """Whether it only sounds like an answer."""
        return not self.marks.isdisjoint(EVASIVE)

    @property
    def tells(self) -> bool:
        """Whether it tells something at all."""
        return not self.evades and not self.sentence.asks


def said_in(sentence: Sentence) -> Said:
    """Read one sentence of a draft for its clues."""
    folded = fold(sentence.text)
    return Said(
        sentence,
        Words.of(sentence.text),
        shapes=frozenset(kind for kind, shape in _SHAPES.items() if shape.search(sentence.text)),
        marks=frozenset(
            hit.key for hit in _evasions().find(folded, 0, len(folded)) if hit.start <= _HEADS.get(hit.key, hit.start)
        ),
    )


def shape_clues(question: Question, said: Said, share: float) -> Iterator[tuple[str, float]]:
    """Yield whether the sentence has the shape that the question calls for: a date, a number, a name, a cause."""
    shape = _SHAPE_OF.get(question.kind, question.kind)
    fits = float(shape in said.shapes) if shape in _SHAPES else 0.5
    yield "shape", fits
    yield "shape_about", fits * share
    yield "typed", float(shape in _SHAPES)


def compare(clues: Sequence[Clues], names: Sequence[str]) -> None:
    """Set the named clues of each sentence beside those of the best, and of its neighbours."""
    for name in names:
        column = [clue[name] for clue in clues]
        ordered = sorted(column, reverse=True)
        best, second = ordered[0], ordered[1] if len(ordered) > 1 else 0.0
        rank = {value: place / len(column) for place, value in reversed([*enumerate(ordered)])}
        for at, clue in enumerate(clues):
            clue[f"{name}_gap"] = column[at] - best
            clue[f"{name}_lead"] = column[at] - (second if column[at] == best else best)
            clue[f"{name}_rank"] = rank[column[at]]
            clue[f"{name}_before"] = column[at - 1] if at else 0.0
            clue[f"{name}_after"] = column[at + 1] if at + 1 < len(column) else 0.0


@cache
def _evasions() -> PhraseBook:
    said = wordings("evasions", "en")
    return PhraseBook({key: entry.phrases for key, entry in said.items()}, word_lists("sets", "en"))
