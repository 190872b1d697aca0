"""The properties inside a winmail.dat, by the layout of [MS-OXTNEF]; what is cut short ends the list."""

from collections.abc import Iterator
from typing import Final

_WIDTHS: Final = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_OBJECT, BYTE_TEXT, WIDE_TEXT, _BYTES = 0xD, 0x1E, 0x1F, 0x102
_COUNTED: Final = frozenset({_OBJECT, BYTE_TEXT, WIDE_TEXT, _BYTES})
_MANY: Final = 0x1000
_NAMED: Final = 0x8000
_BY_NAME: Final = 1
_IDENTIFIER: Final = 16  # bytes: a set's, or a class's before an object
_MOST: Final = 2_000


class CutShortError(ValueError):
    """A length says more than there are bytes."""


class Cursor:
    """Reads numbers and stretches of bytes one after the other; raises CutShortError at the end."""

    def __init__(self, data: bytes) -> None:
        """Begin at the first byte."""
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return len(self._data) - self._at

    def take(self, length: int) -> bytes:
        """Return so many bytes."""
        if not 0 <= length <= self.left:
            raise CutShortError
        self._at += length
        return self._data[self._at - length : self._at]

    def number(self, width: int = 4) -> int:
        """Return a number of so many bytes, the lowest first."""
        return int.from_bytes(self.take(width), "little")

    def padded(self, length: int) -> bytes:
        """Return so many bytes, and skip what fills them up to a multiple of four."""
        found = self.take(length)
        self._at = min(len(self._data), self._at + -length % 4)
        return found


def properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield id, type and first value of each property."""
    cursor = Cursor(data)
    try:
        for _ in range(min(_MOST, cursor.number())):
            kind, id_ = cursor.number(2), cursor.number(2)
            if id_ >= _NAMED:
                _skip_name(cursor)
            values = _values(cursor, kind)
            if values:
                yield id_, kind & ~_MANY, values[0]
    except CutShortError:
        return


def _skip_name(cursor: Cursor) -> None:
    cursor.take(_IDENTIFIER)
    if cursor.number() == _BY_NAME:
        cursor.padded(cursor.number())
    else:
        cursor.take(4)


def _values(cursor: Cursor, kind: int) -> list[bytes]:
    single = kind & ~_MANY
    counted = single in _COUNTED
    count = cursor.number() if counted or kind & _MANY else 1
    width = _WIDTHS.get(single, 0)
    if not counted and not width:
        raise CutShortError
    values = []
    for _ in range(min(count, cursor.left + 1)):
        value = cursor.padded(cursor.number()) if counted else cursor.padded(width)
        values.append(value[_IDENTIFIER:] if single == _OBJECT else value)
    return values


def string(value: bytes, kind: int, charset: str) -> bytes:
    """Return a text property as bytes of `charset` or UTF-8, without the noughts at its end."""
    if kind == WIDE_TEXT:
        return value.decode("utf-16-le", "replace").rstrip("\0").encode()
    return value.rstrip(b"\0")
