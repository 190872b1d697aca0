"""The headers of a mail or of one of its parts: found in the bytes, decoded to text, never trusted."""

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from amends.craft.mail.wire.charsets import decode, guess

_FIELD: Final = re.compile(rb"([!-9;-~]++)[ \t]*+:[ \t]*+([^\n]*+(?:\n[ \t][^\n]*+)*+)\n?")
_MISNAMED: Final = re.compile(rb"[^\s:]{0,80}:[ \t]")  # a field whose name is none, or isn't ASCII
_LINE_ENDS: Final = b"\r\n"
_BLANK: Final = re.compile(rb"\r*\n")
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]+")
_LINE: Final = re.compile(rb"[^\n]*+\n?+(?:[ \t]++[^\s][^\n]*+\n)*+")  # with what is folded below it
_ENVELOPE: Final = re.compile(rb">?From (?![ \t]*:)[^\n]*\n")  # mbox's separator, left on top by some gateways
_FOLD: Final = re.compile(rb"\r?\n[ \t]+")
_KNOWN: Final = re.compile(
    rb"(?:From|To|Cc|Subject|Date|Message-ID|MIME-Version|Return-Path|Delivered-To|Reply-To|In-Reply-To|References"
    rb"|Content-[A-Za-z-]+|Received|Sender|Auto-Submitted|DKIM-Signature|User-Agent|Authentication-Results"
    rb"|List-[A-Za-z]+|X-[A-Za-z-]+)[ \t]*:",
    re.IGNORECASE,
)
_INSIDE: Final = r"([^?=]*+(?:(?:\?(?!=)|=(?!\?(?!=)))[^?=]*+)*+)"  # may hold a bare ?, but no other word
_WORD: Final = re.compile(rf"=\?([^?\s*]{{1,60}})(?:\*[^?\s]{{0,60}})?\?([bBqQ])\?{_INSIDE}\?=")
_FOLDED_WORD: Final = re.compile(rb"=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*+(?:\r?\n[ \t]+[^?\s]*+)++\?=")
_CHARSET: Final = re.compile(rb"charset\*?[ \t]*=[ \t\"']*([\w.:-]{2,60})", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,80}\?[bBqQ]\?)")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")

