"""How polite a draft sounds: words and strategies of politeness, weighed as people judged them.

The strategies follow Danescu-Niculescu-Mizil and others, "A computational approach to politeness" (ACL 2013). In
English a linear model weighs them together with the words themselves; both were fitted on requests that five people
had each judged. In German the strategies alone count, by the weights in `lexicon/courtesy.toml`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import exp
from typing import Final

from amends.craft.coach.packaged import numbers
from amends.craft.coach.reading import Draft, Sentence
from amends.craft.models import Linear, part

_PREFIX: Final = "courtesy_"
_WINDOW: Final = 2  # sentences: about as much as people judged at a time
_MOST: Final = 200  # sentences that are read
_STEEP: Final = 30.0  # beyond that politeness is 0 or 1
_WEIGHED: Final = frozenset({"en"})
"""Languages whose words are weighed too."""
_OPENING: Final = frozenset({"courtesy_you", "courtesy_why", "courtesy_i", "courtesy_so", "courtesy_please"})
_ONLY_OPENING: Final = frozenset({"courtesy_so"})
_ONLY_ASKING: Final = frozenset({"courtesy_why"})
_SMILE: Final = re.compile(r"[:;]-?\)|[\U0001f600-\U0001f60f\U0001f642]")

type Leaning = Callable[[Sequence[Sentence]], float]


def politeness_of(draft: Draft) -> float | None:
    """Give how polite `draft` sounds, from 0 over 0.5 (neither polite nor curt) to 1; None in an unknown language."""
    if not draft.known or not draft.sentences:
        return None
    return politeness_by(leaning_by(part("politeness")) if draft.language in _WEIGHED else leaning_of, draft)


def politeness_by(leaning: Leaning, draft: Draft) -> float:
    """Give how polite `draft` sounds to one way of telling it."""
    sentences = draft.sentences[:_MOST]
    leanings = [leaning(sentences[at : at + _WINDOW]) for at in range(0, len(sentences), _WINDOW)]
    whole = (sum(leanings) / len(leanings) + max(leanings)) / 2  # the kindest words colour the rest
    return round(1 / (1 + exp(-max(-_STEEP, min(_STEEP, whole)))), 3)


def leaning_by(model: Linear) -> Leaning:
    """Give the way of a model over words and strategies."""
    return lambda sentences: model.read(_text(sentences), extra=sorted(strategies(sentences))).logit("polite")


def leaning_of(sentences: Sequence[Sentence]) -> float:
    """Give the log-odds that people find `sentences` polite, by strategies alone."""
    weights = _weights()
    return weights["bias"] + sum(weights.get(strategy, 0.0) for strategy in strategies(sentences))


def _text(sentences: Sequence[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


def strategies(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Give the strategies that `sentences` use; "first" marks what opens a sentence."""
    used = {strategy for sentence in sentences for strategy in _used(sentence)}
    if sum(sentence.asks for sentence in sentences) > 1:
        used.add("asks_twice")
    return frozenset(used)


def _used(sentence: Sentence) -> Iterator[str]:
    for hit in sentence.hits:
        if hit.key.startswith(_PREFIX) and (sentence.asks or hit.key not in _ONLY_ASKING):
            name = hit.key.removeprefix(_PREFIX)
            if hit.key not in _ONLY_OPENING:
                yield name
            if hit.start == sentence.start and hit.key in _OPENING:
                yield f"{name}_first"
    if "!" in sentence.text:
        yield "exclaims"
    if _SMILE.search(sentence.text):
        yield "smiles"


@cache
def _weights() -> dict[str, float]:
    return dict(numbers("courtesy", "weights"))
