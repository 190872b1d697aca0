"""Where the mail that is answered begins in a text: its marked lines, and the line below which nothing is one's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.packaged import phrases
from amends.craft.mail.words.attributions import attribution, attribution_ends, holds_own_words, is_tail, may_end
from amends.craft.mail.words.footers import is_footer
from amends.craft.mail.words.head_blocks import EDGE, is_head, label
from amends.craft.mail.words.html_quotes import Sign

_MOST_LINES: Final = 5_000
_MOST_HELD: Final = 50_000  # lines that are held one by one; what follows is one long line that nobody looks at
_LONGEST_LINE: Final = 300
RULE: Final = re.compile(r"[ \t>]*[-_=*—–‐‑‒―─━]{3,}[ \t]*")
DASHES: Final = "-_=*—–‐‑‒―─━~"
_NOTES: Final = re.compile(
    r"[^\n]{2,60}---\d[^\n]{6,30}---|[>\s]{0,4}Message du \d|[>\s]{0,4}[-=_*]{4,40}[^-=_*]{3,60}[-=_*]{4,40}\s*$"
)
_DESK_FENCE: Final = re.compile(r"[-#=~—–_.]{2}|[—–]")
_SHORTEST_DESK_LINE: Final = 8
_LONGEST_DESK_LINE: Final = 160
_FENCES: Final = frozenset(f"{DASHES}#.")
_COLONS: Final = frozenset(":：")
_RARE: Final = ("above", "：")
_LAST_SIGNS: Final = frozenset(f"{DASHES}：>")
_INTRODUCTION: Final = re.compile(r"o[ob]{0,4}(?=q)")
_LONGEST_NOTE: Final = 8  # lines above answers that are given within the quotation
_BELOW_FOOTER: Final = 4  # lines in which an attribution follows it
_WRAPPED: Final = re.compile(r"q(?=oq)")
_AMOUNT: Final = re.compile(r">\s?[€$£]?\s?\d[^?]*$")
_ENDS: Final = frozenset(".:!?,;…")
_WRAP_WIDTH: Final = 66
_UNSEEN: Final = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_WITHOUT: Final = str.maketrans("", "", _UNSEEN)  # joiners and marks of direction
_GLUED: Final = re.compile(r"[-_=]{3,60}\s?([^-_=\n]{4,60})[-_=]{3,60}\s?(?=\S)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text line by line; `marks` has a letter for each line before `cut`: o(wn), q(uoted) or b(lank)."""

    lines: tuple[str, ...]
    marks: str
    cut: int  # from this line on, everything belongs to the mail that is answered


def mark(text: str) -> Marked:
    """Mark the lines of `text`; only its first lines and the beginnings of long ones are looked at."""
    lines = tuple(text.split("\n", _MOST_HELD))
    seen = [line[:_LONGEST_LINE] for line in lines[:_MOST_LINES]]
    if not text.isascii() and any(map(text.__contains__, _UNSEEN)):
        seen = [line.translate(_WITHOUT) for line in seen]
    bare = [line.strip() for line in seen]
    letters = "".join(["b" if not line else _letter(line) if line[0] == ">" else "o" for line in bare])
    marks = list(_with_wraps(seen, _without_amount(bare, letters)))
    for at in _telling(bare, marks, rare=[sign for sign in _RARE if sign in text]):
        if marks[at] != "o":
            continue
        cut = _cut_at(seen, at, bare[at])
        if cut is None and may_end(bare[at]):
            cut = _attributed(seen, marks, at)
        if cut is not None and _introduces(marks, cut, at, bare[at]):
            marks[cut : at + 1] = ["q"] * (at + 1 - cut)
        elif cut is not None and not _answers_below(bare[:cut]):
            return Marked(lines, "".join(marks[:cut]), cut)
    rest = "o" * (len(lines) - len(marks))
    return Marked(lines, "".join(marks) + rest, len(lines))


def is_settled(marked: Marked) -> bool:
    """Tell whether the words themselves have told where the quotation begins."""
    first = marked.marks.find("q")
    return marked.cut < len(marked.lines) or (first >= 0 and not marked.lines[first].lstrip().startswith(">"))


def with_sign(marked: Marked, sign: Sign) -> Marked:
    """Cut where HTML says that the quotation begins, or mark the line above a marked one; words must stand above."""
    at = sign.line
    if at >= marked.cut or "o" not in marked.marks[:at]:
        return marked
    if sign.rest:
        return Marked(marked.lines, marked.marks[:at], at)
    introduced = _INTRODUCTION.match(marked.marks, at)
    if not introduced:
        return marked
    quoted = introduced[0].replace("o", "q")
    return Marked(marked.lines, f"{marked.marks[:at]}{quoted}{marked.marks[introduced.end() :]}", marked.cut)


def _telling(lines: Sequence[str], marks: Sequence[str], *, rare: Sequence[str]) -> list[int]:
    """Give the lines at which something could begin or end; most lines are known by a sign or two to be none."""
    last_words = attribution_ends()
    last_signs = _ends_of_attributions()
    return [
        at
        for at, line in enumerate(lines)
        if marks[at] == "o"
        and (
            ":" in line
            or line[0] in _FENCES
            or line[-1] in _LAST_SIGNS
            or (rare and any(sign in line for sign in rare))
            or (line[-1] in last_signs and line[line.rfind(" ") + 1 :].lower() in last_words)
        )
    ]


