"""Where the mail that is answered begins in a text: its marked lines, and the line below which nothing is one's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from amends.craft.mail.attributions import attribution, is_tail, may_end
from amends.craft.mail.packaged import packaged, phrases

_MOST_LINES: Final = 5_000
_LONGEST_LINE: Final = 300
_MOST_BLOCK: Final = 14  # lines of a header block
_EDGE: Final = " \t*_>\xa0\u200e\u200f\u2068\u2069"
_RULE: Final = re.compile(r"[ \t>]*[-_=*—–]{3,}[ \t]*")
_DASHES: Final = "-_=*—–"
_MOST_WRAPS: Final = 2  # lines in a row that an address of a header block runs over
_LEAST_LABELS: Final = 3
_COLON: Final = re.compile("[:：]")
_WRAPPED: Final = re.compile(r"q(?=oq)")
_WRAP_WIDTH: Final = 66


@dataclass(frozen=True, slots=True)
class Marked:
    """A text line by line; `marks` has a letter for each line before `cut`: o(wn), q(uoted) or b(lank)."""

    lines: tuple[str, ...]
    marks: str
    cut: int  # from this line on, everything belongs to the mail that is answered


def mark(text: str) -> Marked:
    """Mark the lines of `text`; only its first lines and the beginnings of long ones are looked at."""
    lines = tuple(text.split("\n"))
    seen = [line[:_LONGEST_LINE] for line in lines[:_MOST_LINES]]
    marks = list(_with_wraps(seen, "".join([_letter(line) for line in seen])))
    for at, line in enumerate(seen):
        if marks[at] != "o":
            continue
        cut = _cut_at(seen, at, line)
        if cut is None and may_end(line):
            cut = _attributed(seen, marks, at)
        if cut is not None:
            return Marked(lines, "".join(marks[:cut]), cut)
    rest = "o" * (len(lines) - len(marks))
    return Marked(lines, "".join(marks) + rest, len(lines))


def _letter(line: str) -> str:
    line = line.strip()
    if not line:
        return "b"
    return "q" if line[0] == ">" and not (line[-1] in ":：" and is_tail(line)) else "o"


def _with_wraps(lines: Sequence[str], marks: str) -> str:
    """Mark as quoted what a careless mail program wrapped: one line between quoted ones, in the midst of a sentence."""
    for match in _WRAPPED.finditer(marks):
        above = lines[match.start()].rstrip()
        if len(above) >= _WRAP_WIDTH and above[-1] not in ".!?:":
            marks = f"{marks[: match.start() + 1]}q{marks[match.start() + 2 :]}"
    return marks


def _cut_at(lines: Sequence[str], at: int, line: str) -> int | None:
    """Give the top of the unmarked quotation that begins at line `at`, if one does."""
    if (":" in line or "：" in line) and _label(line):
        return _with_rule(lines, at) if _is_header_block(lines, at) else None
    bare = line.strip()
    fenced = bare[:1] in _DASHES and bare[-1:] in _DASHES
    if not bare or not (fenced or bare[-1] == ":"):
        return None
    return at if bare.strip(f"{_DASHES}{_EDGE}:").casefold() in _separators() else None


def _attributed(lines: Sequence[str], marks: list[str], end: int) -> int | None:
    """Mark an attribution above marked lines as quoted; give its first line where the quotation isn't marked."""
    following = next((letter for letter in marks[end + 1 :] if letter != "b"), "")
    first = attribution(lines, end, quoted_next=following == "q")
    if first is None or "q" in marks[first:end]:
        return None
    if following != "q":
        return first
    marks[first : end + 1] = ["q"] * (end + 1 - first)
    return None


def _is_header_block(lines: Sequence[str], at: int) -> bool:
    """Tell whether the lines from `at` on are From, Sent, To, Subject as a mail program writes them.

    People write lists of this form too ("From: Berlin, To: Munich, Date: 3 May"), hence the address or the subject.
    """
    kinds: set[str] = set()
    other = 0
    block = lines[at : at + _MOST_BLOCK]
    for number, line in enumerate(block):
        kind = _label(line)
        if kind:
            kinds.add(kind)
            other = 0
        elif line.strip():
            other += 1
        elif number + 1 == len(block) or not _label(block[number + 1]):
            break
        if other > _MOST_WRAPS:
            break
    mailed = "subject" in kinds or "sent" in kinds or any("@" in line for line in block[:4])
    return "from" in kinds and len(kinds) >= _LEAST_LABELS and mailed


def _with_rule(lines: Sequence[str], at: int) -> int:
    """Take the ruled line above a header block with it."""
    above = at - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and _RULE.fullmatch(lines[above]) else at


def _label(line: str) -> str | None:
    colon = _COLON.search(line, 0, 40)
    return _labels().get(line[: colon.start()].strip(_EDGE).casefold()) if colon else None


@cache
def _labels() -> dict[str, str]:
    return {word.casefold(): kind for kind, words in packaged("quotes")["labels"].items() for word in words}


@cache
def _separators() -> frozenset[str]:
    return frozenset(phrases("quotes", "separators"))
