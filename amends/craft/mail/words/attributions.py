"""The line above a quotation: "On Monday at 10:12, Ben wrote:", in any of the usual languages, on up to four lines."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.packaged import phrases

_MOST_LINES: Final = 4
_LONGEST: Final = 400  # code points over all its lines
_EDGE: Final = " \t*-_=\xa0\u200e\u200f"
_COLONS: Final = (":", "：")
_ENDS: Final = (*_COLONS, ">")
_TIME: Final = re.compile(r"\d{1,2}[:.h]\d{2}|\d{1,2}\s?[ap]\.?m\b|\d[时時시]")
_DAY: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[12]\d{3}[年년.-]"
    r"|\b[^\W\d]{2,12}[.,]?\s+\d{1,2}\b|\b\d{1,2}\.?\s+[^\W\d]{2,12}"
)
_ADDRESS: Final = re.compile(r"(?:[<(\[]|&lt;|mailto:)\s?[^\s<>\"@]{1,80}@[^\s<>\"@]{2,80}")
_ADDRESS_LAST: Final = re.compile(r"@[^\s<>@]{2,80}\s?>*\s*[:：]$")
_DATED_LAST: Final = re.compile(r"<[^\s<>@]{1,80}@[^\s<>@]{2,80}>[^<>@]{0,20}\d{4}[^<>@]{0,40}[:：]$")
_DATED_ADDRESS: Final = re.compile(r"\d{4}[/-]\d{1,2}[/-]\d{1,2}\s.{0,120}<[^\s<>@]{1,80}@[^\s<>@]{2,80}>")
_TIME_AND_NAME: Final = re.compile(r"[^<>@]{2,60}?\d[:.]\d{2}(?:[^<>@,]{0,12},\s*\S|[^<>@]{0,72}[<@])")
_MOST_OPENINGS: Final = 4  # words in a line that may open an attribution
_LONGEST_DATE: Final = 40  # code points of a date alone on its line
_OPENED_DATE: Final = re.compile(r"\d{2}[.,]?$")
_DATE_FIRST: Final = re.compile(r"\W{0,3}(?:[^\W\d]{1,12}[.,]{0,2}\s+)?\d")


@cache
def _said() -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase in phrases("quotes", "said"))
    within = "|".join(re.escape(phrase) for phrase in phrases("quotes", "said_within"))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|{within}")


@cache
def _beside() -> re.Pattern[str]:
    """An address without brackets that stands beside the verb, at the end: "… ben@desk.example wrote:"."""
    words = "|".join(re.escape(phrase) for phrase in phrases("quotes", "said"))
    address = r"[^\s<>@,]{1,80}@[^\s<>@,]{2,80}"
    return re.compile(rf"\s{address},?\s(?:{words})\s?[:：]$|(?<!\w)(?:{words})\s{address}\s?[:：]$")


@cache
def _undated() -> re.Pattern[str]:
    """What some telephones write, and nothing else on the line: "Ben Bird <ben@desk.example> wrote:"."""
    words = "|".join(re.escape(phrase) for phrase in phrases("quotes", "said"))
    return re.compile(rf"[^<>@:]{{1,60}}<[^\s<>@]{{1,80}}@[^\s<>@]{{2,80}}> ?(?:{words}) ?[:：]")


@cache
def _opens() -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase in phrases("quotes", "opens"))
    return re.compile(rf"\W{{0,3}}(?:{words})\s")


@cache
def _opens_within() -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase in phrases("quotes", "opens"))
    return re.compile(rf"[\s-](?:{words})\s")


def holds_own_words(line: str) -> bool:
    """Tell whether somebody's words stand before an attribution on its line: "Yes On Monday at 10:12, Ben wrote:"."""
    said = folded(line.strip(_EDGE))
    if _opens().match(said):
        return False
    for opening in islice(_opens_within().finditer(said), _MOST_OPENINGS):
        own = said[: opening.start()]
        if "@" in own or _said().search(own):
            return False
        if _TIME_AND_NAME.match(said, opening.end()):
            return True
    return False


