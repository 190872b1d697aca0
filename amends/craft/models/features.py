"""What a text is cut into before it is weighed: words, pieces of words, neighbours, and words behind a "not"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amends.craft.text import Span

_TOKEN: Final = re.compile(
    r"[^\W_]+(?:['-][^\W_]+)*"  # words and numbers
    r"|[!?]+|\.{2,}|…"  # marks that carry a mood
    r"|[:;=]-?[()dp/|]|<3|[\u2600-\u27bf\U0001f300-\U0001faff]"  # faces and signs
)
_DIGIT: Final = re.compile(r"\d")
_ENDS: Final = re.compile(r"[.,;:()\n]")
_NOT: Final = frozenset(
    "not no never nothing nobody none without cannot nor hardly nicht kein keine keinen nie".split()
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a text is cut up.

    `shortest` and `longest` are the letters of the pieces of words (0 for no pieces), `pairs` says whether neighbours
    are looked at together, `denied` how many words behind a "not" count as denied too.
    """

    shortest: int = 3
    longest: int = 5
    pairs: bool = True
    denied: int = 3


STANDARD: Final = Recipe()


@dataclass(frozen=True, slots=True)
class Joint:
    """A feature of several tokens: the `first` and the `last` of them, by number."""

    name: str
    first: int
    last: int


def tokens(folded: str) -> tuple[Span, ...]:
    """Give the words and telling marks of a folded text with their places; every digit reads as a nought."""
    return tuple(Span(found.start(), found.end(), _plain(found[0])) for found in _TOKEN.finditer(folded))


def _plain(word: str) -> str:
    return word if word.isalpha() else _DIGIT.sub("0", word)[:30]


def of_word(word: str, recipe: Recipe) -> tuple[str, ...]:
    """Give the features of one word, each once: itself and, of words with letters, its pieces."""
    if not recipe.longest or not word[0].isalnum():
        return (word,)
    framed = f"<{word}>"
    pieces = {
        framed[at : at + size]: None
        for size in range(recipe.shortest, recipe.longest + 1)
        for at in range(len(framed) - size + 1)
    }
    return (word, *(f"~{piece}" for piece in pieces))


def joints(said: Sequence[Span], folded: str, recipe: Recipe) -> Iterator[Joint]:
    """Give the features of neighbours and of denials in a text, as they stand."""
    denied = 0
    for at, token in enumerate(said):
        if recipe.pairs and at:
            yield Joint(f"{said[at - 1].text} {token.text}", at - 1, at)
        if at and denied and _ENDS.search(folded, said[at - 1].end, token.start):
            denied = 0
        if token.text in _NOT or token.text.endswith("n't"):
            denied = recipe.denied
        elif denied:
            denied -= 1
            yield Joint(f"¬{token.text}", at, at)


def features(folded: str, recipe: Recipe) -> tuple[dict[str, int], int]:
    """Give all features of a folded text with their counts, and the length by which their sum is made smaller.

    This is how training sees a text; `Linear.read` sees it the same way, word by word.
    """
    said = tokens(folded)
    counts: dict[str, int] = {}
    distinct = dict.fromkeys(token.text for token in said)
    for word in distinct:
        for feature in of_word(word, recipe):
            counts[feature] = counts.get(feature, 0) + 1
    joint = dict.fromkeys(each.name for each in joints(said, folded, recipe))
    counts.update(dict.fromkeys(joint, 1))
    return counts, max(1, len(distinct) + len(joint))
