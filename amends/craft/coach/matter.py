"""The words by which a sentence can be about what a question asks: stems, neighbours, names and figures."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from amends.craft.coach.packaged import word_lists
from amends.craft.coach.stems import stem_of
from amends.craft.text import fold

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MOST: Final = 400  # words of one text that are looked at
_KEPT: Final = 8192  # stems that are remembered


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an English text: all `stems` in order, those that say something, pairs, names and numbers.

    A name is a word with a capital inside a sentence; `said` is the number of words.
    """

    stems: tuple[str, ...]
    content: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    numbers: frozenset[str]
    said: int

    @classmethod
    def of(cls, text: str) -> "Words":
        """Take the words out of `text`."""
        found = _WORD.findall(text)[:_MOST]
        folded = [fold(word) for word in found]
        stems = tuple(map(_stem, folded))
        silent = _silent()
        return cls(
            stems,
            content=frozenset(stem for stem, word in zip(stems, folded, strict=True) if word not in silent),
            pairs=frozenset(pairwise(stems)),
            names=frozenset(stem for stem, word in zip(stems[1:], found[1:], strict=True) if word[0].isupper()),
            numbers=frozenset(word for word in folded if word[0].isdigit()),
            said=len(found),
        )


@lru_cache(maxsize=_KEPT)
def _stem(word: str) -> str:
    return stem_of(word, "en")


@cache
def _silent() -> frozenset[str]:
    return frozenset(word_lists("concepts", "silent").get("en", "").split())
