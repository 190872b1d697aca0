"""Very long HTML cut into stretches, so that the tree of all its elements never stands in memory at once."""

import re
from collections.abc import Iterator
from typing import Final

_MOST_TAGS: Final = 4_000  # in one stretch; more than nearly every mail has
_TAGS: Final = re.compile(r"(?:[^<]*+<){4000}")
_ENDS: Final = {"script": "</script", "style": "</style", "!--": "-->"}
_BEGIN: Final = re.compile(r"<(script\b|style\b|!--)")
_TABLE: Final = re.compile(r"<(/?)table\b", re.IGNORECASE)


def stretches(html: str) -> Iterator[str]:
    """Give `html` whole, or where it has very many tags in pieces that each can be read by themselves.

    No script, style or comment is cut through: they are left out. A piece that begins within a table says so.
    """
    if html.count("<") <= _MOST_TAGS:
        yield html
        return
    html = _shown(html)
    at, tables = 0, 0
    while at < len(html):
        found = _TAGS.match(html, at)
        end = found.end() - 1 if found else len(html)
        end = end if end > at else len(html)
        piece = html[at:end]
        yield "<table>" + piece if tables > 0 else piece
        tables += sum(-1 if tag[1] else 1 for tag in _TABLE.finditer(piece))
        at = end


def _shown(html: str) -> str:
    """Leave out scripts, styles and comments; one that never ends takes the rest with it, as it does in a browser."""
    lower = html.lower()
    if len(lower) != len(html):  # some capitals have small letters of another length
        return html
    pieces: list[str] = []
    at = 0
    while begin := _BEGIN.search(lower, at):
        pieces.append(html[at : begin.start()])
        at = lower.find(_ENDS[begin[1]], begin.end())
        if at < 0:
            return "".join(pieces)
    return "".join([*pieces, html[at:]])
