"""The words of rich text, and the HTML that Outlook hides in it ([MS-OXRTFEX])."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from amends.craft.mail.wire.charsets import decode
from amends.craft.text import normalise

_TOKEN: Final = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,9})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z\r\n])|([{}])|([^\\{}\r\n]+)", re.DOTALL
)
_DEEPEST: Final = 200
_LONGEST: Final = 4_000_000
_ASIDE: Final = frozenset(
    "fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr listtable "
    "listoverridetable rsidtbl generator themedata datastore xmlnstbl latentstyles fldinst bkmkstart "
    "bkmkend mmathPr".split()
)
_SIGNS: Final = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—",
}  # fmt: skip
_ESCAPES: Final = {"~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_CODECS: Final = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_CODE_UNITS: Final = 0x10000


@dataclass(slots=True)
class _Group:
    """What holds between two braces: whether it is text, how many letters a \\u stands for, and the font."""

    aside: bool = False
    skips: int = 1
    font: int = 0
    hidden: bool = False
    fonts: bool = False


def read_rich_text(data: bytes) -> tuple[str, bool]:
    """Give the words of rich text, and whether they are HTML; empty where it is none."""
    if data.lstrip()[:5] != b"{\\rtf":
        return "", False
    reader = _Reader(data[:_LONGEST].rstrip(b"\0").decode("latin-1"))
    text = "".join(reader.pieces())
    return normalise(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")), reader.is_html


class _Reader:
    """One reading of a text from its first to its last token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_html = "\\fromhtml" in text[:500]
        self.groups = [_Group()]
        self.codec = "cp1252"
        self.fonts: dict[int, str] = {}
        self.left = 0  # letters still to skip
        self.deeper = 0  # braces beyond the deepest that is looked at
        self.raw = bytearray()

    def pieces(self) -> Iterator[str]:
        """Give stretch after stretch."""
        for token in _TOKEN.finditer(self.text):
            word, number, coded, sign, brace, said = token.groups()
            if coded is not None:
                self._byte(int(coded, 16))
                continue
            yield self._decoded()
            if word:
                yield from self._word(word, int(number) if number else None)
            elif brace:
                self._brace(brace)
            elif sign == "*":
                self.groups[-1].aside = True
            elif self._shown():
                yield from self._said(_ESCAPES.get(sign, "") if sign else said)
        yield self._decoded()

    def _shown(self) -> bool:
        group = self.groups[-1]
        return not group.aside and not group.hidden and not (self.is_html and len(self.groups) == 1)

    def _said(self, said: str) -> Iterator[str]:
        skipped = min(self.left, len(said))
        self.left -= skipped
        yield said[skipped:]

    def _byte(self, byte: int) -> None:
        if self.left:
            self.left -= 1
        elif self._shown():
            self.raw.append(byte)

    def _decoded(self) -> str:
        raw, self.raw = bytes(self.raw), bytearray()
        return decode(raw, self.fonts.get(self.groups[-1].font) or self.codec)[0] if raw else ""

    def _brace(self, brace: str) -> None:
        self.left = 0
        if brace == "{" and len(self.groups) < _DEEPEST:
            self.groups.append(replace(self.groups[-1]))
        elif brace == "{":
            self.deeper += 1
        elif self.deeper:
            self.deeper -= 1
        elif len(self.groups) > 1:
            self.groups.pop()

    def _word(self, word: str, number: int | None) -> Iterator[str]:
        if word == "u" and number is not None:
            if self._shown():
                yield chr(number % _CODE_UNITS)
            self.left = self.groups[-1].skips
        elif word in _SIGNS:
            yield _SIGNS[word] if self._shown() else ""
        else:
            self._note(word, number or 0, plain=number is None)

    def _note(self, word: str, number: int, *, plain: bool) -> None:
        """Note what a word says of what follows it."""
        group = self.groups[-1]
        match word:
            case "uc":
                group.skips = max(0, number)
            case "ansicpg":
                self.codec = f"cp{number}"
            case "htmltag":
                group.aside = group.hidden or not self.is_html
            case "htmlrtf":
                group.hidden = plain or number != 0
            case "f" | "fcharset":
                self._font(word, number)
            case _:
                group.aside, group.fonts = group.aside or word in _ASIDE, group.fonts or word == "fonttbl"

    def _font(self, word: str, number: int) -> None:
        group = self.groups[-1]
        if word == "f":
            group.font = number
        elif group.fonts and number in _CODECS:
            self.fonts[group.font] = _CODECS[number]
