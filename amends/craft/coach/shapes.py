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
_NOUNS_ARE_CAPITALISED: Final = frozenset({"de"})


def shapes(text: str, folded: str, language: str) -> Iterator[Hit]:
    """Give the times, amounts, bare prices, years and links of a text, and the names in it where capitals show them."""
    for found in _FIGURES.finditer(folded):
        yield Hit(found.lastgroup or "", found.start(), found.end())
    if language not in _NOUNS_ARE_CAPITALISED:
        for name in _NAMES.finditer(text):
            yield Hit("named", name.start(), name.end())
