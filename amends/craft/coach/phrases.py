"""The small language in which rules name wordings, and the one scan that finds them all.

A phrase is words between blanks. `(a|b c)` is one of several, `[a|b]` may be missing, `refund*` has any ending, `...`
is up to five words, `#` is a short number, `<we>` is a named set. There is nothing else in it, so no phrase can take
more than linear time. Umlauts are also found in their spellings without ("für", "fuer").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product, zip_longest
from typing import Final

from amends.craft.coach.wording import Gap, Group, Number, Piece, Word, Wording, parse

_BETWEEN: Final = r"[^\w'.?!;:()]{1,4}"
_UP_TO_FIVE: Final = rf"(?:{_BETWEEN}[\w'.:()]{{1,40}}){{0,5}}?"  # words and blanks share no sign: one way to match
_ANY_ENDING: Final = r"[\w']{0,20}"
_ENDS: Final = r"(?!\w|'\w)"
_NUMBER: Final = r"\d{1,3}(?:[:.,]\d{1,2})?(?:st|nd|rd|th|\.(?=\s))?"
_SPELLINGS: Final = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_NAME_PARTS: Final = re.compile(r"[A-Z]+(?![^\W\d_A-Z])|[A-Z]?[^\W\d_A-Z]+|\d+")
_MOST_JOINTS: Final = 4  # of a name: those behind are taken as written together
_STEM: Final = 3  # letters by which the first word of a phrase is looked up where its ending is open
_INITIALS: Final = 2  # letters of the second word
_ANY: Final = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the `key` it was filed under, and its place in the text."""

    key: str
    start: int
    end: int


type _Filed = tuple[str, str]  # a key and a pattern; without a pattern, the first word is all


class PhraseBook:
    """Phrases filed under keys, and looked up by their first word and the first letters of their second."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], sets: Mapping[str, str]) -> None:
        """File every phrase under its key; one that can't be read raises `Malformed`."""
        filed: dict[str, dict[str, list[_Filed]]] = defaultdict(lambda: defaultdict(list))
        for key, wordings in phrases.items():
            for tree in (choice for wording in wordings for choice in _choices(parse(wording, sets))):
                entry = (key, "" if _is_word(tree) else pattern_of(tree) + _ENDS)
                for word, letters in openings(tree):
                    filed[word][letters].append(entry)
        merged = {word: _merged(entries) for word, entries in filed.items()}
        self._words = {word: entries for word, entries in merged.items() if not word.endswith("*")}
        self._stems = {word[:_STEM]: entries for word, entries in merged.items() if word.endswith("*")}

    def find(self, folded: str, start: int, end: int) -> Iterator[Hit]:
        """Give every phrase that stands in the folded text between `start` and `end`, in the order of first words."""
        tokens = [(token.start(), token[0]) for token in _TOKEN.finditer(folded, start, end)]
        last = len(tokens) - 1
        for place, (at, word) in enumerate(tokens):
            here = self._words.get("#" if word[0].isdigit() else word)
            for entries in (here, self._stems.get(word[:_STEM])):
                if entries is None:
                    continue
                letters = _initials(tokens[place + 1][1]) if place < last else _ANY
                for key, pattern in entries.get(letters) or entries[_ANY]:
                    if not pattern:
                        yield Hit(key, at, at + len(word))
                    elif match := _compiled(pattern).match(folded, at, end):
                        yield Hit(key, at, match.end())


def spellings_of(name: str) -> tuple[str, ...]:
    """Give the phrases that find `name` however it is spelt: "AquaPump" also as "aqua pump" and "Aqua-Pump"."""
    parts = [part.lower() for part in _NAME_PARTS.findall(name)]
    if not parts:
        return ()
    joints = product((" ", ""), repeat=min(len(parts) - 1, _MOST_JOINTS))
    return tuple("".join(f"{part}{joint}" for part, joint in zip_longest(parts, ways, fillvalue="")) for ways in joints)


def _choices(tree: Wording) -> Iterator[Wording]:
    """Give the wordings that `tree` is a mere choice of, or itself."""
    only = tree[0] if len(tree) == 1 else None
    if isinstance(only, Group) and not only.optional:
        for choice in only.choices:
            yield from _choices(choice)
    else:
        yield tree


def _is_word(tree: Wording) -> bool:
    """Tell whether `tree` is one word that the scan sees as one."""
    only = tree[0] if len(tree) == 1 else None
    if not isinstance(only, Word) or only.open_ended or only.text[0].isdigit():
        return False
    return _TOKEN.fullmatch(only.text) is not None


def _merged(entries: Mapping[str, list[_Filed]]) -> dict[str, tuple[_Filed, ...]]:
    """Put what may stand before any word to what stands before words with certain first letters."""
    anyhow = tuple(entries.get(_ANY, ()))
    return {_ANY: anyhow} | {letters: (*anyhow, *filed) for letters, filed in entries.items() if letters != _ANY}


def _initials(word: str) -> str:
    return "#" if word[0].isdigit() else word[:_INITIALS]


def openings(tree: Wording) -> frozenset[tuple[str, str]]:
    """Give the first words of all that matches `tree`, each with the first letters of the next, where it is sure."""
    return frozenset((_first(words[0]), _initials(words[1]) if len(words) > 1 else _ANY) for words in _heads(tree))


def _first(word: str) -> str:
    return "#" if word[0].isdigit() else word


def _heads(tree: Sequence[Piece], wanted: int = 2) -> frozenset[tuple[str, ...]]:
    """Give the first `wanted` words of all that matches `tree`; nothing stands for what can be any word."""
    if not tree or not wanted:
        return frozenset([()])
    piece, rest = tree[0], tree[1:]
    match piece:
        case Word(text, open_ended):
            return frozenset(
                (*spelt[:wanted], *more)
                for spelt in _tokens(text, open_ended=open_ended)
                for more in _heads(rest, max(0, wanted - len(spelt)))
            )
        case Group(choices, optional):
            ways = [_heads((*choice, *rest), wanted) for choice in choices]
            return frozenset().union(*ways, _heads(rest, wanted) if optional else ())
        case Number():
            return frozenset([("#",)])
        case _:
            return frozenset([()])


def _tokens(text: str, *, open_ended: bool) -> Iterator[tuple[str, ...]]:
    """Give the words that the scan sees in `text`, in both spellings of its umlauts; a star marks an open ending."""
    for spelt in {text, _without_umlauts(text)}:
        words = _TOKEN.findall(spelt)
        if open_ended and len(words) == 1:
            words = [words[0][:_STEM] + "*"]
        yield tuple(words)


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


def _without_umlauts(word: str) -> str:
    for umlaut, pair in _SPELLINGS:
        word = word.replace(umlaut, pair)
    return word


def _either_spelling(word: str) -> str:
    pattern = re.escape(word)
    for umlaut, pair in _SPELLINGS:
        pattern = pattern.replace(umlaut, f"(?:{umlaut}|{pair})")
    return pattern


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when first needed: most phrases of a pack never meet their first word."""
    return re.compile(pattern)
