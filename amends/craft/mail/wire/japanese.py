"""The 7-bit Japanese of mail (ISO-2022-JP), with the characters that Windows and telephones add to it."""

import re
from contextlib import suppress
from io import StringIO
from typing import Final

_MARKS: Final = (b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I")
_CODECS: Final = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2")
_SHIFT: Final = re.compile(rb"\x1b(?:\$\([A-Z]|[$(][A-Z@])|[\x0e\x0f]")
_DOUBLE: Final = frozenset({b"\x1b$B", b"\x1b$@", b"\x1b$(B", b"\x1b$(@"})
_HALF_WIDE: Final = frozenset({b"\x1b(I", b"\x0e"})
_RAISED: Final = bytes(byte | 0x80 for byte in range(256))

# Where Shift-JIS keeps the 94 rows and columns of JIS X 0208: two rows share a first byte, 0x7f is never a second.
_PAIR: Final = re.compile(rb"[\x21-\x7e]{2}")
_FIRST: Final = 0x21
_FIRST_BYTES: Final = (*range(0x81, 0xA0), *range(0xE0, 0xF0))
_SECOND_BYTES: Final = (*range(0x40, 0x7F), *range(0x80, 0xFD))
_COLUMNS: Final = 94


def is_japanese(data: bytes) -> bool:
    """Tell whether `data` changes into a Japanese character set with one of the usual escapes."""
    return b"\x1b" in data and any(mark in data for mark in _MARKS)


def decode_japanese(data: bytes) -> tuple[str, bool]:
    """Give the text of ISO-2022-JP in any of its forms, and whether all of it could be read."""
    for codec in _CODECS:
        with suppress(UnicodeDecodeError):
            return data.decode(codec), True
    text = _by_runs(data)
    return text, "\ufffd" not in text


def _by_runs(data: bytes) -> str:
    """Read run by run what Python's codecs don't take: the circled numbers of Windows, kana shifted in, lone bytes."""
    text = StringIO()
    shifted, at = b"", 0
    for shift in _SHIFT.finditer(data):
        text.write(_run(data[at : shift.start()], shifted))
        shifted, at = shift[0], shift.end()
    text.write(_run(data[at:], shifted))
    return text.getvalue()


def _run(run: bytes, shifted: bytes) -> str:
    if shifted in _DOUBLE:
        run = _PAIR.sub(_in_shift_jis, run)
    elif shifted in _HALF_WIDE:
        run = run.translate(_RAISED)
    return run.decode("cp932", "replace")


def _in_shift_jis(pair: re.Match[bytes]) -> bytes:
    row, column = (byte - _FIRST for byte in pair[0])
    return bytes((_FIRST_BYTES[row // 2], _SECOND_BYTES[column + (_COLUMNS if row % 2 else 0)]))
