"""What is known by its shape: times and amounts in figures, links, and names of two words."""

import re
from collections.abc import Iterator
from typing import Final

from amends.craft.coach.phrases import Hit

_WHOLE: Final = r"\d{1,9}(?:[.,']\d{2,3}){0,4}(?:,-)?"
_FIGURES: Final = re.compile(
    rf"(?P<amount>[$€£]\s?{_WHOLE}|(?<![\d.,]){_WHOLE}\s?(?:[$€£%]|(?:eur|usd|gbp|chf)\b))"
    r"|(?<![\d.,/:])(?P<time>\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}:\d{2}(?!\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d{2})?(?!\d)|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])"
    r"|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}(?:\.\d{2})?\s?(?:am|pm|a\.m|p\.m|uhr|h)\b)"
    r"|(?<![\w.,/:-])(?P<year>(?:1[5-9]|20)\d\d(?![\w-]|[.,:/]\d))"
    r"|(?<![\d.,/:])(?P<price>\d{1,6}[.,]\d{2})(?![\d.:])"
    r"|(?P<link>https?://|www\.|\w@\w)"
)
_NAMES: Final = re.compile(r"\b[A-Z][a-zà-ÿ'’-]{1,20}(?: (?:[A-Z]\. )?[A-Z][a-zà-ÿ'’-]{1,20})+")
_PLACES: Final = re.compile(
    r"\b(?:in|near|from|outside|at|to|via) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+ber\b)"
    r"[A-Z][a-z]{3,20}"
)
_NOUNS_ARE_CAPITALISED: Final = frozenset({"de"})


def shapes(text: str, folded: str, language: str) -> Iterator[Hit]:
    """Give the times, amounts, bare prices, years and links, and the names and places that capitals show."""
    for found in _FIGURES.finditer(folded):
        yield Hit(found.lastgroup or "", found.start(), found.end())
    if language in _NOUNS_ARE_CAPITALISED:
        return
    for key, form in (("named", _NAMES), ("place", _PLACES)):
        for found in form.finditer(text):
            yield Hit(key, found.start(), found.end())
