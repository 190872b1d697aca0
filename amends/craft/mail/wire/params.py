"""The parameters of a structured header: `text/plain; charset="utf-8"`, with the long forms of RFC 2231."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote_to_bytes

from amends.craft.mail.wire.charset_names import codec
from amends.craft.mail.wire.charsets import decode
from amends.craft.mail.wire.headers import decode_words, one_line

_HEAD: Final = re.compile(r"[\s\"]*+([^\s;,=\"()]*+(?:\s*+/\s*+[^\s;,=\"()]++)?)\"?")
_PARAM: Final = re.compile(
    r"""(?:[;,]\s*+|(?<!\s)\s++)([^\s=;,:"()]++)\s*+(?:\([^()]*+\)\s*+)?[=:]\s*+"""
    r"""(?:"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)|((?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*+\?=)?[^;]*+))""",
    re.DOTALL,
)
_ESCAPED: Final = re.compile(r'\\(["\\])')  # other backslashes part the folders of a path
_PIECE: Final = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_CHARSET: Final = re.compile(r"([\w.:-]*)'(?:[\w-]*')?", re.ASCII)
_MOST: Final = 100


def read_value(value: str) -> tuple[str, Mapping[str, str]]:
    """Split a header value into its lower-case word and its parameters, by lower-case name."""
    head = _HEAD.match(value)
    word = "".join(head[1].split()).lower() if head else ""
    end = head.end() if head else 0
    if end == len(value):
        return word, {}
    found: dict[str, str] = {}
    for number, match in enumerate(_PARAM.finditer(value, end)):
        if number == _MOST:
            break
        quoted = match[2]
        given = _ESCAPED.sub(r"\1", quoted) if quoted is not None else _bare(match[3])
        found.setdefault(match[1].lower(), given)
    return word, _joined(found) if any("*" in name for name in found) else found


def _bare(value: str) -> str:
    """Give a value without the quotes that aren't the standard's, or that only one side has."""
    value = value.strip()
    if value.startswith("'") and value.endswith("'"):
        return value.strip("'")
    return value.rstrip('"')


def _joined(found: Mapping[str, str]) -> dict[str, str]:
    """Put together what RFC 2231 let be split over `name*0*`, `name*1*` …, and decode its percent signs."""
    plain = {name: value for name, value in found.items() if "*" not in name}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, value in found.items():
        match = _PIECE.fullmatch(name) if "*" in name else None
        if match:
            pieces.setdefault(match[1], []).append((int(match[2] or 0), bool(match[3]), value))
    return plain | {name: _decoded(sorted(parts)) for name, parts in pieces.items()}


def _decoded(parts: list[tuple[int, bool, str]]) -> str:
    """Decode the pieces of one value; some programs forget the star of the first, or the second of its quotes."""
    _, percent, first = parts[0]
    named = _CHARSET.match(first)
    charset = named[1] if named and (percent or codec(named[1])) else ""
    if named and (charset or percent):
        parts = [
            (0, True, first[named.end() :]),
            *((at, coded or not percent, value) for at, coded, value in parts[1:]),
        ]
    data = b"".join(unquote_to_bytes(value) if coded else value.encode("utf-8", "replace") for _, coded, value in parts)
    return decode(data, charset)[0]


def name_of(params: Mapping[str, str], key: str) -> str:
    """Give a file name among the parameters: the last step of its path, decoded even where the standard forbids it."""
    name = params.get(key, "")
    if not name:
        return ""
    if "=?" in name:
        name = decode_words(name)
    return one_line(re.split(r"[/\\]", name)[-1])[:200].strip()
