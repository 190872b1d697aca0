"""Terms: what a text is compared by, as numbers with their weights and the places where they first stand."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple
from zlib import crc32

from amends.craft.situations.stems import stem
from amends.craft.text import fold

_WEIGHTS: Final = (100, 50, 30, 25)  # word, pair, piece, filler: the two lowest bits of a term tell which

TERMS: Final = 1 << 17
"""Every term is a number below this one; words that share a number are rare enough."""

KINDS: Final = 4
"""The remainder of a term by this one tells what it is: a word, a pair, a piece or a filler."""

_WORD, _PAIR, _PIECE, _FILLER = range(KINDS)
_LONGEST_TEXT: Final = 12_000  # code points
_LONGEST_WORD: Final = 24  # code points; what is longer is no word
_PIECE_LETTERS: Final = 4
_WORDS: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a text and the code points from `start` to `end` at which it first stands."""

    number: int
    start: int
    end: int


class Spoken(NamedTuple):
    """A word of a text: its stem, whether everybody says it, the numbers of its terms, and where it stands."""

    stem: str
    filler: bool
    numbers: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A word by itself: its stem, whether everybody says it, its own number and those of its pieces."""

    stem: str
    filler: bool
    numbers: tuple[int, ...]


def terms(text: str) -> tuple[Term, ...]:
    """Give each term of a text once, in the order in which they come; only the beginning of a very long text counts.

    Terms are stems, pairs of stems that stand side by side and pieces of four letters; pieces find what was misspelt,
    compounded or bent in a way the stems don't know.
    """
    found: dict[int, Term] = {}
    before: Spoken | None = None
    for word in spoken(text):
        for number in word.numbers:
            if number not in found:
                found[number] = Term(number, word.start, word.end)
        if before is not None and (number := _pair(before, word)) not in found:
            found[number] = Term(number, before.start, word.end)
        before = word
    return tuple(found.values())


def spoken(text: str) -> Iterator[Spoken]:
    """Yield the words of a text as they come; only the beginning of a very long text counts."""
    for match in _WORDS.finditer(fold(text[:_LONGEST_TEXT])):
        word = _word(match[0][:_LONGEST_WORD])
        yield Spoken(word.stem, word.filler, word.numbers, *match.span())


def word_number(root: str) -> int:
    """Give the number of the term that is a word with this stem."""
    return _number(root, _WORD)


def weight(term: int) -> int:
    """Give what a term of its kind says, whatever it is: in hundredths of a word."""
    return _WEIGHTS[term % KINDS]


def by_kind(said: Iterable[int]) -> list[int]:
    """Put the pieces of words behind everything else, and leave the order as it is otherwise."""
    return sorted(said, key=lambda term: term % KINDS == _PIECE)


@lru_cache(maxsize=8192)
def _word(said: str) -> _Word:
    """Look at a folded word; all words with a digit are one."""
    root = "0" if any(map(str.isdigit, said)) else stem(said)
    filler = is_filler(said)
    numbers = (_number(root, _FILLER),) if filler else (_number(root, _WORD), *_pieces(root))
    return _Word(root, filler, numbers)


def _pieces(root: str) -> tuple[int, ...]:
    edged = f"^{root}$"
    cuts = range(len(edged) - _PIECE_LETTERS + 1)
    return tuple(_number(edged[at : at + _PIECE_LETTERS], _PIECE) for at in cuts)


def _pair(first: Spoken, second: Spoken) -> int:
    kind = _FILLER if first.filler and second.filler else _PAIR
    return _number(f"{first.stem} {second.stem}", kind)


def _number(said: str, kind: int) -> int:
    return crc32(said.encode("utf-8", "surrogatepass")) % (TERMS // KINDS) * KINDS + kind


def is_filler(said: str) -> bool:
    """Tell whether a folded word is one that everybody says, whatever it is about."""
    return said in _fillers()


@cache
def _fillers() -> frozenset[str]:
    """Read the words that say nothing, of all languages together."""
    data = tomllib.loads((files(__package__) / "data" / "fillers.toml").read_text("utf-8"))
    return frozenset(word for table in data.values() for word in table["words"].split())
