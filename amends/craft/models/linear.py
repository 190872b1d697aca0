"""Linear models over words: whole-number weights, calibrated probabilities, and the words that carried them."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from amends.craft.models.features import Joint, Recipe, joints, of_word, tokens
from amends.craft.models.heads import Head
from amends.craft.models.keys import key_of
from amends.craft.models.packaged import Part, raw
from amends.craft.text import Span, fold

_KEPT: Final = 4096  # words whose sums are remembered: the common ones of a language
_STEEP: Final = 30.0  # beyond that a probability is 0 or 1

type Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that carried a judgement: code points `start` to `end`, and how much they gave, in log-odds."""

    start: int
    end: int
    gave: float


class Linear:
    """One linear model with one or more heads, read from a part."""

    def __init__(self, source: Part) -> None:
        """Take the model out of a part that `packing.pack_linear` made."""
        about: dict[str, Any] = dict(source.about)
        self.recipe = Recipe(**about["recipe"])
        self.heads = tuple(Head(**head) for head in about["heads"])
        self.places = {head.name: at for at, head in enumerate(self.heads)}
        self._nothing: Row = (0,) * len(self.heads)
        self._keys = source.numbers("keys", "I")
        self._weights = source.pieces["weights"].cast("b")
        self._words: dict[str, Row] = {}

    def read(self, text: str, *, extra: Iterable[str] = ()) -> "Reading":
        """Read a text, or a sentence; `extra` names features that the caller found, as training named them."""
        folded = fold(text)
        said = tokens(folded)
        distinct = dict.fromkeys(token.text for token in said)
        joint = {each.name: each for each in joints(said, folded, self.recipe)}
        rows = [self.of_word(word) for word in distinct]
        rows += [row for name in joint if (row := self.weights(name)) is not None]
        rows += [row for name in extra if (row := self.weights(f"={name}")) is not None]
        sums = tuple(map(sum, zip(*rows, strict=True))) if rows else self._nothing
        return Reading(self, said, tuple(joint.values()), sums, max(1, len(distinct) + len(joint)))

    def of_word(self, word: str) -> Row:
        """Give the summed weights of a word and its pieces; those of common words are remembered."""
        known = self._words.get(word)
        if known is None:
            rows = [row for name in of_word(word, self.recipe) if (row := self.weights(name)) is not None]
            known = tuple(map(sum, zip(*rows, strict=True))) if rows else self._nothing
            if len(self._words) >= _KEPT:
                self._words.clear()
            self._words[word] = known
        return known

    def weights(self, feature: str) -> Row | None:
        """Give the weights of one feature for all heads, or None where the model does not know it."""
        key = key_of(feature)
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return None
        wide = len(self.heads)
        return tuple(self._weights[at * wide : (at + 1) * wide])


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model read in a text."""

    model: Linear
    said: Sequence[Span]
    joint: Sequence[Joint]
    sums: Row
    length: int

    def logits(self) -> list[float]:
        """Give the log-odds of all judgements, in the order of the heads."""
        root = math.sqrt(self.length)
        return [
            head.slope * total / root + head.offset for head, total in zip(self.model.heads, self.sums, strict=True)
        ]

    def logit(self, name: str) -> float:
        """Give the log-odds of one judgement."""
        at = self.model.places[name]
        head = self.model.heads[at]
        return head.slope * self.sums[at] / math.sqrt(self.length) + head.offset

    def probability(self, name: str) -> float:
        """Give the probability of one judgement, to three digits."""
        odds = max(-_STEEP, min(_STEEP, self.logit(name)))
        return round(1 / (1 + math.exp(-odds)), 3)

    def holds(self, name: str) -> bool:
        """Tell whether a judgement holds: whether its probability is at least its head's threshold."""
        return self.probability(name) >= self.model.heads[self.model.places[name]].threshold

    def evidence(self, name: str, *, limit: int = 3, least: float = 0.1) -> tuple[Evidence, ...]:
        """Give the words that spoke most for a judgement, the strongest first, each giving at least `least`.

        What a pair of words gives is shared by both; neighbours that both speak for it are one piece of evidence.
        """
        at = self.model.places[name]
        factor = self.model.heads[at].slope / math.sqrt(self.length)
        gave = [0.0] * len(self.said)
        seen: set[str] = set()
        for number, token in enumerate(self.said):
            if token.text not in seen:
                seen.add(token.text)
                gave[number] += factor * self.model.of_word(token.text)[at]
        for each in self.joint:
            row = self.model.weights(each.name)
            if row is not None:
                gave[each.first] += factor * row[at] / 2
                gave[each.last] += factor * row[at] / 2
        runs = _runs(self.said, gave, least)
        return tuple(sorted(runs, key=lambda run: (-run.gave, run.start))[:limit])


def _runs(said: Sequence[Span], gave: Sequence[float], least: float) -> list[Evidence]:
    """Join neighbours that speak for a judgement into one piece of evidence."""
    runs: list[Evidence] = []
    for number, (token, much) in enumerate(zip(said, gave, strict=True)):
        if much < least:
            continue
        last = runs[-1] if runs else None
        if last and number and gave[number - 1] >= least and last.end == said[number - 1].end:
            runs[-1] = Evidence(last.start, token.end, round(last.gave + much, 3))
        else:
            runs.append(Evidence(token.start, token.end, round(much, 3)))
    return runs


@cache
def part(name: str) -> Linear:
    """Give a linear model of the packaged file, read when first asked for. Raises MissingPartError."""
    return Linear(raw(name))
