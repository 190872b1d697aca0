"""The parameters of a structured header: `text/plain; charset="utf-8"`, with the long forms of RFC 2231."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote_to_bytes

from amends.craft.mail.charsets import decode
from amends.craft.mail.headers import decode_words, one_line

_PARAM: Final = re.compile(r""";\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))""")
_ESCAPED: Final = re.compile(r"\\(.)")
_PIECE: Final = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_MOST: Final = 100


def read_value(value: str) -> tuple[str, Mapping[str, str]]:
    """Split a header value into its lower-case word and its parameters, by lower-case name."""
    word, semicolon, _ = value.partition(";")
    if not semicolon:
        return word.strip().lower(), {}
    found: dict[str, str] = {}
    for number, match in enumerate(_PARAM.finditer(value, len(word))):
        if number == _MOST:
            break
        quoted = match[2]
        given = _ESCAPED.sub(r"\1", quoted) if quoted is not None else match[3].strip()
        found.setdefault(match[1].lower(), given)
    return word.strip().lower(), _joined(found) if any("*" in name for name in found) else found


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
    charset, data = "", b""
    for number, (_, percent, value) in enumerate(parts):
        coded = value
        if number == 0 and percent and value.count("'") > 1:
            charset, _, coded = value.split("'", 2)
        data += unquote_to_bytes(coded) if percent else coded.encode("utf-8", "replace")
    return decode(data, charset)[0]


def name_of(params: Mapping[str, str], key: str) -> str:
    """Give a file name among the parameters: the last step of its path, decoded even where the standard forbids it."""
    name = params.get(key, "")
    if "=?" in name:
        name = decode_words(name)
    return one_line(re.split(r"[/\\]", name)[-1])[:200].strip()
