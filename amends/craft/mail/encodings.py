"""What a part holds once its transfer encoding is undone; broken encodings give what can be saved."""

import binascii
import re
from typing import Final

from amends.craft.mail.charsets import decode
from amends.craft.mail.mime import Part
from amends.craft.mail.problems import Problems
from amends.craft.text import normalise

_PLAIN: Final = frozenset({b"", b"7bit", b"8bit", b"binary"})
_UU: Final = frozenset({b"x-uuencode", b"uuencode", b"x-uue", b"uue"})
_HEAD: Final = 4_096  # bytes of a page in which its charset is looked for
_META: Final = re.compile(
    rb"<(?:meta|\?xml)[^<>]{0,300}?(?:charset|encoding)=[\"' ]*([A-Za-z0-9_.:-]{2,60})", re.IGNORECASE
)
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]+")


def content(part: Part, problems: Problems) -> bytes:
    """Give the decoded bytes of a part that holds no others."""
    encoding = part.headers.raw("content-transfer-encoding").lower().strip(b"\" ';")
    if encoding in _PLAIN or part.type.startswith("multipart/"):
        return part.body
    if encoding == b"quoted-printable":
        return binascii.a2b_qp(part.body)
    if encoding == b"base64":
        return _base64(part.body, problems)
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


def _base64(body: bytes, problems: Problems) -> bytes:
    """Undo base64; the library stops at the first padding and drops what some mailers put after it."""
    if b"=" not in body.rstrip(b"=\r\n\t "):
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            pass
    problems.add("bad_encoding")
    return b"".join(_saved(run) for run in body.split(b"="))


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
