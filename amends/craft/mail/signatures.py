"""The signature under somebody's own words: what a mail program or a person puts under every mail."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from amends.craft.mail.packaged import phrases
from amends.craft.text import is_sign_off

_WINDOW: Final = 40  # lines from the end, blank ones among them
_MOST_LINES: Final = 12
_LONGEST_LINE: Final = 100
_LONGEST_FOOTER: Final = 70
_MARK: Final = re.compile(r"(?:--[ \t]?|[—–]{1,30}|_{2,60}|-{8,60})[ \t]*")
_GOES_ON: Final = re.compile(r"[.!?,;]\s*$|[.!?;]\s|,\s+[^\W\d]+\s")
_LIST_ITEM: Final = re.compile(r"\s*(?:[-*•]|\d+[.)])\s")


def signature_start(lines: Sequence[str], name: str = "") -> int | None:
    """Give the line at which the signature of `name` begins (its mark, if it has one), or None if there is none."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    for at in range(max(0, last - _WINDOW), last):
        line = lines[at]
        if _MARK.fullmatch(line) and at + 1 < last and _looks_like_one(lines[at + 1 : last]):
            return at
        if is_footer(line) and not any(rest.strip() for rest in lines[at + 1 : last] if not is_footer(rest)):
            return at
        if name and _is_named(lines, at, name) and _looks_like_one(lines[at:last]):
            return at
    return None


def is_footer(line: str) -> bool:
    """Tell whether `line` is what a phone writes under a mail, such as "Sent from my iPhone"."""
    folded = line.strip(" \t*_>\xa0").casefold().replace("’", "'")
    if not 0 < len(folded) <= _LONGEST_FOOTER or not folded.startswith(_footers()):
        return False
    return not _GOES_ON.search(folded.partition("<")[0])


def _looks_like_one(lines: Sequence[str]) -> bool:
    """Tell short lines of a card from a list or from prose that merely follows a line of dashes."""
    said = [line for line in lines if line.strip()]
    if len(said) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in said):
        return False
    return not any(_LIST_ITEM.match(line) or line.rstrip().endswith(("?", "!")) for line in said)


def _is_named(lines: Sequence[str], at: int, name: str) -> bool:
    """Tell a name that signs from one in the text: nothing leads up to it but a blank line or a sign-off."""
    if lines[at].strip(" \t*_,").casefold() != name.strip().casefold():
        return False
    above = next((line.strip() for line in reversed(lines[:at]) if line.strip()), "")
    alone = not lines[at - 1].strip() or is_sign_off(lines[at - 1])
    return bool(above) and alone and not above.endswith(":")


@cache
def _footers() -> tuple[str, ...]:
    return phrases("signatures", "footers")
