"""Mails that nobody wrote: corpora with wounds, and mails put together from pieces, all of them from a seed."""

import base64
import quopri
from random import Random
from typing import Final

SCRAPS: Final = (
    b"\n", b"\r\n", b"\r", b"\n\n", b" ", b"\t", b"\n ", b"\0", b"\xff", b"\xc3", b"\xe2\x82", b"\x1b$B", b"\x1b(B",
    b"+AOQ-", b"=", b"==", b"=\n", b"=ZZ", b"=?utf-8?q?", b"=?iso-2022-jp?B?", b"?=", b"?", b'"', b"\\", b"(", b")",
    b"<", b">", b",", b";", b":", b"@", b"*", b"*0*=", b"''", b"%C3", b"--", b"--b", b"--b--", b"--\n", b"-- \n",
    b"> ", b">>",
    b"From ", b"From: ", b"To: ", b"Subject: ", b"Date: ", b"Message-ID: <", b"Content-Type: ", b"multipart/mixed",
    b"; boundary=b", b"; boundary=", b"; charset=", b"utf-7", b"utf-16", b"no-such", b"message/rfc822", b"text/html",
    b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable", b"x-uuencode", b"Content-Disposition: attachment",
    b"; filename*=", b"; name=", b"begin 644 a\n", b"\nend\n", b"BEGIN:VCALENDAR\n", b"BEGIN:VEVENT\n", b"DTSTART:",
    b"BEGIN:VCARD\n", b"-----BEGIN PGP MESSAGE-----\n", b"On 1 wrote:\n", b"<blockquote>", b"</div>", b"<!--", b"&#x",
    b"Final-Recipient: rfc822;", b"Status: 5.", b"Action: ", b"99999999999", b"-1", "Größe".encode(), b"Gr\xf6\xdfe",
)  # fmt: skip
_TYPES: Final = (
    "text/plain", "text/html", "text/calendar; method=REQUEST", "text/vcard", "text/rtf", "text/enriched", "image/png",
    "audio/wav", "application/pdf", "application/ms-tnef", "application/pgp-encrypted", "application/pkcs7-mime",
    "application/pkcs7-signature", "message/rfc822", "message/delivery-status", "message/partial", "text", "/", "",
)  # fmt: skip
_MULTIPARTS: Final = (
    "mixed",
    "alternative",
    "related",
    "report",
    "signed",
    "encrypted",
    "digest",
    "voice-message",
    "x",
)
_CHARSETS: Final = (
    "utf-8", "us-ascii", "iso-8859-1", "windows-1251", "koi8-r", "iso-2022-jp", "shift_jis", "gb2312", "big5", "euc-kr",
    "utf-7", "utf-16", "utf-32", "hz", "iso-2022-kr", "x-user-defined", "unknown", "hex", "",
)  # fmt: skip
_WORDS: Final = (
    "Größe 40 €",
    "Заказ не пришёл",
    "日本語のご注文",
    "订单没有收到",
    "> quoted\nmine",
    "-- \nAda",
    "<b>bold</b>",
)
_MOST_WOUNDS: Final = 12
_LONGEST_CUT: Final = 400


def mutant(chance: Random, mails: list[bytes]) -> bytes:
    """Give a mail of the corpora with some wounds, sometimes with half of another."""
    raw = bytearray(chance.choice(mails))
    if chance.random() < 0.2:
        other = chance.choice(mails)
        raw[chance.randrange(len(raw) + 1) :] = other[chance.randrange(len(other) + 1) :]
    for _ in range(chance.randint(1, _MOST_WOUNDS)):
        _wound(chance, raw)
    return bytes(raw)


def _wound(chance: Random, raw: bytearray) -> None:
    at = chance.randrange(len(raw) + 1)
    end = min(len(raw), at + chance.randint(1, _LONGEST_CUT))
    match chance.randrange(6):
        case 0:
            del raw[at:end]
        case 1:
            raw[at:at] = raw[at:end] * chance.randint(1, 20)
        case 2 if at < len(raw):
            raw[at] = chance.randrange(256)
        case 3:
            other = chance.randrange(len(raw) + 1)
            raw[at:at] = raw[other : other + _LONGEST_CUT]
        case 4:
            raw[at : at + chance.randint(0, 4)] = chance.choice(SCRAPS)
        case _:
            raw[at:at] = b"".join(chance.choices(SCRAPS, k=chance.randint(1, 6))) * chance.choice((1, 1, 1, 50))


def made(chance: Random) -> bytes:
    """Give a mail put together from headers, parts, charsets and encodings that hardly fit each other."""
    names = ("From", "To", "Cc", "Subject", "Date", "Message-ID", "References", "In-Reply-To", "X-Failed-Recipients")
    head = b"".join(
        name.encode() + b": " + _value(chance) + b"\n" for name in chance.sample(names, chance.randint(0, 9))
    )
    raw = head + _part(chance, 0)
    return raw.replace(b"\n", b"\r\n") if chance.random() < 0.3 else raw


def _value(chance: Random) -> bytes:
    word = chance.choice(_WORDS)
    charset = chance.choice(_CHARSETS)
    coded = base64.b64encode(_encoded(word, charset)).decode()
    plain = (
        word,
        f"=?{charset}?B?{coded}?=",
        "Ada <ada@lark.example>",
        "<a@b.example>",
        "Mon, 2 Nov 2026 08:05:00 +0100",
    )
    value = " ".join(chance.choices(plain, k=chance.randint(1, 4))).encode()
    return value if chance.random() < 0.6 else value + chance.choice(SCRAPS) + value


def _part(chance: Random, depth: int) -> bytes:
    if depth < 6 and chance.random() < 0.5:
        mark = chance.choice(("b", "b", f"b{depth}", "b b", ""))
        parts = b"".join(
            b"--" + mark.encode() + b"\n" + _part(chance, depth + 1) + b"\n" for _ in range(chance.randint(0, 4))
        )
        end = b"--" + mark.encode() + b"--\n" if chance.random() < 0.8 else b""
        return f'Content-Type: multipart/{chance.choice(_MULTIPARTS)}; boundary="{mark}"\n\n'.encode() + parts + end
    charset, type_ = chance.choice(_CHARSETS), chance.choice(_TYPES)
    encoding = chance.choice(("7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "?"))
    words = _encoded("\n".join(chance.choices(_WORDS, k=chance.randint(0, 8))), charset)
    words += b"".join(chance.choices(SCRAPS, k=chance.choice((0, 0, 3, 30))))
    if encoding == "base64":
        words = base64.encodebytes(words)
    elif encoding == "quoted-printable":
        words = quopri.encodestring(words)
    name = chance.choice(("", "; name=a.pdf", "; name*=utf-8''%C3%BC.pdf", '; name="=?utf-8?q?=C3=BC?="'))
    shown = chance.choice(("", "Content-Disposition: attachment\n", "Content-Disposition: inline\nContent-ID: <a>\n"))
    head = f"Content-Type: {type_}; charset={charset}{name}\nContent-Transfer-Encoding: {encoding}\n{shown}\n"
    return head.encode() + words


def _encoded(words: str, charset: str) -> bytes:
    try:
        return words.encode(charset or "utf-8", "replace")
    except (LookupError, ValueError, TypeError):
        return words.encode("utf-8")
