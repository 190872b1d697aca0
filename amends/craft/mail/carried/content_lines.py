"""The lines of calendars and vCards (RFC 5545 §3.1, RFC 6350 §3), also as their forerunners of 1996 wrote them."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from amends.craft.mail.wire.charsets import decode

_MOST: Final = 5_000  # lines
_LONGEST: Final = 64 * 1024  # code points of one line that are kept; pictures are longer
_LINE: Final = re.compile(r'(?:[\w-]++\.)?+([\w-]++)((?:"[^"]*"|[^":])*+):(.*)', re.DOTALL)
_PARAM: Final = re.compile(r';\s*([\w-]+)(?:\s*=\s*("[^"]*"|[^;"]*))?')
_ESCAPED: Final = re.compile(r'\\([\\;,nN:"])')


@dataclass(frozen=True, slots=True)
class Line:
    """One line, unfolded: its name in upper case, its parameters as written, its value with the escapes in it."""

    name: str
    written: str
    value: str

    def param(self, name: str) -> str:
        """Give the parameter `name` without quotes, several joined by commas; those of a bare word are its TYPE."""
        found = []
        for word, value in _PARAM.findall(self.written):
            if word.upper() == name:
                found.append(value.strip('" '))
            elif name == "TYPE" and not value:
                found.append(word)
        return ",".join(found)

    @property
    def text(self) -> str:
        """The value as text, quoted-printable and escapes undone."""
        value = self.value
        encoding = (self.param("ENCODING") or self.param("TYPE")).upper()
        if "QUOTED-PRINTABLE" in encoding:
            coded = value.encode("utf-8", "surrogateescape")
            value = decode(binascii.a2b_qp(coded), self.param("CHARSET") or "utf-8")[0]
        return unescaped(value)


def content_lines(text: str) -> Iterator[Line]:
    """Give the lines of `text` that are such; what is no line of that kind is passed over."""
    for count, line in enumerate(_unfolded(text)):
        if count == _MOST:
            return
        match = _LINE.match(line)
        if match:
            yield Line(match[1].upper(), match[2], match[3])


def _unfolded(text: str) -> Iterator[str]:
    """Join what was folded: a blank begins the rest of a line, and in quoted-printable a `=` ends a piece of it."""
    pieces: list[str] = []
    length = 0
    soft = False
    for line in text.replace("\r", "\n").split("\n"):
        goes_on = soft or line[:1] in {" ", "\t"}
        if not line and not soft:
            continue
        if pieces and not goes_on:
            yield "".join(pieces)
            pieces, length = [], 0
        piece = line[1:] if pieces and not soft and goes_on else line
        if length <= _LONGEST:
            pieces.append(piece)
        length += len(piece)
        soft = line.endswith("=") and "QUOTED-PRINTABLE" in pieces[0][:200].upper()
        if soft and pieces[-1].endswith("="):
            pieces[-1] = pieces[-1][:-1]
    if pieces:
        yield "".join(pieces)


def unescaped(value: str) -> str:
    """Undo the escapes of a text value."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value) if "\\" in value else value
