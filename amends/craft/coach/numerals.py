"""Times and amounts written in figures: "14:30", "3.3.2026", "€ 49.90", "20 %"."""

import re
from collections.abc import Iterator
from typing import Final

from amends.craft.coach.phrases import Hit

_WHOLE: Final = r"\d{1,9}(?:[.,']\d{2,3}){0,4}(?:,-)?"
_FORMS: Final = re.compile(
    rf"(?P<amount>[$€£]\s?{_WHOLE}|(?<![\d.,]){_WHOLE}\s?(?:[$€£%]|(?:eur|usd|gbp|chf)\b))"
    r"|(?<![\d.,/:])(?P<time>\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}:\d{2}(?!\d)|(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d{2})?(?!\d)|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])"
    r"|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}(?:\.\d{2})?\s?(?:am|pm|a\.m|p\.m|uhr|h)\b)"
    r"|(?<![\d.,/:])(?P<price>\d{1,6}[.,]\d{2})(?![\d.:])"
)


def numerals(folded: str) -> Iterator[Hit]:
    """Give the times, the amounts, and the prices without a currency, of a folded text."""
    for found in _FORMS.finditer(folded):
        yield Hit(found.lastgroup or "", found.start(), found.end())
