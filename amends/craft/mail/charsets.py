"""From bytes to text, whatever charset was declared: as declared, else UTF-8, else windows-1252."""

import codecs
from functools import cache
from typing import Final

# Readable by nobody's mail program, or so slow on long input that a mail could stall the desk.
_REFUSED: Final = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})

# Names that mails use and Python doesn't know, and charsets that a larger one contains.
_ALIASES: Final = {
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "ks_c_5601-1987": "cp949",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac-roman",
    "iso-8859-8-i": "iso8859-8",
    "x-unknown": "",
    "unknown-8bit": "",
    "default": "",
}

_SOUND_FOR_BROKEN: Final = 4
_JAPANESE: Final = (b"\x1b$B", b"\x1b$@", b"\x1b(J")


@cache
def _codec(declared: str) -> str | None:
    """Give the codec for a declared name, "" for one that says nothing, None for one that can't be used."""
    name = declared.strip(" \t\"'").lower()
    if not name or name in _ALIASES:
        return _ALIASES.get(name, "")
    try:
        found = codecs.lookup(name)
        b"a".decode(found.name, "replace")  # turns away what is no charset, such as "hex"
    except (LookupError, ValueError):
        return None
    return None if found.name in _REFUSED else _ALIASES.get(found.name, found.name)


def decode(data: bytes, declared: str = "") -> tuple[str, bool]:
    """Give the text of `data` and whether the declared charset was one that exists and fits."""
    codec = _codec(declared[:60])
    if codec:
        try:
            return _sound(data.decode(codec)), True
        except (LookupError, ValueError):
            codec = None
    return guess(data), codec is not None


def guess(data: bytes) -> str:
    """Give the text of bytes that declare nothing, or wrongly."""
    if data.isascii():
        japanese = b"\x1b" in data and any(mark in data for mark in _JAPANESE)
        return data.decode("iso2022_jp" if japanese else "ascii", "replace")
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # A cut or damaged character here and there is still UTF-8; in windows-1252 nearly every accent is broken.
    if broken and broken * _SOUND_FOR_BROKEN > len(data) - len(text) + broken:
        return data.decode("cp1252", "replace")
    return text


def _sound(text: str) -> str:
    """Replace halves of surrogate pairs, which UTF-7 can smuggle in and no database takes."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
