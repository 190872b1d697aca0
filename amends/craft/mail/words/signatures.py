"""The signature under somebody's own words: what a mail program or a person puts under every mail."""

import re
from collections.abc import Sequence
from typing import Final

from amends.craft.mail.words.card_lines import is_prose, may_be_on_a_card, reaches
from amends.craft.mail.words.footers import above_footers, is_footer, speaks_of_oneself
from amends.craft.mail.words.letter_ends import closes_alone, closes_with_name, is_closing, is_strong_closing
from amends.craft.mail.words.names import holds_whole_name, is_name, is_name_of
from amends.craft.text import is_greeting

__all__ = ["is_footer", "signature_start"]

_WINDOW: Final = 40  # lines from the end, blank ones among them
_MOST_LINES: Final = 12  # of a card
_MOST_ROUNDS: Final = 3  # a name above the mark of dashes, closing words above the name
_MARK: Final = re.compile(r"(?:--[ \t]?|[—–]{1,30}|_{2,60}|-{8,60})[ \t]*")
_SPEAKS: Final = re.compile(
    r"\b(?:I(?!\.)|I'm|I've|ich|Ich|je|Je|J'ai|yo|ik|Ik|jag|Jag|jeg|Jeg|я|Я)\b"
)  # of oneself, as a subject
_MARKS: Final = frozenset("-–—_")
_ASKS: Final = ("?", "!", "？", "！")
_ENDED: Final = (".", "!", "?", ")", "。", "！", "？", "…")


def signature_start(lines: Sequence[str], name: str = "", *, below: bool = False) -> int | None:
    """Give the line at which the signature of `name` begins (its mark, if it has one), or None if there is none.

    Closing words belong to it where a name or a card stands below them. What stands `below` a quotation may be nothing
    but a signature; elsewhere something must have been said above it.
    """
    end = _last_said(lines, len(lines))
    start = above_footers(lines, end)
    start = _dashed(lines, start, below=below)
    for number in range(_MOST_ROUNDS):
        above = _card_start(lines, _last_said(lines, start), name, below=below, again=number > 0)
        if above is None:
            break
        start = above
    if start == end or not (
        below or _is_anything(lines[:start]) or is_footer(lines[start]) or _MARK.fullmatch(lines[start])
    ):
        return None
    return _with_closing(lines, start, below=below)


def _dashed(lines: Sequence[str], last: int, *, below: bool) -> int:
    """Give the line of the mark that mail programs put above a signature (RFC 3676, 4.3), however long that is.

    Below a quotation it may have lost its blank; nobody speaks of themselves there, or asks.
    """
    window = lines[max(0, last - _WINDOW) : last]
    if "-- " not in window and not (below and "--" in window):
        return last
    at = max(number for number, line in enumerate(window) if line == "-- " or (below and line == "--"))
    rest = [line for line in window[at + 1 :] if line.strip()]
    if not rest or any(line.rstrip().endswith(_ASKS) for line in rest) or speaks_of_oneself(" ".join(rest)):
        return last
    return last - len(window) + at


def _card_start(lines: Sequence[str], last: int, name: str, *, below: bool, again: bool) -> int | None:
    """Give the line at which the card that ends at line `last` begins: its mark, its closing words or its name.

    Looked for from the end upwards, for as long as all that was passed could stand on a card; above what has been found
    before, prose ends it.
    """
    found: int | None = None
    said, prose = 0, False
    for at in range(last - 1, max(-1, last - _WINDOW), -1):
        line = lines[at]
        if not line.strip():
            continue
        if line[0] in _MARKS and at + 1 < last and _MARK.fullmatch(line):
            return None if _SPEAKS.search(" ".join(lines[at + 1 : last])) else at
        if not prose and _begins(lines, at, last, name, below=below):
            found = at
        said += 1
        if said > _MOST_LINES or not may_be_on_a_card(line):
            break
        prose = prose or is_prose(line)
        if again and prose:
            break
    return found


def _last_said(lines: Sequence[str], last: int) -> int:
    while last and not lines[last - 1].strip():
        last -= 1
    return last


def _begins(lines: Sequence[str], at: int, last: int, name: str, *, below: bool) -> bool:
    """Tell whether a name or closing words at line `at` begin a signature; what stands below could be a card."""
    line, rest = lines[at], lines[at + 1 : last]
    if name and is_name_of(line, name) and _stands_apart(lines, at, name):
        return True
    closing = is_closing(line)
    if not closing and not closes_with_name(line, name):
        return False
    if not below and not _is_said_above(lines, at):
        return False
    return not closing or _is_signed(line, rest, name)


def _is_signed(closing: str, rest: Sequence[str], name: str) -> bool:
    """Tell whether a name or a card stands below closing words, or they can be nothing else."""
    said = [line for line in rest if line.strip() and not is_closing(line)]
    if not said:
        return closes_alone(closing)
    strong = is_strong_closing(closing)
    return (
        strong or is_name(said[0]) or is_name_of(said[0], name) or (len(said) == 1 and said[0].strip(" ,.").isalpha())
    )


def _stands_apart(lines: Sequence[str], at: int, name: str) -> bool:
    """Tell a name that signs from one in the text: nothing leads up to it, and something has been said above.

    A whole name with a way to reach its owner below may follow a line that has no full stop.
    """
    above = next((line.strip() for line in reversed(lines[max(0, at - _WINDOW) : at]) if line.strip()), "")
    if not above or above.endswith((":", "：")) or not _is_said_above(lines, at):
        return False
    if not lines[at - 1].strip() or above.endswith(_ENDED) or is_closing(above):
        return True
    return holds_whole_name(lines[at], name) and reaches(lines[at + 1 :])


def _is_anything(lines: Sequence[str]) -> bool:
    return any(line.strip() for line in lines)


def _is_said_above(lines: Sequence[str], at: int) -> bool:
    return any(line.strip() and not is_greeting(line) for line in lines[:at])


def _with_closing(lines: Sequence[str], start: int, *, below: bool) -> int:
    """Take the closing words right above a signature with it."""
    above = _last_said(lines, start)
    near = above and start - above <= 1 and is_closing(lines[above - 1])
    return above - 1 if near and (below or _is_said_above(lines, above - 1)) else start
