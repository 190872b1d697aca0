"""Mails of about a megabyte that were made to be slow, to be deep or to burst."""

import base64
import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

MEGABYTE: Final = 1_000_000
HEAD: Final = (
    b"From: Ada Lark <ada@lark.example>\nTo: desk@shop.example\nSubject: Kettle\nMessage-ID: <a@lark.example>\n"
)


def filled(unit: bytes) -> bytes:
    """Repeat `unit` to a megabyte."""
    return unit * (MEGABYTE // len(unit))


def body(type_: str, words: bytes, *, encoding: str = "8bit") -> bytes:
    """Give a mail of one part."""
    return HEAD + f"Content-Type: {type_}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + words


def field(name: str, value: bytes) -> bytes:
    """Give a mail whose header `name` holds `value`."""
    return name.encode() + b": " + value + b"\n" + HEAD + b"\nHello\n"


def nested(depth: int, *, same: bool) -> bytes:
    """Give multiparts within each other, with one boundary for all or with one for each."""
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % ((0, 0) if same else (n, n)) for n in range(depth)
    )
    closed = b"".join(b"\n--b%d--" % (0 if same else n) for n in reversed(range(depth)))
    return HEAD + opened + b"\nHello" + closed


def enclosed(depth: int) -> bytes:
    """Give mails attached to each other."""
    return HEAD + b"Content-Type: message/rfc822\n\n" * depth + HEAD + b"\nHello"


def parts(count: int, head: bytes) -> bytes:
    """Give a mail of many parts."""
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + (b"--b\n" + head + b"\n\nx\n") * count + b"--b--\n"


