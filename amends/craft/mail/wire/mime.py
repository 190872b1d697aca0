"""A mail as a tree of parts, cut out of its bytes without ever raising.

The standard library's parser works line by line and rewrites what is enclosed; this one slices, so an attached mail
keeps its bytes, a large attachment costs next to nothing, and depth and number of parts are bounded.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.charsets import guess
from amends.craft.mail.wire.headers import Headers, begins_with_header, read_headers
from amends.craft.mail.wire.params import read_value

_DEEPEST: Final = 20
_MOST_PARTS: Final = 500
# What must be a boundary although another was declared, or none.
_LIKELY: Final = re.compile(rb"(?<![^\n])--([!-~]{4,100})[ \t]*\r?\nContent-[A-Za-z-]{2,30}:", re.IGNORECASE)
_PART: Final = re.compile(rb"Content-[A-Za-z-]{2,30}:", re.IGNORECASE)
_NEWLINE: Final = ord("\n")
_BLANK_TOP: Final = re.compile(rb"\xef\xbb\xbf\s*|\s+")
_USUAL: Final = 100  # bytes of a Content-Type that is seen often
_TYPE: Final = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its headers, its content type in lower case with parameters, and either a body or parts of its own."""

    headers: Headers
    type: str
    params: Mapping[str, str]
    body: bytes  # as it came, still in its transfer encoding
    parts: tuple["Part", ...] = ()
    around: tuple[bytes, bytes] = (b"", b"")  # of the whole mail: what stands above its parts and below them

    @property
    def disposition(self) -> tuple[str, Mapping[str, str]]:
        """The word and the parameters of Content-Disposition."""
        return read_value(guess(self.headers.raw("content-disposition")))

    def leaves(self) -> Iterator["Part"]:
        """Give the parts that hold no others, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def read_parts(raw: bytes, problems: Problems) -> Part:
    """Read the whole of a mail; what is wrong with its structure goes into `problems`."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    top = _BLANK_TOP.match(raw)
    known = top and begins_with_header(raw, top.end(), len(raw))  # as some programs save mails
    return _Reader(raw, problems).part(top.end() if top and known else 0, len(raw), 0, "text/plain")


class _Reader:
    """One reading: counts the parts, so that a crafted mail can't ask for endless work; copies leaves alone."""

    def __init__(self, raw: bytes, problems: Problems) -> None:
        self.raw = raw
        self.problems = problems
        self.left = _MOST_PARTS

    def part(self, start: int, end: int, depth: int, default: str) -> Part:
        headers, at = read_headers(self.raw, start, end)
        if headers.broken:
            self.problems.add("bad_header")
        type_, params = _content_type(headers, default)
        if not type_.startswith("multipart/"):
            return Part(headers, type_, params, self.raw[at:end])
        if depth >= _DEEPEST:
            self.problems.add("too_deep")
            return Part(headers, "application/octet-stream", params, self.raw[at:end])
        slices, closed = _split(self.raw, at, end, params.get("boundary", ""))
        if not slices and (likely := _LIKELY.search(self.raw, at, end)):
            slices, closed = _split(self.raw, at, end, guess(likely[1]))[0], False
        if not closed:
            self.problems.add("bad_boundary")
        if not slices:
            return Part(headers, "text/plain", params, self.raw[at:end])
        around = (b"", b"") if depth else _around(self.raw, at, end, slices)
        return Part(headers, type_, params, b"", self.parts(slices, depth, type_), around)

    def parts(self, slices: list[tuple[int, int]], depth: int, type_: str) -> tuple[Part, ...]:
        if len(slices) > self.left:
            self.problems.add("too_many_parts")
            slices = slices[: self.left]
        self.left -= len(slices)
        default = "message/rfc822" if type_ == "multipart/digest" else "text/plain"
        return tuple(self.part(start, end, depth + 1, default) for start, end in slices)


def _content_type(headers: Headers, default: str) -> tuple[str, Mapping[str, str]]:
    value = headers.raw("content-type")
    if not value:
        return default, {}
    return _usual_type(value) if len(value) <= _USUAL else _read_type(value)


@lru_cache(maxsize=64)
def _usual_type(value: bytes) -> tuple[str, Mapping[str, str]]:
    """Give what few values in nearly all mails say without reading it again."""
    return _read_type(value)


def _read_type(value: bytes) -> tuple[str, Mapping[str, str]]:
    type_, params = read_value(guess(value))
    if _TYPE.fullmatch(type_):
        return type_, params
    return ("text/plain" if type_.startswith("text") or "/" not in type_ else "application/octet-stream"), params


def _split(raw: bytes, at: int, end: int, boundary: str) -> tuple[list[tuple[int, int]], bool]:
    """Find the pieces between the boundary lines of a multipart body; tells whether the last boundary was there.

    Below the last boundary nothing is a piece, unless it has a boundary and headers as one has.
    """
    mark = b"--" + boundary.rstrip().encode("utf-8", "surrogateescape")
    pieces: list[tuple[int, int]] = []
    start, closed = -1, False
    for line, after, last in _boundary_lines(raw, at, end, mark):
        if 0 <= start < line:  # boundaries one after the other hold nothing between them
            pieces.append((start, _without_line_end(raw, start, line)))
            if len(pieces) > _MOST_PARTS:
                return pieces, True
        if last:
            closed, start = closed or bool(pieces) or start >= 0, -1 if pieces or start >= 0 else after
        elif not closed or _PART.match(raw, after, end):
            start = after
    if start >= 0:
        pieces.append((start, end))
    return pieces, closed


def _around(raw: bytes, at: int, end: int, slices: list[tuple[int, int]]) -> tuple[bytes, bytes]:
    """Give what stands above the first boundary line, and below the last one."""
    above = max(at, raw.rfind(b"\n", at, slices[0][0] - 1) + 1)
    last = raw.find(b"--", slices[-1][1], end)
    below = raw.find(b"\n", last, end) + 1 if last >= 0 else 0
    return raw[at:above], raw[below:end] if below else b""


def _boundary_lines(raw: bytes, body: int, end: int, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Give for each boundary line where it begins, where the next line does, and whether it is the last boundary."""
    at = raw.find(mark, body, end) if len(mark) > len(b"--") else -1
    while at >= 0:
        line = _boundary_line(raw, at, len(mark), end) if at == body or raw[at - 1] == _NEWLINE else None
        if line is not None:
            yield at, *line
        at = raw.find(mark, at + 1 if line is None else line[0], end)


def _boundary_line(raw: bytes, at: int, length: int, end: int) -> tuple[int, bool] | None:
    """Tell where the line after the boundary at `at` begins, and whether it closes; None if it is no boundary."""
    line_end = raw.find(b"\n", at, end)
    line_end = end if line_end < 0 else line_end
    tail = raw[at + length : line_end].strip(b" \t\r")
    return (min(line_end + 1, end), tail == b"--") if tail in {b"", b"--"} else None


def _without_line_end(raw: bytes, start: int, end: int) -> int:
    """Give where a piece ends: the line end before a boundary belongs to the boundary."""
    for ending in (b"\n", b"\r"):
        if raw.endswith(ending, start, end):
            end -= 1
    return end
