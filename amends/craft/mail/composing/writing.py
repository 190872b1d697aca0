"""Writing a mail: the same `Outgoing` always gives the same bytes, so that sending one twice is sending one mail."""

import base64
import binascii
import re
from collections.abc import Iterator
from email.utils import format_datetime
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from amends.craft.mail.composing.dressing import page
from amends.craft.mail.composing.header_writing import address_list, ids, phrase
from amends.craft.mail.composing.markup import to_text
from amends.craft.mail.composing.outgoing import Enclosure, Outgoing
from amends.craft.mail.composing.outlook import thread_index
from amends.craft.mail.wire.headers import one_line
from amends.craft.refusal import Malformed, Missing
from amends.craft.text import normalise

_TYPE: Final = re.compile(r"[a-z0-9]+/[a-z0-9][a-z0-9.+-]{0,80}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FROM_LINE: Final = re.compile(rb"^From ", re.MULTILINE)  # relays write ">From " into mails that have such lines
_LONGEST_NAME: Final = 900
_UNSAFE_NAME: Final = re.compile(r"[\x00-\x1f\x7f\"\\/]+")


def compose(mail: Outgoing) -> bytes:
    """Write `mail` as text and HTML, with what it encloses, lines ending in CRLF.

    Raises Missing when nobody is to receive it, and Malformed for an address or a Message-ID that no server takes.
    Line ends in names and subject become blanks, so nothing that was written into them can become a header.
    """
    if not mail.to and not mail.cc:
        raise Missing("recipient")
    words = _multipart("alternative", mail.message_id, [_text(mail), _html(mail)])
    files = [_enclosed(file) for file in mail.enclosures]
    body = _multipart("mixed", mail.message_id, [words, *files]) if files else words
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(mail))
    return head.encode("ascii") + body


def _headers(mail: Outgoing) -> Iterator[tuple[str, str]]:
    yield "From", address_list((mail.sender,))
    for name, addresses in (("To", mail.to), ("Cc", mail.cc), ("Reply-To", mail.reply_to)):
        if addresses:
            yield name, address_list(addresses)
    yield "Subject", phrase(mail.subject, "Subject")
    yield "Date", format_datetime(mail.date)
    own_id = ids((mail.message_id,))
    if not own_id:
        raise Malformed("message_id", value=mail.message_id)
    yield "Message-ID", own_id
    answered = ids((mail.in_reply_to,)) if mail.in_reply_to else ""
    if answered:
        yield "In-Reply-To", answered
    chain = ids(dict.fromkeys([*mail.references, *([mail.in_reply_to] if mail.in_reply_to else [])]))
    if chain:
        yield "References", chain
    yield from _signs(mail)
    yield "MIME-Version", "1.0"


def _signs(mail: Outgoing) -> Iterator[tuple[str, str]]:
    """Give what programs sort by: the conversation, that no machine should answer, the language."""
    if mail.topic:
        yield "Thread-Topic", phrase(mail.topic, "Thread-Topic")
        yield "Thread-Index", thread_index(mail.thread_index, seed=mail.topic, at=mail.date)
    if mail.automatic:
        yield "Auto-Submitted", mail.automatic
        yield "X-Auto-Response-Suppress", "All"
    if _LANGUAGE.fullmatch(mail.language):
        yield "Content-Language", mail.language


def _text(mail: Outgoing) -> bytes:
    words = to_text(mail.text).rstrip("\n") + "\n"
    if mail.quoted:
        lines = "\n".join(f"> {line}".rstrip() for line in normalise(mail.quoted.text).split("\n"))
        words += f"\n{one_line(mail.quoted.intro)}\n{lines}\n"
    return _words("plain", words)


def _html(mail: Outgoing) -> bytes:
    return _words("html", page(mail.text, language=mail.language, quoted=mail.quoted))


def _words(subtype: str, text: str) -> bytes:
    data = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    coded = _FROM_LINE.sub(b"=46rom ", binascii.b2a_qp(data)).replace(b"\n", b"\r\n")
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return head.encode("ascii") + coded


def _enclosed(file: Enclosure) -> bytes:
    """Write an enclosure; an attached mail goes as a plain file, since mails may not be base64 as such."""
    known = _TYPE.fullmatch(file.type.lower()) and not file.type.lower().startswith(("multipart/", "message/"))
    type_ = file.type.lower() if known else "application/octet-stream"
    name = _fitting(_UNSAFE_NAME.sub("_", file.name).strip() or "file")
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    long = "" if name.isascii() else f";\r\n filename*=utf-8''{_quoted(name)}"
    head = (
        f"Content-Type: {type_}\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment;\r\n filename="{plain}"{long}\r\n\r\n'
    )
    return head.encode("ascii") + base64.encodebytes(file.data).replace(b"\n", b"\r\n")


def _fitting(name: str) -> str:
    """Return a file's name, cut before its ending where a line of a mail could not hold it (RFC 5322, 2.1.1)."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(_quoted(ending)) > _LONGEST_NAME // 2:
        stem, dot, ending = name, "", ""
    while len(_quoted(stem + dot + ending)) > _LONGEST_NAME:
        stem = stem[:-1]
    return stem + dot + ending


def _quoted(name: str) -> str:
    return quote(name, safe="", errors="replace")


def _multipart(subtype: str, seed: str, parts: list[bytes]) -> bytes:
    """Join parts; "=_" can stand in neither of the two encodings used, so the boundary is in no part."""
    boundary = f"=_{subtype[:3]}_{sha256(seed.encode('utf-8', 'replace')).hexdigest()[:32]}"
    mark = f"--{boundary}".encode("ascii")
    head = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    return head + b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"
