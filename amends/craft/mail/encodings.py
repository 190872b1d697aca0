"""What a part holds once its transfer encoding is undone; broken encodings give what can be saved."""

import binascii
import re
from typing import Final

from amends.craft.mail.charsets import decode
from amends.craft.mail.mime import Part
from amends.craft.mail.problems import Problems
from amends.craft.text import normalise

_PLAIN: Final = frozenset({b"", b"7bit", b"8bit", b"binary", b"none", b"utf8", b"ascii", b"usascii"})
_UU: Final = frozenset({b"xuuencode", b"uuencode", b"xuue", b"uue"})
_BASE64: Final = frozenset({b"base64", b"b64", b"b"})
_QUOTED_PRINTABLE: Final = frozenset({b"quotedprintable", b"qp", b"q"})
_NAME: Final = re.compile(rb"\([^()]*\)|[^a-z0-9(]+")
_SOFT_BREAK: Final = re.compile(rb"=[ \t]+(?=\r?\n)")  # blanks that a server put at the end of a line
_HEAD: Final = 4_096  # bytes of a page in which its charset is looked for
_META: Final = re.compile(
    rb"<(?:meta|\?xml)[^<>]{0,300}?(?:charset|encoding)=[\"' ]*([A-Za-z0-9_.:-]{2,60})", re.IGNORECASE
)
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_DIGITS: Final = _ALPHABET + b" \t\r\n"
_TAIL: Final = 4_096  # bytes at the end among which plain words are looked for
_PLAIN_IN: Final = 10  # one byte in so many that is no digit, and it is no base64
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]+")


def content(part: Part, problems: Problems) -> bytes:
    """Give the decoded bytes of a part that holds no others."""
    encoding = part.headers.raw("content-transfer-encoding").lower()
    if not encoding.isalnum():
        encoding = _NAME.sub(b"", encoding)
    if encoding in _PLAIN or part.type.startswith("multipart/"):
        return part.body
    if encoding in _QUOTED_PRINTABLE:
        return binascii.a2b_qp(_SOFT_BREAK.sub(b"=", part.body))
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
    lines = [line.strip().lstrip(b"> ") for line in body.split(b"\n")]
    last = _last_coded(lines)
    if words and not last and sum(len(line.translate(None, _ALPHABET)) for line in lines) * _PLAIN_IN > len(body):
        return body  # plain words under a wrong name
    return b"".join(_saved(run) for run in b"\n".join(lines[: last or len(lines)]).split(b"="))


def _last_coded(lines: list[bytes]) -> int:
    """Count the lines before the first that is plain words below an empty line or below padding; 0 if there is none."""
    above = b"x"
    for number, line in enumerate(lines):
        if number and (not above or above.endswith(b"=")) and line.translate(None, _ALPHABET):
            return number if any(lines[:number]) else 0
        above = line
    return 0


def _saved(run: bytes) -> bytes:
    digits = _NOT_BASE64.sub(b"", run)
    usable = len(digits) - (len(digits) % 4 == 1)
    return binascii.a2b_base64(digits[:usable] + b"=" * (-usable % 4))


def _uu(body: bytes, problems: Problems) -> bytes:
    lines = iter(body.splitlines())
    data: list[bytes] = []
    for line in lines:
        if line.startswith(b"begin "):
            break
    for line in lines:
        if line.strip() in {b"end", b"`"}:
            break
        try:
            data.append(binascii.a2b_uu(line))
        except binascii.Error:
            problems.add("bad_encoding")
    return b"".join(data)
