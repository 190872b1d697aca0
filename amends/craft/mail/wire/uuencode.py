"""Files that old mail programs put among the words of a mail, as uuencode writes them."""

import binascii
import re
from collections.abc import Iterator
from typing import Final

from amends.craft.mail.wire.headers import one_line

_BEGIN: Final = re.compile(r"^begin(-base64)? [0-7]{3,4} ([^\n]{1,300})\n", re.MULTILINE)
_LINE: Final = re.compile(r"[ -`]{1,90}")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{1,100}={0,2}")
_MOST: Final = 100  # files
_BYTES, _CHARACTERS = 3, 4
_TYPES: Final = {
    "bmp": "image/bmp",
    "csv": "text/csv",
    "doc": "application/msword",
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
    "rtf": "text/rtf",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "wav": "audio/wav",
    "xls": "application/vnd.ms-excel",
    "zip": "application/zip",
}


def type_of(name: str) -> str:
    """Give the content type that the ending of a file's name stands for."""
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def cut_out(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Give `text` without the files in it, and name and bytes of each; what is no whole file stays in the text."""
    if "begin" not in text:
        return text, []
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    at = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < at or len(files) == _MOST:
            continue
        found = (_of_base64 if begin[1] else _of_uu)(text, begin.end())
        if found is None:
            continue
        data, end = found
        kept.append(text[at : begin.start()])
        files.append((one_line(re.split(r"[/\\]", begin[2])[-1])[:200], data))
        at = end
    return ("".join([*kept, text[at:]]), files) if files else (text, [])


def _lines(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Give each line from `at` on with the place behind it; the last needs no line end."""
    while at < len(text):
        end = text.find("\n", at)
        line = text[at:] if end < 0 else text[at:end]
        at = len(text) if end < 0 else end + 1
        yield line, at


def _of_uu(text: str, at: int) -> tuple[bytes, int] | None:
    """Decode up to the line `end`; None where a line is none of uuencode's."""
    data: list[bytes] = []
    last = False
    for line, after in _lines(text, at):
        if line.rstrip() == "end" and (last or data):
            return b"".join(data), after
        if last or (line and not _LINE.fullmatch(line)):
            return None
        decoded = _decoded(line)
        if decoded is None:
            return None
        last = not decoded
        data.append(decoded)
    return None


def _decoded(line: str) -> bytes | None:
    """Decode one line; blanks at its end may have been lost, and some programs add a sum."""
    size = (ord(line[0]) - 32) & 63 if line else 0
    needed = -(-size // _BYTES) * _CHARACTERS
    if len(line) - 1 > needed + 2:
        return None
    try:
        whole = chr(32 + needed // _CHARACTERS * _BYTES)  # what fills up the last group may be anything
        return binascii.a2b_uu(whole + line[1 : needed + 1].ljust(needed))[:size] if size else b""
    except binascii.Error:
        return None


def _of_base64(text: str, at: int) -> tuple[bytes, int] | None:
    lines: list[str] = []
    for line, after in _lines(text, at):
        if line.rstrip() == "====":
            try:
                return binascii.a2b_base64("".join(lines)), after
            except binascii.Error:
                return None
        if not _BASE64.fullmatch(line.rstrip()):
            return None
        lines.append(line.rstrip())
    return None