_MOST_FIELDS: Final = 1_000
_MOST_DOUBTED: Final = 50  # encoded words whose charset is looked at
_LONGEST: Final = 256 * 1024  # bytes of one header that are looked at


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields by lower-case name; values are the bytes as they came, unfolded, 8-bit ones brought to UTF-8."""

    fields: Mapping[str, tuple[bytes, ...]]
    broken: bool = False

    def all(self, name: str) -> tuple[bytes, ...]:
        """Give every value of the header `name` (lower case), in order."""
        return self.fields.get(name, ())

    def raw(self, name: str) -> bytes:
        """Give the first value of the header `name` (lower case), empty when there is none."""
        values = self.fields.get(name)
        return values[0] if values else b""

    def text(self, name: str) -> str:
        """Give the first value of the header `name` as text, encoded words decoded, on one line."""
        return header_text(self.raw(name))

    def has(self, name: str) -> bool:
        """Tell whether there is a header `name` (lower case)."""
        return name in self.fields


def read_headers(raw: bytes, at: int = 0, end: int | None = None) -> tuple[Headers, int]:
    """Read header fields from `at` on, not beyond `end`; gives them and where the body begins."""
    end = len(raw) if end is None else end
    envelope = _ENVELOPE.match(raw, at, end)
    at = envelope.end() if envelope else at
    fields, body, broken = _read_fields(raw, at, end)
    return Headers(fields if raw[at:body].isascii() else _in_one_charset(fields), broken), body


def _read_fields(raw: bytes, at: int, end: int) -> tuple[dict[str, tuple[bytes, ...]], int, bool]:
    """Give the fields that stand from `at` on, where they end, and whether something between them was none."""
    fields: dict[str, tuple[bytes, ...]] = {}
    broken, count = False, 0
    while at < end:
        if raw[at] in _LINE_ENDS and (blank := _BLANK.match(raw, at, end)):
            return fields, blank.end(), broken
        field = _FIELD.match(raw, at, end)
        if field is None or count >= _MOST_FIELDS:
            broken, count = True, count + 1
            after = _after_a_broken_line(raw, at, end)
            if after is None or count >= _MOST_FIELDS:
                return fields, at, broken
            at = after
            continue
        count += 1
        at = field.end()
        name = field[1].decode("ascii").lower()
        value = _unfolded(field[2])
        fields[name] = (*fields[name], value) if name in fields else (value,)
    return fields, at, broken


def _in_one_charset(fields: dict[str, tuple[bytes, ...]]) -> dict[str, tuple[bytes, ...]]:
    """Bring bare 8-bit values to UTF-8: such programs write headers in the charset that they declare for the words."""
    declared = _CHARSET.search(b"".join(fields.get("content-type", ())[:1]))
    charset = declared[1].decode("ascii", "ignore") if declared else ""
    return {name: tuple(_in_utf_8(value, charset) for value in values) for name, values in fields.items()}


def _in_utf_8(value: bytes, charset: str) -> bytes:
    if value.isascii():
        return value
    text, fits = decode(value, charset)
    return (text if fits else guess(value)).encode("utf-8", "replace")


def _after_a_broken_line(raw: bytes, at: int, end: int) -> int | None:
    """Where the headers go on after a line that is none, if they clearly do; else the body has begun."""
    line = None if raw.startswith(b"--", at) else _LINE.match(raw, at, end)  # a boundary is in the body
    if line and (_MISNAMED.match(raw, at, end) or begins_with_header(raw, line.end(), end)):
        return line.end()
    return None


def begins_with_header(raw: bytes, at: int, end: int) -> bool:
    """Tell whether a header that every mail has, or an X- one, stands at `at`, before `end`."""
    return bool(_KNOWN.match(raw, at, end))


def _unfolded(value: bytes) -> bytes:
    value = value[:_LONGEST]
    if b"\n" in value:
        if b"=?" in value:
            value = _FOLDED_WORD.sub(_in_one_piece, value)
        value = value.replace(b"\r\n", b"\n").replace(b"\n\t", b" ").replace(b"\n", b"")
    return value.strip()


def _in_one_piece(word: re.Match[bytes]) -> bytes:
    """Close the folds within an encoded word, where no blank was meant."""
    return _FOLD.sub(b"", word[0])


@lru_cache(maxsize=8)  # the subject of a mail is asked for again and again
def header_text(value: bytes) -> str:
    """Give a header value as text: 8-bit bytes guessed, encoded words decoded, one line, nothing invisible."""
    text = guess(value)
    if "=?" in text:
        text = decode_words(text)
    return one_line(text)


def one_line(text: str) -> str:
    """Put `text` on one line, without control characters and without those that turn the writing direction."""
    return " ".join(_UNSEEN.sub(" ", text).split()) if not text.isprintable() or "  " in text else text.strip()


def decode_words(text: str) -> str:
    """Decode the encoded words of RFC 2047 in `text`, also inside quotes and where characters are split over words."""
    text = _BETWEEN.sub(r"\1", text)
    pieces: list[str] = []
    pending: list[bytes] = []
    at, charset = 0, ""
    for number, word in enumerate(_WORD.finditer(text)):
        between = text[at : word.start()]
        if pending and (between or word[1].lower() != charset):
            pieces.append(decode(b"".join(pending), charset, doubted=number < _MOST_DOUBTED)[0])
            pending.clear()
        pieces.append(between)
        charset, at = word[1].lower(), word.end()
        pending.append(_word_bytes(word[2], word[3]))
    pieces.append(decode(b"".join(pending), charset)[0])
    return "".join(pieces) + text[at:]


def _word_bytes(encoding: str, coded: str) -> bytes:
    data = coded.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data, header=True)
    digits = _NOT_BASE64.sub(b"", data)
    usable = len(digits) - (len(digits) % 4 == 1)
    return binascii.a2b_base64(digits[:usable] + b"=" * (-usable % 4))
