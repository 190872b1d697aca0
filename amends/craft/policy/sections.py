"""The parts of a policy file: front matter, the inside text with its clauses, the customer copies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
FENCE = "+++"


@dataclass(frozen=True, slots=True)
class Clause:
    """A heading of the inside text, by which options name the passage they rest on."""

    anchor: str
    title: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body under a heading of the first level, with the lines of heading and text in the file."""

    title: str
    text: str
    line: int
    start: int


def anchor(title: str) -> str:
    """Write a heading as an anchor: "If it's our fault" becomes "if-it-s-our-fault"."""
    return "-".join(re.findall(r"[^\W_]+", title.lower()))


def clauses(inside: str) -> tuple[Clause, ...]:
    """List the headings below the first level, with their lines counted from the first line of the text."""
    found = (Clause(anchor(title), title, level, line) for line, level, title in headings(inside.split("\n")))
    return tuple(clause for clause in found if clause.level > 1)


def headings(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Give line, level and title of each heading; what stands in a fenced block is no heading."""
    fence = ""
    for number, line in enumerate(lines, start=1):
        mark = _FENCE.fullmatch(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) and not mark[2].strip() else fence
        elif mark and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
        elif heading := _HEADING.fullmatch(line):
            yield number, len(heading[1]), heading[2]


def parts(text: str) -> tuple[str, str, int] | None:
    """Part a file at its two lines "+++": front matter, body, and the line before the body; none without both."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == FENCE), None)
    return ("\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 1) if end else None


def sections(body: str, *, after: int) -> tuple[Section, ...]:
    """Part a body at its headings of the first level; text before the first one is a section without a title.

    `after` is the number of lines in the file before the body.
    """
    lines = body.split("\n")
    starts = [(number, title) for number, level, title in headings(lines) if level == 1]
    ends = [*(number - 1 for number, _ in starts[1:]), len(lines)]
    opening = _section("", lines[: starts[0][0] - 1 if starts else len(lines)], after)
    named = (
        _section(title, lines[number:end], after + number) for (number, title), end in zip(starts, ends, strict=False)
    )
    return (*((opening,) if opening.text else ()), *named)


def _section(title: str, lines: list[str], heading: int) -> Section:
    """Make a section of the lines after its heading, without the blank ones around them."""
    blank = next((number for number, line in enumerate(lines) if line.strip()), 0)
    start = heading + blank + 1
    return Section(title, "\n".join(lines[blank:]).rstrip(), heading if title else start, start)
