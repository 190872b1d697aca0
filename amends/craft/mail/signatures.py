"""The signature under somebody's own words: what a mail program or a person puts under every mail."""

import re
from collections.abc import Sequence
from typing import Final

from amends.craft.mail.footers import above_footers, is_footer
from amends.craft.mail.letter_ends import (
    closes_with_name,
    is_closing,
    is_name,
    is_name_of,
    is_prose,
    is_strong_closing,
    reads_like_a_card,
)

__all__ = ["is_footer", "signature_start"]

_WINDOW: Final = 40  # lines from the end, blank ones among them
_MOST_ROUNDS: Final = 3  # a name above the mark of dashes, closing words above the name
_MARK: Final = re.compile(r"(?:--[ \t]?|[—–]{1,30}|_{2,60}|-{8,60})[ \t]*")
_ENDED: Final = (".", "!", "?", ")", "。", "！", "？", "…")


def signature_start(lines: Sequence[str], name: str = "", *, below: bool = False) -> int | None:
    """Give the line at which the signature of `name` begins (its mark, if it has one), or None if there is none.

    Closing words belong to it where a name or a card stands below them. What stands `below` a quotation may be nothing
    but a signature; elsewhere something must have been said above it.
    """
    end = _last_said(lines, len(lines))
    start = above_footers(lines, end)
    for _ in range(_MOST_ROUNDS):
        last = _last_said(lines, start)
        above = next(
            (at for at in range(max(0, last - _WINDOW), last) if _begins(lines, at, last, name, below=below)), None
        )
        if above is None:
            break
        start = above
    return _with_closing(lines, start, below=below) if start < end else None


def _last_said(lines: Sequence[str], last: int) -> int:
    while last and not lines[last - 1].strip():
        last -= 1
    return last


def _begins(lines: Sequence[str], at: int, last: int, name: str, *, below: bool) -> bool:
    """Tell whether a signature begins at line `at` and ends at line `last`."""
    line = lines[at]
    if not line.strip():
        return False
    if _MARK.fullmatch(line):
        return at + 1 < last and reads_like_a_card(lines[at + 1 : last])
    rest = lines[at + 1 : last]
    if is_name_of(line, name):
        return _stands_apart(lines, at) and _is_card(rest)
    if not below and not _is_said_above(lines, at):
        return False
    if is_closing(line):
        return _is_signed(rest, name, strong=is_strong_closing(line))
    return closes_with_name(line, name) and _is_card(rest)


def _is_signed(rest: Sequence[str], name: str, *, strong: bool) -> bool:
    """Tell whether a name or a card stands below closing words, and nothing else."""
    said = [line for line in rest if line.strip() and not is_closing(line)]
    if not said or not _is_card(rest):
        return False
    return strong or is_name(said[0]) or is_name_of(said[0], name) or len(said) == 1 == len(said[0].split())


def _is_card(lines: Sequence[str]) -> bool:
    return reads_like_a_card(lines) and not any(is_prose(line) for line in lines)


def _stands_apart(lines: Sequence[str], at: int) -> bool:
    """Tell a name that signs from one in the text: nothing leads up to it, and something has been said above."""
    above = next((line.strip() for line in reversed(lines[:at]) if line.strip()), "")
    if not above or above.endswith((":", "：")):
        return False
    return not lines[at - 1].strip() or is_closing(above) or above.endswith(_ENDED)


def _is_said_above(lines: Sequence[str], at: int) -> bool:
    return any(line.strip() for line in lines[:at])


def _with_closing(lines: Sequence[str], start: int, *, below: bool) -> int:
    """Take the closing words right above a signature with it."""
    above = _last_said(lines, start)
    near = above and start - above <= 1 and is_closing(lines[above - 1])
    return above - 1 if near and (below or _is_said_above(lines, above - 1)) else start
