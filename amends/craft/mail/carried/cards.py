"""Whom a vCard names: versions 2.1, 3.0 and 4.0 as phones, Outlook and address books write them."""

import re
from typing import Final

from amends.craft.mail.carried.content_lines import Line, content_lines
from amends.craft.mail.mail import Card
from amends.craft.mail.wire.charsets import decode
from amends.craft.mail.wire.headers import one_line

CARDS: Final = frozenset({"text/vcard", "text/x-vcard", "application/vcard", "application/x-vcard", "text/directory"})
_LONGEST: Final = 1024 * 1024  # bytes that are looked at
_MOST: Final = 50
_MOST_EACH: Final = 20  # phones, and addresses
_PARTS: Final = re.compile(r"(?<!\\);")
_SCHEME: Final = re.compile(r"^\s*(?:tel|mailto|sip):", re.IGNORECASE)


def read_cards(data: bytes, *, charset: str = "") -> tuple[Card, ...]:
    """Give the cards of a file in order; those that name nobody and no way to reach them are left out."""
    cards: list[Card] = []
    lines: list[Line] = []
    for line in content_lines(decode(data[:_LONGEST], charset)[0]):
        if line.name == "BEGIN":
            lines = []
        elif line.name == "END" and line.value.strip().upper() == "VCARD":
            card = _card(lines)
            cards += [card] if any((card.name, card.organisation, card.phones, card.addresses)) else []
            lines = []
        else:
            lines.append(line)
        if len(cards) == _MOST:
            break
    return tuple(cards)


def _card(lines: list[Line]) -> Card:
    return Card(
        name=_first(lines, "FN") or _name(lines) or _first(lines, "NICKNAME"),
        organisation=", ".join(_parts(lines, "ORG")),
        phones=_each([line for line in lines if not _is_fax(line)], "TEL"),
        addresses=tuple(value for value in _each(lines, "EMAIL") if "@" in value),
    )


def _first(lines: list[Line], name: str) -> str:
    return next((said for line in lines if line.name == name and (said := _said(line.text))), "")


def _name(lines: list[Line]) -> str:
    """Put the parts of a name, which come as family; given; further; before; after, as they are spoken."""
    family, given, further, before, after = (_parts(lines, "N", keep=True) + [""] * 5)[:5]
    return " ".join(part for part in (before, given, further, family, after) if part)


def _parts(lines: list[Line], name: str, *, keep: bool = False) -> list[str]:
    line = next((line for line in lines if line.name == name), None)
    if line is None:
        return []
    quoted = "QUOTED" in line.written.upper()
    parts = [_said(part) for part in line.text.split(";")] if quoted else _escaped_parts(line)
    return parts if keep else [part for part in parts if part]


def _escaped_parts(line: Line) -> list[str]:
    return [_said(Line(line.name, line.written, part).text) for part in _PARTS.split(line.value)[:20]]


def _each(lines: list[Line], name: str) -> tuple[str, ...]:
    values = (_said(_SCHEME.sub("", line.text)) for line in lines if line.name == name)
    return tuple(dict.fromkeys(value for value in values if value))[:_MOST_EACH]


def _is_fax(line: Line) -> bool:
    """Tell a number that nobody answers from one that is also for voices."""
    kinds = line.written.upper()
    return line.name == "TEL" and "FAX" in kinds and "VOICE" not in kinds


def _said(text: str) -> str:
    return one_line(text)[:300].strip()
