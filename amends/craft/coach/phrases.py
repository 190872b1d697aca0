"""The small language in which rules name wordings, and the one scan that finds them all.

A phrase is words between blanks. `(a|b c)` is one of several, `[a|b]` may be missing, `refund*` has any ending, `...`
is up to five words, `#` is a short number, `<we>` is a named set. There is nothing else in it, so no phrase can take
more than linear time. Umlauts are also found in their spellings without ("für", "fuer").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from amends.craft.coach.wording import Gap, Group, Number, Piece, Word, Wording, parse

_BETWEEN: Final = r"[^\w'.?!;:()]{1,4}"
_UP_TO_FIVE: Final = rf"(?:{_BETWEEN}[\w'.:()]{{1,40}}){{0,5}}?"  # words and blanks share no sign: one way to match
_ANY_ENDING: Final = r"[\w']{0,20}"
_ENDS: Final = r"(?!\w|'\w)"
_NUMBER: Final = r"\d{1,3}(?:[:.,]\d{1,2})?(?:st|nd|rd|th|\.(?=\s))?"
_SPELLINGS: Final = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_KEY: Final = 3  # letters by which the first word of a phrase is looked up


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the `key` it was filed under, and its place in the text."""

    key: str
    start: int
    end: int


class PhraseBook:
    """Phrases filed under keys and looked up by the first letters of the words they begin with."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], sets: Mapping[str, str]) -> None:
        """File every phrase under its key; one that can't be read raises `Malformed`."""
        filed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, wordings in phrases.items():
            for wording in wordings:
                tree = parse(wording, sets)
                pattern = pattern_of(tree) + _ENDS
                for first in first_letters(tree):
                    filed[first].append((key, pattern))
        self._filed = dict(filed)

    def find(self, folded: str, start: int, end: int) -> Iterator[Hit]:
        """Give every phrase that stands in the folded text between `start` and `end`, in the order of first words."""
        for token in _TOKEN.finditer(folded, start, end):
            at = token.start()
            first = "#" if folded[at].isdigit() else folded[at : min(at + _KEY, token.end())]
            for key, pattern in self._filed.get(first, ()):
                if match := _compiled(pattern).match(folded, at, end):
                    yield Hit(key, at, match.end())


def first_letters(tree: Wording) -> frozenset[str]:
    """Give the first letters of all words with which a match of `tree` can begin."""
    letters: set[str] = set()
    for piece in tree:
        if isinstance(piece, Word):
            letters.update(spelt[:_KEY] for spelt in _spelt(piece.text))
        elif isinstance(piece, Number):
            letters.add("#")
        elif isinstance(piece, Group):
            letters.update(*(first_letters(choice) for choice in piece.choices))
        if not (isinstance(piece, Group) and piece.optional):
            break
    return frozenset(letters)


def pattern_of(tree: Wording) -> str:
    """Give the regular expression for `tree`, bounded everywhere."""
    parts: list[str] = []
    begun = False
    for piece in tree:
        parts.append(_part(piece, begun=begun))
        begun = begun or not (isinstance(piece, Group) and piece.optional)
    return "".join(parts)


def _part(piece: Piece, *, begun: bool) -> str:
    before = _BETWEEN if begun else ""
    match piece:
        case Gap():
            return _UP_TO_FIVE
        case Word(text, open_ended):
            return before + _either_spelling(text) + (_ANY_ENDING if open_ended else "")
        case Number():
            return before + _NUMBER
        case Group(choices, optional):
            inner = "(?:" + "|".join(pattern_of(choice) for choice in choices) + ")"
            if not optional:
                return before + inner
            return f"(?:{before}{inner})?" if begun else f"(?:{inner}{_BETWEEN})?"


def _spelt(word: str) -> tuple[str, ...]:
    plain = word
    for umlaut, pair in _SPELLINGS:
        plain = plain.replace(umlaut, pair)
    return (word, plain)


def _either_spelling(word: str) -> str:
    pattern = re.escape(word)
    for umlaut, pair in _SPELLINGS:
        pattern = pattern.replace(umlaut, f"(?:{umlaut}|{pair})")
    return pattern


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when first needed: most phrases of a pack never meet their first word."""
    return re.compile(pattern)