def _letter(line: str) -> str:
    return "o" if line[-1] in _COLONS and is_tail(line) else "q"


def _without_amount(lines: Sequence[str], marks: str) -> str:
    """Mark as own the one line with a mark amid a sentence that means "more than": "it cost", "> 100 EUR", "in May"."""
    at = marks.find("oqo") + 1
    lone = at and marks.count("q") == 1 and _AMOUNT.match(lines[at]) and lines[at - 1][-1] not in _ENDS
    return marks.replace("q", "o") if lone else marks


def _with_wraps(lines: Sequence[str], marks: str) -> str:
    """Mark as quoted what a careless mail program wrapped: one line between quoted ones, in the midst of a sentence."""
    for match in _WRAPPED.finditer(marks):
        above = lines[match.start()].rstrip()
        wide = len(above) >= _WRAP_WIDTH and above[-1] not in ".!?:"
        if wide or _is_cut_in_brackets(above, lines[match.start() + 1]):
            marks = f"{marks[: match.start() + 1]}q{marks[match.start() + 2 :]}"
    return marks


def _is_cut_in_brackets(above: str, line: str) -> bool:
    """Tell whether `line` is but the end of an address that was cut: "(https://shop.example/", "orders/17)"."""
    opened = "://" in above and above.rfind("(") > above.rfind(")")
    return opened and line.rstrip().endswith(")") and " " not in line.strip()


def _cut_at(lines: Sequence[str], at: int, line: str) -> int | None:
    """Give the top of the unmarked quotation that begins at line `at`, if one does."""
    if (":" in line or "：" in line) and label(line):
        return _with_rule(lines, at) if is_head(lines, at) else None
    if line[0] in _FENCES or "above" in line:
        if is_desk_line(line.strip(EDGE)):
            return at
    elif line[-1] not in _COLONS:
        return None
    return _with_rule(lines, at) if is_separator(line) or _is_glued(line) else None


def is_desk_line(line: str) -> bool:
    """Tell whether a line is the one above which a help desk asks for the answer: "##- Type your reply … -##"."""
    if line.startswith("##-") and line.endswith("-##"):
        return True
    if not _SHORTEST_DESK_LINE < len(line) <= _LONGEST_DESK_LINE:
        return False
    said = folded(line)
    if _DESK_FENCE.match(line):
        return any(phrase in said for phrase in phrases("quotes", "above_line"))
    return said.startswith(phrases("quotes", "above_opens"))


def is_separator(line: str) -> bool:
    """Tell whether a line says that the original mail, or one that was sent on, stands below it."""
    bare = line.strip()
    fenced = bare[:1] in DASHES and bare[-1:] in DASHES
    if not bare or not (fenced or bare[-1] in ":："):
        return False
    return folded(bare.strip(f"{DASHES}{EDGE}:：")) in _separators()


def _introduces(marks: Sequence[str], top: int, at: int, line: str) -> bool:
    """Tell whether the quotation below line `at` is a marked one with something of one's own under it."""
    if "q" in marks[top:at] or not is_separator(line):
        return False
    below = "".join(marks[at + 1 :]).lstrip("b")
    return below.startswith("q") and "o" in below


def _answers_below(above: Sequence[str]) -> bool:
    """Tell whether somebody says that the answers stand in the quotation, where nothing tells them: "in red"."""
    said = [line for line in above if line]
    return len(said) <= _LONGEST_NOTE and any(map(folded("\n".join(said)).__contains__, phrases("quotes", "within")))


def _is_glued(line: str) -> bool:
    """Tell a separator on whose line the head begins, as where a program lost the breaks: "--- Original ---From: …"."""
    glued = _GLUED.match(line)
    return bool(glued and folded(glued[1].strip()) in _separators() and label(line[glued.end() :]) == "from")


def _attributed(lines: Sequence[str], marks: list[str], end: int) -> int | None:
    """Mark an attribution above marked lines as quoted; give its first line where the quotation isn't marked."""
    following = next((letter for letter in marks[end + 1 :] if letter != "b"), "")
    machine = following == "q" or _is_below_footer(lines, end)
    first = attribution(lines, end, quoted_next=machine, last=not following)
    if first is None or "q" in marks[first:end]:
        return None
    if holds_own_words(lines[first]):
        first += 1
    if following != "q":
        return first
    marks[first : end + 1] = ["q"] * (end + 1 - first)
    return None


def _is_below_footer(lines: Sequence[str], at: int) -> bool:
    """Tell whether line `at` stands below what a telephone wrote, with an address: nobody goes on there by hand."""
    above = next((line for line in reversed(lines[max(0, at - _BELOW_FOOTER) : at]) if line.strip()), "")
    return "@" in lines[at] and is_footer(above)


def _with_rule(lines: Sequence[str], at: int) -> int:
    """Take the ruled line above with a head or separator, or the one of Lotus Notes and others that says what comes."""
    above = at - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    ruled = above >= 0 and (RULE.fullmatch(lines[above]) or _NOTES.match(lines[above]))
    return above if ruled else at


@cache
def _ends_of_attributions() -> frozenset[str]:
    """Give the signs with which a line ends that ends with such a word, in small and capital letters."""
    ends = {word[-1] for word in attribution_ends()}
    return frozenset(ends | {end.upper() for end in ends})


@cache
def _separators() -> frozenset[str]:
    return frozenset(phrases("quotes", "separators"))
