"""Mails out of an mbox file, one at a time."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

_DAY: Final = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?[ \t]+"
_SURE: Final = re.compile(
    rb"From [ \t]*\S+[ \t]+" + _DAY + rb"(?=.{0,60}\d{1,2}:\d\d)(?=.{0,60}\d{4})(?:[A-Z][a-z]{2}|\d{1,2})[ \t]"
)
_LIKELY: Final = re.compile(
    rb"From (?![ \t]*:)(?:(?=.{0,200}\d{1,2}:\d\d)(?=.{0,200}\d{4})\S|[^\s@]+@[^\s@]+[ \t]*$|-[ \t]*$)", re.MULTILINE
)
_LONGEST_MARK: Final = 300  # bytes of a line that are looked at
_HEADER: Final = re.compile(rb">?From |[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:[ \t\r\n]")
_ESCAPED: Final = re.compile(rb">+From ")
_BLANK: Final = frozenset({b"\n", b"\r\n"})


def split_mbox(stream: BinaryIO) -> Iterator[bytes]:
    """Give the mails of the mbox `stream`, its separators and its `>From ` escapes taken away (mboxrd).

    A line that begins with "From " parts two mails only after a blank line, and only when it reads like a separator:
    sender, weekday, date, time. Where it is odd, a header must follow it. What stands before the first separator is
    given as a mail too, so that a file with a single bare mail is read as what it is.
    """
    for lines in _mails(stream):
        if len(lines) > 1 and lines[-1] in _BLANK:
            lines.pop()
        mail = b"".join(lines)
        if mail.strip():
            yield mail


def _mails(stream: Iterable[bytes]) -> Iterator[list[bytes]]:
    lines: list[bytes] = []
    doubtful: bytes | None = None
    blank = True
    for line in stream:
        if doubtful is not None:
            if _HEADER.match(line):
                yield lines
                lines = []
            else:
                lines.append(doubtful)
            doubtful = None
        if blank and line.startswith(b"From "):
            mark = line[:_LONGEST_MARK].rstrip()
            if _SURE.match(mark):
                yield lines
                lines, blank = [], False
                continue
            if _LIKELY.match(mark):
                doubtful, blank = line, False
                continue
        lines.append(line[1:] if _ESCAPED.match(line) else line)
        blank = line in _BLANK
    yield lines if doubtful is None else [*lines, doubtful]