def bomb() -> bytes:
    """Give a zip file that would fill a gigabyte, a gzip body beside it, and a compressed picture in name only."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.txt", b"\0" * 10_000_000)
    coded = base64.encodebytes(packed.getvalue())
    squeezed = base64.encodebytes(gzip.compress(b"\0" * 10_000_000))
    zipped = b"--b\nContent-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n" + coded
    text = b"--b\nContent-Type: text/plain\nContent-Encoding: gzip\nContent-Transfer-Encoding: base64\n\n" + squeezed
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + text + zipped * 10 + b"--b--\n"


def report(count: int) -> bytes:
    """Give a delivery report of many recipients."""
    block = b"Final-Recipient: rfc822; ada%d@lark.example\nAction: failed\nStatus: 5.1.1\n\n"
    blocks = b"".join(block % n for n in range(count))
    head = b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
    return HEAD + head + b"Content-Type: message/delivery-status\n\n" + blocks + b"--b--\n"


def calendar(count: int) -> bytes:
    """Give an invitation of many events."""
    event = b"BEGIN:VEVENT\nUID:%d\nDTSTART:20261102T080500Z\nRRULE:FREQ=SECONDLY\nSUMMARY:Call\nEND:VEVENT\n"
    events = b"".join(event % n for n in range(count))
    return body("text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\nMETHOD:REQUEST\n" + events + b"END:VCALENDAR\n")


def cards(count: int) -> bytes:
    """Give many visiting cards in one file."""
    return body("text/vcard", b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lark\nTEL:+49 30 1\nEND:VCARD\n" * count)


_FIELDS: Final = {
    "one header of a megabyte": ("X-Long", b"a"),
    "a subject of a megabyte": ("Subject", "ü ".encode()),
    "folds": ("Subject", b"a\n "),
    "folds of blanks": ("Subject", b"\n \t"),
    "100,000 encoded words": ("Subject", b"=?a?q??= "),
    "encoded words in UTF-8": ("Subject", b"=?utf-8?b?w7w=?= "),
    "encoded words in a wrong charset": ("Subject", b"=?iso-8859-1?q?a=B3b=EA?= x "),
    "encoded words never closed": ("Subject", b"=?utf-8?q?a"),
    "question marks": ("Subject", b"=?=?"),
    "encoded words broken by folds": ("Subject", b"=?utf-8?q?a\n b?=\n "),
    "50,000 addresses": ("To", b"Ada <a@b.example>, "),
    "addresses without commas": ("To", b"a@b.example "),
    "angles": ("To", b"<"),
    "angles with addresses": ("To", b"<a@b> "),
    "quotes": ("From", b'"\\'),
    "brackets": ("From", b"("),
    "brackets in pairs": ("From", b"()"),
    "colons and semicolons": ("To", b"a:;"),
    "references": ("References", b"<a@b.example> "),
    "references in one": ("References", b"<a"),
    "parameters": ("Content-Type", b";a=b"),
    "parameters in pieces": ("Content-Type", b";name*1*=%C3"),
    "parameters without values": ("Content-Type", b"; a "),
    "a date": ("Date", b"1 Nov "),
    "results": ("Authentication-Results", b"a; dkim=fail header.d=b;"),
}
_BODIES: Final = {
    "one line": ("text/plain", b"a"),
    "blanks": ("text/plain", b" "),
    "empty lines": ("text/plain", b"\n"),
    "carriage returns": ("text/plain", b"\r"),
    "quoted lines": ("text/plain", b"> a\nb\n"),
    "quotation marks": ("text/plain", b">"),
    "heads of quotations": ("text/plain", b"On 1 Nov 2026 Ada wrote:\n"),
    "labels": ("text/plain", b"From: a@b.example\nTo: x\nSubject: y\n\n"),
    "forwarded heads": ("text/plain", b"---------- Forwarded message ---------\nFrom: Ada <a@b.example>\n"),
    "uuencode": ("text/plain", b"begin 644 a\n#86)C\n`\nend\n"),
    "uuencode never ended": ("text/plain", b"begin 644 a\n"),
    "yEnc": ("text/plain", b"=ybegin line=128 size=1 name=a\na\n=yend size=1\n"),
    "PGP": ("text/plain", b"-----BEGIN PGP SIGNED MESSAGE-----\n"),
    "UTF-7": ("text/plain; charset=utf-7", b"+AOQ-"),
    "ISO-2022-JP": ("text/plain; charset=iso-2022-jp", b"\x1b$B-!\x1b(B"),
    "ISO-2022-KR": ("text/plain; charset=iso-2022-kr", b"\x1b$)C\x0e!!\x0f"),
    "HZ": ("text/plain; charset=hz-gb-2312", b"~{!!~}"),
    "UTF-16": ("text/plain; charset=utf-16", b"a\0"),
    "no charset": ("text/plain", b"\xc4\xe3"),
    "no charset, and accents": ("text/plain", b"Za\xbf\xf3\xb3\xe6 "),
    "a wrong charset": ("text/plain; charset=iso-8859-1", b"Za\xbf\xf3\xb3\xe6 "),
    "bytes that stray": ("text/plain; charset=utf-8", b"\xc3\xa9\xe9 "),
    "a charset half and half": ("text/plain; charset=utf-7", b"+AD4 \xe9"),
    "divisions": ("text/html", b"<div>"),
    "quotations in HTML": ("text/html", b"<blockquote>"),
    "tables": ("text/html", b"<table><tr><td>"),
    "tags never closed": ("text/html", b"<a href="),
    "styles": ("text/html", b"<p style='display:none'>a</p>"),
    "entities": ("text/html", b"&amp;"),
    "comments": ("text/html", b"<!--"),
    "flowed": ("text/plain; format=flowed; delsp=yes", b"> a \n"),
    "enriched": ("text/enriched", b"<bold>a</bold>"),
    "rich text": ("text/rtf", b"{\\b a}"),
    "winmail.dat": ("application/ms-tnef", b"\x78\x9f\x3e\x22\0\1\2"),
}
_CODED: Final = {
    "base64 in one line": ("base64", b"QUJD"),
    "base64 of padding": ("base64", b"QQ=="),
    "base64 with gaps": ("base64", b"Q U!J D\n"),
    "quoted-printable": ("quoted-printable", b"=C3=BC"),
    "soft breaks": ("quoted-printable", b"=\n"),
    "soft breaks with blanks": ("quoted-printable", b"= \n"),
    "signs of equality": ("quoted-printable", b"="),
    "uuencode as an encoding": ("x-uuencode", b"begin 644 a\n#86)C\n"),
}
_SHAPES: Final[dict[str, Callable[[], bytes]]] = {
    "nested 1,000 deep": lambda: nested(1_000, same=False),
    "nested 1,000 deep, one boundary": lambda: nested(1_000, same=True),
    "nested 10,000 deep": lambda: nested(10_000, same=False),
    "attached 1,000 deep": lambda: enclosed(1_000),
    "attached 20,000 deep": lambda: enclosed(20_000),
    "10,000 parts": lambda: parts(10_000, b"Content-Type: image/png"),
    "10,000 parts of text": lambda: parts(10_000, b"Content-Type: text/plain"),
    "10,000 parts of HTML": lambda: parts(10_000, b"Content-Type: text/html"),
    "10,000 attached mails": lambda: parts(10_000, b"Content-Type: message/rfc822"),
    "10,000 cards": lambda: parts(10_000, b"Content-Type: text/vcard"),
    "100,000 boundaries": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 100_000,
    "boundaries that are none": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + filled(b"--bb--b"),
    "100,000 headers": lambda: filled(b"X-A: b\n"),
    "one name": lambda: filled(b"a"),
    "colons": lambda: filled(b":"),
    "lines that are no headers": lambda: filled(b"a b\n"),
    "broken headers": lambda: filled(b"a b\nX-A: b\n"),
    "zip bomb": bomb,
    "a report of 10,000": lambda: report(10_000),
    "10,000 events": lambda: calendar(8_000),
    "10,000 cards in one file": lambda: cards(10_000),
    "zeros": lambda: filled(b"\0"),
    "high bytes": lambda: filled(b"\xff"),
    "blank lines": lambda: filled(b"\n"),
}
_DAEMON: Final = b"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: failure notice\n\n"
_NOTICES: Final = (b"5.1.1 ", b"a.", b"@a.a", b"550 ", b"-", b"-\n", b"Message-ID: ", b"a@b.example ")


def heavy() -> Iterator[tuple[str, bytes]]:
    """Give every heavy mail with its name."""
    for name, (header, unit) in _FIELDS.items():
        yield name, field(header, (b"text/plain" if header == "Content-Type" else b"") + filled(unit))
    for name, (type_, unit) in _BODIES.items():
        yield name, body(type_, filled(unit))
        yield f"{name}, attached", parts(1, f"Content-Type: {type_}\nContent-Disposition: attachment".encode()) + unit
    for name, (encoding, unit) in _CODED.items():
        for type_ in ("text/plain", "application/pdf"):
            yield f"{name}, {type_}", body(type_, filled(unit), encoding=encoding)
    for unit in _NOTICES:
        yield f"a bounce of {unit!r}", _DAEMON + filled(unit)
    for name, shape in _SHAPES.items():
        yield name, shape()