@cache
def attribution_ends() -> frozenset[str]:
    """Give the words with which an attribution can end where it has no colon."""
    return frozenset(phrase.split()[-1] for phrase in phrases("quotes", "said"))


def may_end(line: str) -> bool:
    """Tell cheaply whether `line` could be the last one of an attribution."""
    line = line.rstrip(_EDGE)
    if line.endswith(_ENDS):
        return line[-1] != ">" or bool(_DATED_ADDRESS.fullmatch(line))
    return line[line.rfind(" ") + 1 :].lower() in attribution_ends()


def is_tail(line: str) -> bool:
    """Tell whether a line that begins with `>` is but the end of an attribution whose address was wrapped: `>:`."""
    words = line.lstrip("> ").rstrip(_EDGE).rstrip("".join(_COLONS)).strip()
    return line.count(">") == 1 and line.rstrip(_EDGE).endswith(_COLONS) and (not words or words in attribution_ends())


def attribution(lines: Sequence[str], end: int, *, quoted_next: bool, last: bool = False) -> int | None:
    """Give the first line of the attribution that ends at line `end`, or None if there is none.

    Where marked lines follow, little is asked of it, and little of the `last` line, below which there is nothing to
    hide. Where the quotation isn't marked, everything below would be taken for quoted, so an address in brackets must
    show that a mail program wrote the line: people write "on Monday Ben wrote:" too.
    """
    found: int | None = None
    joined = ""
    told = quoted_next and _is_told(folded(lines[end].strip(_EDGE)))
    for start in range(end, max(end - _MOST_LINES, -1), -1):
        line = lines[start].strip(_EDGE)
        joined = f"{line} {joined}".strip()
        if not line or len(joined) > _LONGEST:
            break
        said = folded(joined)
        opens = bool(_opens().match(said))
        if told and not opens:
            continue
        if not (last and opens and _is_dated(said)) and not _convinces(
            said, quoted_next=quoted_next, fenced=_is_fenced(lines[start], lines[end])
        ):
            continue
        if opens:
            return start - _is_broken(lines, start)
        if found is None or _is_open(lines[start]) or (_DATE_FIRST.match(said) and not _DATE_FIRST.match(lines[found])):
            found = start
    return found


def _is_told(line: str) -> bool:
    """Tell a person's line from a program's: "You wrote to me in May:" has neither date nor address, and goes on."""
    if _is_dated(line) or "@" in line:
        return False
    said = _said().search(line)
    return bool(said and line[said.end() :].strip(" :：") and not _opens().match(line) and said.start())


def _is_dated(line: str) -> bool:
    return bool(_TIME.search(line) or _DAY.search(line))


def _is_broken(lines: Sequence[str], start: int) -> bool:
    """Tell whether the line above is the date of an attribution that goes on at `start`: "On 3 May", "at 10:12 …"."""
    above = lines[start - 1].strip(_EDGE) if start else ""
    return 0 < len(above) <= _LONGEST_DATE and bool(_OPENED_DATE.search(above) and _opens().match(folded(above)))


def _is_open(line: str) -> bool:
    """Tell whether a line ends within the bracket of an address."""
    return line.rfind("<") > line.rfind(">")


def _convinces(line: str, *, quoted_next: bool, fenced: bool) -> bool:
    if quoted_next and _DATED_ADDRESS.fullmatch(line):
        return True
    if not (_said().search(line) or _ADDRESS_LAST.search(line) or (quoted_next and _DATED_LAST.search(line))):
        return False
    if quoted_next:
        return True
    if "@" in line and line.startswith(phrases("quotes", "machine_opens")):
        return True
    address = _ADDRESS.search(line) or (fenced and "@" in line) or ("@" in line and _beside().search(line))
    return bool(address and (_is_dated(line) or _undated().fullmatch(line)))


def _is_fenced(first: str, last: str) -> bool:
    return first.lstrip().startswith("---") and last.rstrip().endswith("---")
