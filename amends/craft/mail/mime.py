"""A mail as a tree of parts, cut out of its bytes without ever raising.

The standard library's parser works line by line and rewrites what is enclosed; this one slices, so an attached mail
keeps its bytes, a large attachment costs next to nothing, and depth and number of parts are bounded.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from amends.craft.mail.charsets import guess
from amends.craft.mail.headers import Headers, begins_with_header, read_headers
from amends.craft.mail.params import read_value
from amends.craft.mail.problems import Problems

_DEEPEST: Final = 20
_MOST_PARTS: Final = 500
_BLANK_TOP: Final = re.compile(rb"\xef\xbb\xbf\s*|\s+")
_TYPE: Final = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its headers, its content type in lower case with parameters, and either a body or parts of its own."""

    headers: Headers
    type: str
    params: Mapping[str, str]
    body: bytes  # as it came, still in its transfer encoding
    parts: tuple["Part", ...] = ()

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
    if top and begins_with_header(raw, top.end()):  # as some programs save mails
        raw = raw[top.end() :]
    return _Reader(problems).part(raw, 0, "text/plain")


class _Reader:
    """One reading: counts the parts, so that a crafted mail can't ask for endless work."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.left = _MOST_PARTS

    def part(self, raw: bytes, depth: int, default: str) -> Part:
        headers, at = read_headers(raw)
        if headers.broken:
            self.problems.add("bad_header")
        type_, params = _content_type(headers, default)
        body = raw[at:]
        if not type_.startswith("multipart/"):
            return Part(headers, type_, params, body)
        if depth >= _DEEPEST:
            self.problems.add("too_deep")
            return Part(headers, "application/octet-stream", params, body)
        return self.multipart(Part(headers, type_, params, body), depth)

    def multipart(self, whole: Part, depth: int) -> Part:
        slices, closed = split(whole.body, whole.params.get("boundary", ""))
        if not closed:
            self.problems.add("bad_boundary")
        if not slices:
            return Part(whole.headers, "text/plain", whole.params, whole.body)
        if len(slices) > self.left:
            self.problems.add("too_many_parts")
            slices = slices[: self.left]
        self.left -= len(slices)
        default = "message/rfc822" if whole.type == "multipart/digest" else "text/plain"
        parts = tuple(self.part(piece, depth + 1, default) for piece in slices)
        return Part(whole.headers, whole.type, whole.params, b"", parts)


def _content_type(headers: Headers, default: str) -> tuple[str, Mapping[str, str]]:
    value = headers.raw("content-type")
    if not value:
        return default, {}
    type_, params = read_value(guess(value))
    if _TYPE.fullmatch(type_):
        return type_, params
    return ("text/plain" if type_.startswith("text") or "/" not in type_ else "application/octet-stream"), params


def split(body: bytes, boundary: str) -> tuple[list[bytes], bool]:
    """Cut a multipart body at its boundary lines; gives the pieces and whether the last boundary was there."""
    mark = b"--" + boundary.rstrip().encode("utf-8", "surrogateescape")
    pieces: list[bytes] = []
    start, at = -1, body.find(mark) if boundary.strip() else -1
    while at >= 0:
        line = _boundary_line(body, at, len(mark))
        if line is None:
            at = body.find(mark, at + 1)
            continue
        end, last = line
        if 0 <= start < at:  # boundaries one after the other hold nothing between them
            pieces.append(_without_line_end(body[start:at]))
        if last and start >= 0:
            return pieces, True
        start = end
        at = body.find(mark, end)
    if start >= 0:
        pieces.append(body[start:])
    return pieces, False


def _boundary_line(body: bytes, at: int, length: int) -> tuple[int, bool] | None:
    """Tell where the line after the boundary at `at` begins, and whether it closes; None if it is no boundary."""
    if at and body[at - 1 : at] != b"\n":
        return None
    end = body.find(b"\n", at)
    end = len(body) if end < 0 else end
    tail = body[at + length : end].strip(b" \t\r")
    return (min(end + 1, len(body)), tail == b"--") if tail in {b"", b"--"} else None


def _without_line_end(piece: bytes) -> bytes:
    return piece.removesuffix(b"\n").removesuffix(b"\r")
