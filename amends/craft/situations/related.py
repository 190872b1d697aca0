"""Words that mean nearly the same: a text is found by them too, where nobody taught its own words."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from amends.craft.situations.terms import Term, spoken, word_number

_PER_CENT: Final = 100


@dataclass(frozen=True, slots=True)
class Related:
    """A word that a text might have said: its term, standing where the word is that was said, and how near they are.

    `said` is the number of the word that was said.
    """

    term: Term
    said: int
    nearness: float


def related(text: str) -> tuple[Related, ...]:
    """Give each word that is near to one of the text's own, once, with the nearest place; nearness is from 0 to 1."""
    found: dict[int, Related] = {}
    for word in spoken(text):
        if word.filler:
            continue
        for number, nearness in _near(word.stem):
            if number not in found or nearness > found[number].nearness:
                found[number] = Related(Term(number, word.start, word.end), word_number(word.stem), nearness)
    return tuple(found.values())


@lru_cache(maxsize=4096)
def _near(stem: str) -> tuple[tuple[int, float], ...]:
    """Give the numbers of the words near a stem, nearest first."""
    pairs = (pair.partition(":") for pair in _line(stem.encode("utf-8", "surrogatepass")).decode().split())
    return tuple((word_number(other), int(nearness) / _PER_CENT) for other, _, nearness in pairs)


def _line(stem: bytes) -> bytes:
    """Find what stands behind a stem in the table, by halves; nothing where it isn't there."""
    table, key = _table(), stem + b" "
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        end = table.index(b"\n", start)
        if table.startswith(key, start):
            return table[start + len(key) : end]
        low, high = (end + 1, high) if table[start:end] < key else (low, start)
    return b""


@cache
def _table() -> bytes:
    """Read the table: a line a stem, in the order of bytes, with the stems near it and how near (per cent)."""
    return (files(__package__) / "data" / "related.txt").read_bytes()
