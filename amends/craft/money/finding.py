"""Amounts of money inside a text, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amends.craft.money.amount import Money
from amends.craft.money.reading import parse
from amends.craft.refusal import Malformed

_WORD = r"[^\W\d_]{1,10}\.?|[€$£¥₹₺₽₩]"
_NUMBER = r"\d[\d.,' \u2019\u00a0\u202f]{0,18}\d|\d"
_GAP = "[ \u00a0\u202f]?"
_PLACE = re.compile(
    rf"(?:(?P<before>{_WORD}){_GAP})?(?<![\w.,])(?P<number>{_NUMBER})(?:[.,]-+)?(?:{_GAP}(?P<after>{_WORD}))?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An amount and where it stands, in code points."""

    start: int
    end: int
    money: Money


def find(text: str) -> tuple[Found, ...]:
    """Give the amounts with a currency in a text, in their order; a bare number is none."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Found]:
    """Try the word before a number, then the one after it: one of them has to name a currency."""
    for place in _PLACE.finditer(text):
        start, end = place.span("number")
        if place["before"] and (money := _read(f"{place['before']} {place['number']}")):
            yield Found(place.start("before"), end, money)
        elif place["after"] and (money := _read(f"{place['number']} {place['after']}")):
            yield Found(start, place.end("after"), money)


def _read(text: str) -> Money | None:
    try:
        return parse(text)
    except Malformed:
        return None
