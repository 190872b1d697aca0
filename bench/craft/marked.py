"""Texts with «words» or «kind|words» marked in them, and how well places found agree with places marked."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_MARK = re.compile(r"«(?:(\w+)\|)?([^«»]*)»")
_AGREE = 0.5


class Place(NamedTuple):
    """A stretch of a text: its kind ("" where there is only one), its first code point, and the one behind it."""

    kind: str
    start: int
    end: int


class Marked(NamedTuple):
    """A text without its marks, the places that were marked, and its language."""

    text: str
    places: tuple[Place, ...]
    language: str


def unmarked(text: str, language: str = "en") -> Marked:
    """Take the marks out of a text."""
    plain, places, at = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        places.append(Place(mark[1] or "", len(plain), len(plain) + len(mark[2])))
        plain += mark[2]
        at = mark.end()
    return Marked(plain + text[at:], tuple(places), language)


def read(name: str) -> tuple[Marked, ...]:
    """Read the texts of a file beside this module, language by language."""
    table = tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return tuple(unmarked(text, language) for language, texts in table.items() for text in texts)


def overlap(one: Place, other: Place) -> float:
    """Give what two places share of what both cover, from 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start) or 1)


def agreeing(found: Iterable[Place], marked: Sequence[Place], *, least: float = _AGREE) -> int:
    """Count the places found that agree with a marked one of the same kind, each of which counts once."""
    left = list(marked)
    for place in found:
        alike = [other for other in left if other.kind == place.kind and overlap(place, other) >= least]
        if alike:
            left.remove(max(alike, key=lambda other: overlap(place, other)))
    return len(marked) - len(left)
