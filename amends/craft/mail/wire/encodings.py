"""What a part holds once its transfer encoding is undone; broken encodings give what can be saved."""

import binascii
import re
from io import BytesIO
from typing import Final

from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.charsets import decode
from amends.craft.mail.wire.mime import Part
from amends.craft.text import normalise

_PLAIN: Final = frozenset({b"", b"7bit", b"8bit", b"binary", b"none", b"utf8", b"ascii", b"usascii"})
_UU: Final = frozenset({b"xuuencode", b"uuencode", b"xuue", b"uue"})
_BASE64: Final = frozenset({b"base64", b"b64", b"b"})
_QUOTED_PRINTABLE: Final = frozenset({b"quotedprintable", b"qp", b"q"})
_NAME: Final = re.compile(rb"\([^()]*\)|[^a-z0-9(]+")
_SOFT_BREAKS: Final = tuple(  # with the blanks that a server put at the end of a line
    (b"=" + blanks + end, b"=" + end) for blanks in (b"  ", b" ", b"\t", b" \t") for end in (b"\n", b"\r\n")
)
_HEAD: Final = 4_096  # bytes of a page in which its charset is looked for
_META: Final = re.compile(
    rb"<(?:meta|\?xml)[^<>]{0,300}?(?:charset|encoding)=[\"' ]*([A-Za-z0-9_.:-]{2,60})", re.IGNORECASE
)
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_DIGITS: Final = _ALPHABET + b" \t\r\n"
_TAIL: Final = 4_096  # bytes at the end among which plain words are looked for
_PLAIN_IN: Final = 8  # one byte in so many that is no digit, and it is no base64
_NO_DIGITS: Final = bytes(set(range(256)) - set(_ALPHABET))
_RUN: Final = re.compile(rb"[^=]+")


def content(part: Part, problems: Problems) -> bytes:
    """Give the decoded bytes of a part that holds no others."""
    encoding = part.headers.raw("content-transfer-encoding").lower()
    if not encoding.isalnum():
        encoding = _NAME.sub(b"", encoding)
    if encoding in _PLAIN or part.type.startswith("multipart/"):
        return part.body
    if encoding in _QUOTED_PRINTABLE:
        return binascii.a2b_qp(_without_trailing_blanks(part.body))
    if encoding in _BASE64:
        return _base64(part.body, problems, words=part.type.startswith("text/"))
    if encoding in _UU:
        return _uu(part.body, problems)
    problems.add("bad_encoding")
    return part.body


def text_content(part: Part, problems: Problems) -> str:
    """Give the text of a part, its line ends as \\n."""
    data = content(part, problems)
    text, fits = decode(data, part.params.get("charset", "") or _named_within(part, data))
    if not fits:
        problems.add("bad_charset")
    return normalise(text)


def _named_within(part: Part, data: bytes) -> str:
    """Give the charset that a page of HTML names in its head, where the mail names none."""
    named = _META.search(data[:_HEAD]) if part.type == "text/html" else None
    return named[1].decode("ascii") if named and not named[1].lower().startswith(b"utf-16") else ""


def _base64(body: bytes, problems: Problems, *, words: bool) -> bytes:
    """Undo base64; the library stops at the first padding and drops what some mailers put after it."""
    if b"=" not in body.rstrip(b"=\r\n\t ") and not body[-_TAIL:].translate(None, _DIGITS):
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            pass
    problems.add("bad_encoding")
    alien = len(body.translate(None, _DIGITS)) + body.count(b" ")
    if words and alien * _PLAIN_IN > len(body) and not _footer(body):
        return body  # plain words under a wrong name
    digits = body[: _footer(body) or len(body)].translate(None, _NO_DIGITS)
    data = bytearray()
    for run in _RUN.finditer(digits):
        data += _saved(run[0])
    return bytes(data)


def _footer(body: bytes) -> int:
    """Tell where plain words begin that a list put below the base64, after padding or an empty line; 0 if nowhere."""
    top = max(0, len(body) - _TAIL)
    at = body.find(b"\n", top) + 1 if top else 0
    above = b"x"
    for line in body[at:].split(b"\n"):
        if (not above or above.endswith(b"=")) and line.strip().translate(None, _ALPHABET):
            return at
        above = line.strip()
        at += len(line) + 1
    return 0


def _saved(run: bytes) -> bytes:
    """Decode digits of base64 that end without padding."""
    usable = len(run) - (len(run) % 4 == 1)
    return binascii.a2b_base64(run[:usable] + b"=" * (-usable % 4))


def _without_trailing_blanks(body: bytes) -> bytes:
    """Close the soft breaks that are followed by blanks."""
    if b"= " in body or b"=\t" in body:
        for broken, whole in _SOFT_BREAKS:
            body = body.replace(broken, whole)
    return body


def _uu(body: bytes, problems: Problems) -> bytes:
    lines = BytesIO(body)
    data = bytearray()
    for line in lines:
        if line.startswith(b"begin "):
            break
    for line in lines:
        if line.strip() in {b"end", b"`"}:
            break
        try:
            data += binascii.a2b_uu(line.rstrip(b"\r\n"))
        except binascii.Error:
            problems.add("bad_encoding")
    return bytes(data)
