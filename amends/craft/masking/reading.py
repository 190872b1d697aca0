"""Where personal details stand in a text: names, ways to reach somebody, numbers that lead to somebody, streets."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from amends.craft.listening.facts import facts
from amends.craft.text import fold, is_greeting, is_sign_off, sentences

_KINDS: Final = {
    "email": "email",
    "url": "link",
    "phone": "phone",
    "iban": "account",
    "order": "number",
    "invoice": "number",
    "customer": "number",
    "tracking": "number",
    "reference": "number",
}
"""How the facts that lead to a person are called in their place; days, times and amounts stay, words need them."""
_LONG_NUMBER: Final = re.compile(
    r"(?<![\w.,])(?=[\w/-]*\d[\w/-]*\d[\w/-]*\d[\w/-]*\d[\w/-]*\d)[A-Za-z0-9][\w/-]{3,40}\w"
)
_CARD: Final = re.compile(r"\b\d(?:[ -]?\d){11,18}\b")
_STREET: Final = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:[A-Z][\w'-]{1,30} ){1,4}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Way|Place|Pl|Square|Sq|Boulevard|Blvd|Terrace|Crescent)\b\.?"
    r"|\b[A-ZÄÖÜ][\w-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer) \d{1,4} ?[a-z]?\b"
    r"|\b(?:Calle|Avenida|Avda\.|Plaza|Rue|Via) (?:[\w'-]{1,30} ){0,3}[A-ZÁÉÍÓÚ][\w'-]{1,30},? (?:n\.º )?\d{1,4}\b"
)
_POSTCODE: Final = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b\d{5}(?:-\d{4})? [A-ZÄÖÜ][a-zäöüß]{2,30}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b"
)
_TITLED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Herr|Herrn|Frau|Señora|Señor|Sr|Sra)\.? "
    r"((?:[A-ZÄÖÜÁÉÍÓÚÑ][\w'’-]{1,30} ?){1,3})"
)
_TOLD: Final = re.compile(
    r"\b(?i:my name is|i am called|this is|mein name ist|ich heiße|me llamo|mi nombre es) "
    r"((?:[A-ZÄÖÜÁÉÍÓÚÑ][\w'’-]{1,30} ?){1,3})"
)
_NAME_LINE: Final = re.compile(r"[ \t]*((?:[A-ZÄÖÜÁÉÍÓÚÑ][\w.'’-]{0,30} ?){1,4})[ \t.,!]*$")
_NAMED: Final = re.compile(r"[A-ZÄÖÜÁÉÍÓÚÑ][\w'’-]*(?: [A-ZÄÖÜÁÉÍÓÚÑ][\w'’-]*)*")
_BELOW: Final = 3  # lines under a sign-off in which a name may stand
_SHORTEST_PART: Final = 2

UNFILLED: Final = re.compile(r"\[(?:name|email|phone|link|account|number|street|place) \d{1,4}\]")
"""A place left by masking; one that stands in a text nobody masked is a gap."""


class Detail(NamedTuple):
    """A personal detail: what kind, and where it stands."""

    kind: str
    start: int
    end: int


def details(text: str, names: Iterable[str]) -> list[Detail]:
    """Find the details in a text, in order and without overlap; `names` are those that the desk knows already.

    Of two that overlap the one found first counts: addresses and numbers before names.
    """
    found: list[Detail] = []
    taken = bytearray(len(text))
    for detail in _all(text, names):
        if not any(taken[detail.start : detail.end]) and detail.end > detail.start:
            taken[detail.start : detail.end] = b"\1" * (detail.end - detail.start)
            found.append(detail)
    return sorted(found, key=lambda detail: detail.start)


def _all(text: str, names: Iterable[str]) -> Iterator[Detail]:
    yield from (Detail("gap", *gap.span()) for gap in UNFILLED.finditer(text))
    for fact in facts(text, fold(text), sentences(text)):
        if fact.kind in _KINDS:
            yield Detail(_KINDS[fact.kind], fact.start, fact.end)
    for kind, pattern in (("account", _CARD), ("street", _STREET), ("place", _POSTCODE), ("number", _LONG_NUMBER)):
        yield from (Detail(kind, *found.span()) for found in pattern.finditer(text))
    for name in sorted({*names, *_signed(text)}, key=len, reverse=True):
        yield from _places_of(text, name)


def _places_of(text: str, name: str) -> Iterator[Detail]:
    """Yield where a name stands whole, then where a part of it stands."""
    parts = [part.strip(".,") for part in name.split() if len(part.strip(".,")) >= _SHORTEST_PART]
    for said in (" ".join(name.split()), *parts):
        if said:
            pattern = rf"(?<!\w){re.escape(said)}(?=\b|['’]s\b|$)(?!\w)"
            yield from (Detail("name", *found.span()) for found in re.finditer(pattern, text, re.IGNORECASE))


def _signed(text: str) -> Iterator[str]:
    """Yield the names that the text itself gives away: greeted, titled, told, or under a sign-off."""
    for pattern in (_TITLED, _TOLD):
        yield from (found[1].strip() for found in pattern.finditer(text))
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if is_greeting(line):
            yield from (named[0] for named in list(_NAMED.finditer(line.partition(" ")[2])))
        elif is_sign_off(line):
            yield from (
                found[1].strip() for below in lines[at + 1 : at + 1 + _BELOW] if (found := _NAME_LINE.match(below))
            )
