"""Clues in a text that speaks to nobody, such as a page of help: there an answer says what the question says."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

from amends.craft.coach.asking import Question
from amends.craft.coach.clues import Clues, Said, compare, shape_clues
from amends.craft.coach.matter import Words

_COMPARED: Final = ("share", "local", "pairs")
_LEAST: Final = 0.05  # what a word that stands everywhere still counts


def in_passage(question: Question, said: Sequence[Said]) -> list[Clues]:
    """Give the clues of each sentence of a text; words that stand in many of its sentences count less."""
    asked = Words.of(question.text)
    rare = _rarities(asked, said)
    whole = sum(rare.values()) or 1.0
    found: list[Clues] = []
    for at, one in enumerate(said):
        before = said[at - 1].words.content if at else frozenset()
        both = len(asked.content & (one.words.content | before)) / max(1, len(asked.content))
        clues = dict(_alone(question, asked, one))
        clues["local"] = sum(rare[stem] for stem in asked.content & one.words.content) / whole
        clues["with_before"] = both
        clues["leaning"] = both * ("stands_for" in one.marks)
        clues["first"] = float(at == 0)
        clues["place"] = at / len(said)
        clues["sentences"] = math.log(len(said))
        found.append(clues)
    compare(found, _COMPARED)
    return found


def _rarities(asked: Words, said: Sequence[Said]) -> dict[str, float]:
    """Tell how much each word of the question tells these sentences apart."""
    spoken = {stem: sum(stem in one.words.content for one in said) for stem in asked.content}
    return {stem: max(_LEAST, math.log((len(said) + 1) / (count + 0.5))) for stem, count in spoken.items()}


def _alone(question: Question, asked: Words, said: Said) -> Iterator[tuple[str, float]]:
    """Yield what can be told without looking at other sentences."""
    words = said.words
    met = asked.content & words.content
    share = len(met) / max(1, len(asked.content))
    places = [at for at, stem in enumerate(words.stems) if stem in asked.content]
    yield "share", share
    yield "all_met", float(share == 1.0)
    yield "missed", float(len(asked.content) - len(met))
    yield "pairs", len(asked.pairs & words.pairs) / max(1, len(asked.pairs))
    yield "names", len(asked.names & words.content) / max(1, len(asked.names))
    yield "asks_names", float(bool(asked.names))
    yield "numbers", float(len(asked.numbers & words.numbers))
    yield "dwells", len(met) / max(1, len(words.content))
    yield "dense", len(met) / (1 + places[-1] - places[0]) if len(places) > 1 else 0.0
    yield "long", math.log(1 + words.said)
    yield "brief", float(said.brief)
    yield "asked_long", math.log(1 + len(asked.content))
    yield "asks", float(said.sentence.asks)
    yield from shape_clues(question, said, share)
