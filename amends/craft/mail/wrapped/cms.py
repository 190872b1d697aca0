"""Opens what S/MIME wraps (CMS, RFC 5652, in BER as mail programs write it): signed words are read, nothing verified.

Lengths are believed only as far as there are bytes, nesting only a few steps deep.
"""

import re
import zlib
from binascii import Error, a2b_base64
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

type What = Literal["signed", "encrypted", "compressed", "unknown"]

_PKCS7: Final = bytes.fromhex("2a864886f70d0107")
_DATA: Final = _PKCS7 + b"\x01"  # a receipt or a time stamp is no words
_SMIME: Final = bytes.fromhex("2a864886f70d01091001")
_WHAT: Final[dict[bytes, What]] = {
    _PKCS7 + b"\x02": "signed",
    _PKCS7 + b"\x03": "encrypted",
    _PKCS7 + b"\x04": "encrypted",
    _PKCS7 + b"\x06": "encrypted",
    _SMIME + b"\x09": "compressed",
    _SMIME + b"\x17": "encrypted",
}
_OCTETS, _OCTETS_IN_PIECES, _SEQUENCE, _OID, _FIRST = 0x04, 0x24, 0x30, 0x06, 0xA0
_CONSTRUCTED, _LONG_TAG, _ENDLESS, _LONGEST_LENGTH = 0x20, 0x1F, 0x80, 4
_DEEPEST: Final = 12
_MOST: Final = 200_000  # elements that are looked at
_SWELLS: Final = 4  # times as long as it came, and what is allowed besides
_PEM: Final = re.compile(rb"-----BEGIN (?:PKCS7|CMS)-----\s+([A-Za-z0-9+/=\s]+)-----END ")


class BrokenError(ValueError):
    """What is no BER, or is cut short."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What something is, and what it holds where that can be read."""

    what: What
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Element:
    tag: int
    start: int
    end: int
    after: int


def open_cms(data: bytes, *, allowance: int = 256 * 1024) -> Wrapped:
    """Open `data`; what is broken gives as much as could be read of it.

    Compressed content may be four times as long as it came and `allowance` bytes; longer content is not read.
    """
    pem = _PEM.match(data.lstrip()[:64]) or _PEM.search(data[:200_000]) if data.lstrip()[:5] == b"-----" else None
    reader = _Reader(_plain(pem[1]) if pem else data)
    try:
        kind, inner = reader.typed(reader.element(0, len(reader.data)))
    except BrokenError:
        return Wrapped("unknown")
    what = _WHAT.get(kind, "unknown")
    if what not in {"signed", "compressed"} or inner is None:
        return Wrapped(what)
    try:
        content = reader.enclosed(inner)
    except BrokenError:
        return Wrapped(what)
    return Wrapped(what, _inflated(content, allowance) if what == "compressed" and content is not None else content)


def _plain(coded: bytes) -> bytes:
    try:
        return a2b_base64(coded)
    except Error:
        return b""


def _inflated(content: bytes, allowance: int) -> bytes | None:
    """Undo the compression, unless it swells beyond measure."""
    most = max(1, allowance + _SWELLS * len(content))
    inflating = zlib.decompressobj()
    try:
        found = inflating.decompress(content, most)
    except zlib.error:
        return None
    return None if inflating.unconsumed_tail else found


class _Reader:
    """Finds elements in BER."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.left = _MOST

    def element(self, at: int, end: int, depth: int = 0) -> _Element:
        """Find the element at `at`; one without a length ends where its children do."""
        self.left -= 1
        if at + 2 > end or depth > _DEEPEST or self.left < 0:
            raise BrokenError
        tag, length = self.data[at], self.data[at + 1]
        if tag & _LONG_TAG == _LONG_TAG:
            raise BrokenError
        start = at + 2
        if length == _ENDLESS and tag & _CONSTRUCTED:
            stop = self._end(start, end, depth)
            return _Element(tag, start, stop, stop + 2)
        if length & _ENDLESS:
            width = length & ~_ENDLESS
            if not 0 < width <= _LONGEST_LENGTH:
                raise BrokenError
            length = int.from_bytes(self.data[start : start + width])
            start += width
        stop = min(end, start + length)  # one cut short gives what there is
        return _Element(tag, start, stop, stop)

    def _end(self, at: int, end: int, depth: int) -> int:
        while at < end and self.data[at : at + 2] != b"\0\0":
            at = self.element(at, end, depth + 1).after
        return min(at, end)

    def children(self, of: _Element, depth: int = 0) -> Iterator[_Element]:
        at = of.start
        while at < of.end:
            child = self.element(at, of.end, depth)
            yield child
            at = child.after

    def typed(self, outer: _Element) -> tuple[bytes, _Element | None]:
        """Read a sequence of an identifier and, tagged with 0, what it identifies."""
        children = self.children(outer)
        kind = next(children, None)
        if outer.tag != _SEQUENCE or kind is None or kind.tag != _OID:
            raise BrokenError
        tagged = next(children, None)
        inner = next(self.children(tagged), None) if tagged and tagged.tag == _FIRST else None
        return self.data[kind.start : kind.end], inner

    def enclosed(self, data: _Element) -> bytes | None:
        """Give the content of signed or compressed data: the third entry, after the version and the algorithms."""
        third = next(islice(self.children(data), 2, None), None)
        if third is None:
            return None
        kind, inner = self.typed(third)
        return b"".join(self._octets(inner, 0)) if inner and kind == _DATA else None

    def _octets(self, element: _Element, depth: int) -> Iterator[bytes]:
        if element.tag == _OCTETS:
            yield self.data[element.start : element.end]
        elif element.tag == _OCTETS_IN_PIECES and depth < _DEEPEST:
            for child in self.children(element, depth):
                yield from self._octets(child, depth + 1)
