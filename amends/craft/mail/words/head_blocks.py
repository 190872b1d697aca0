"""The small block of From, Sent, To, Subject that mail programs put above a mail that is answered or sent on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.packaged import packaged

EDGE: Final = " \t*_>|\xa0\u200e\u200f\u2068\u2069\ufeff"  # what may stand around a label: quotation, bold, blanks
_MOST_LINES: Final = 14
_MOST_WRAPS: Final = 2  # lines in a row that an address runs over
_LEAST_LABELS: Final = 3
_LONGEST_LABEL: Final = 40
_COLON: Final = re.compile("[:：]")


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says; `values` by kind of label ("from", "sent", "subject"), `end` the first line below it."""

    values: tuple[tuple[str, str], ...]
    end: int

    def value(self, *kinds: str) -> str:
        """Give what stands behind the first label of one of `kinds`, or nothing."""
        return next((value for kind, value in self.values if kind in kinds), "")


def label(line: str) -> str | None:
    """Give the kind of the label with which `line` begins, in any of the usual languages."""
    colon = _COLON.search(line, 0, _LONGEST_LABEL)
    return _labels().get(folded(line[: colon.start()].strip(EDGE))) if colon else None


def is_head(lines: Sequence[str], at: int) -> bool:
    """Tell whether the lines from `at` on are a head as a mail program writes it.

    People write lists of this form too ("From: Berlin, To: Munich, Date: 3 May"), hence the address or the subject.
    """
    head = read_head(lines, at)
    kinds = {kind for kind, _ in head.values}
    mailed = bool(kinds & {"subject", "sent"}) or any("@" in line for line in lines[at : at + 4])
    return "from" in kinds and len(kinds) >= _LEAST_LABELS and mailed


def read_head(lines: Sequence[str], at: int) -> Head:
    """Read labels and values from line `at` on, values also where they stand on the line below their label."""
    values: list[tuple[str, str]] = []
    end, other = at, 0
    for number in range(at, min(at + _MOST_LINES, len(lines))):
        line = lines[number]
        kind = label(line)
        bare = line.strip(EDGE)
        if kind:
            values.append((kind, _COLON.split(line, maxsplit=1)[1].strip(EDGE)))
            end, other = number + 1, 0
        elif bare:
            other += 1
        elif not _goes_on(lines, number, values):
            break
        if other > _MOST_WRAPS:
            break
        if bare and not kind and values and _is_wrapped(values[-1][1], bare):
            values[-1] = (values[-1][0], f"{values[-1][1]} {bare}".strip())
            end = number + 1
    return Head(tuple(values), end)


def _goes_on(lines: Sequence[str], blank: int, values: list[tuple[str, str]]) -> bool:
    """Tell whether the head goes on below a blank line: with a label, or with the value of the one above."""
    if blank + 1 >= len(lines) or blank - 1 < 0:
        return False
    return bool(label(lines[blank + 1])) or bool(values and not values[-1][1] and lines[blank + 1].strip(EDGE))


def _is_wrapped(value: str, line: str) -> bool:
    """Tell whether `line` goes on with `value`: there is none yet, or an address was cut from its name."""
    return not value or ("@" in line and "@" not in value) or value.endswith((",", ";", "<"))


@cache
def _labels() -> dict[str, str]:
    return {folded(word): kind for kind, words in packaged("quotes")["labels"].items() for word in words}
