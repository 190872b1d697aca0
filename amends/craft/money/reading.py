"""Money as people write it: "49.90 EUR", "$40", "€ 1.234,50", "40 dollars", "CHF 1'234.-"."""

import re
from decimal import Decimal

from amends.craft.money.amount import Money
from amends.craft.money.currencies import DOLLARS, digits, named
from amends.craft.refusal import Malformed

LONGEST = 40
_WRITTEN = re.compile(
    r"(?P<before>[^\d\s.,'+-]+\.?)?\s*"
    r"(?P<number>\d[\d.,'\s]*?)"
    r"(?:[.,]-+)?\s*"
    r"(?P<after>[^\d\s.,'+-]+\.?)?",
    re.ASCII,
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3}(?:\1\d{3})*)?", re.ASCII)
_THOUSAND = 3
_ALIKE = str.maketrans({"\u2019": "'", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u00a0": " ", "\u202f": " "})


def parse(text: str, *, currency: str | None = None) -> Money:
    """Read an amount with its currency, as a code, a sign or a word, before or after the number.

    `currency` is the desk's own: a bare number is read in it, and a bare "$" too where it is a kind of dollar.
    Both ways of writing decimals are understood; three digits after a single mark are thousands, unless the currency
    has three decimal places. Raises `Malformed` (code "money", with the `text`) for everything else.
    """
    written = _WRITTEN.fullmatch(text.translate(_ALIKE).strip()) if len(text) <= LONGEST else None
    code = _currency(written["before"], written["after"], currency) if written else None
    if written is None or code is None:
        raise Malformed("money", text=text[:LONGEST])
    number = _number(written["number"], digits(code))
    if number is None:
        raise Malformed("money", text=text[:LONGEST])
    return Money(number, code)


def _currency(before: str | None, after: str | None, usual: str | None) -> str | None:
    """Choose the one currency that the words around the number agree on."""
    words = [word for word in (before, after) if word]
    if not words:
        return usual
    codes = [named(word) for word in words]
    if words[0] == "$" and (codes[-1] if len(codes) > 1 else usual) in DOLLARS:
        return codes[-1] if len(codes) > 1 else usual
    return codes[0] if len(set(codes)) == 1 else None


def _number(written: str, places: int) -> Decimal | None:
    """Read the digits and marks of a number that may have so many decimal places; none when they make no sense."""
    whole, mark, fraction = _split(written.strip(), places)
    if not _GROUPED.fullmatch(whole) and not (whole.isascii() and whole.isdigit()):
        return None
    if mark and (mark in whole or not fraction.isdigit() or len(fraction) > places):
        return None
    return Decimal(re.sub(r"\D", "", whole) + (f".{fraction}" if fraction else ""))


def _split(written: str, places: int) -> tuple[str, str, str]:
    """Part a number at its decimal mark, which is the last mark unless that one only parts thousands."""
    at = max(written.rfind("."), written.rfind(","))
    if at < 0:
        return written, "", ""
    whole, mark, fraction = written[:at], written[at], written[at + 1 :]
    other_marks = {*whole} & {".", ",", "'", " "}
    thousands = len(fraction) == _THOUSAND and (mark in other_marks or (not other_marks and places != _THOUSAND))
    return (written, "", "") if thousands else (whole, mark, fraction)
