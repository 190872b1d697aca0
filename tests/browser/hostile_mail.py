"""Mails that try to break out of where they are shown: by their HTML, their heads, their files, what they carry."""

import struct
from base64 import b64encode
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from tests.browser.hostile_html import JS, hostile_html

DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' onload='{js}'><script>{js}</script><image href='{url}'/></svg>"
PAGE = "<!doctype html><script>{js}</script><img src=x onerror={js}><img src='{url}'>"
TAG = "<img src=x onerror={js}>"
ALONE = "console.log(`it-ran`)"


def tnef(subject: str, name: str, content: str) -> str:
    """Return a winmail.dat with a subject and a file, in base64; what runs in it tells no name."""

    def attribute(level: int, number: int, value: bytes) -> bytes:
        return struct.pack("<BII", level, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    written = [
        struct.pack("<IH", 0x223E9F78, 1),
        attribute(1, 0x00018004, subject.replace("{js}", ALONE).encode() + b"\0"),
        attribute(2, 0x00069002, bytes(14)),
        attribute(2, 0x00018010, name.replace("{js}", ALONE).encode() + b"\0"),
        attribute(2, 0x0006800F, content.replace("{js}", ALONE).encode()),
    ]
    return b64encode(b"".join(written)).decode()


HEADS = {
    "subject": f"Subject: {TAG}",
    "subject-title": "Subject: </title></h1><script>{js}</script>",
    "subject-attribute": "Subject: \" onfocus={js} autofocus x=\" ' onfocus={js} autofocus x='",
    "subject-template": "Subject: {{ request.user }}{% load static %}{% csrf_token %}{{js}}",
    "sender-name": f'From: "{TAG}" <ada@example.com>',
    "sender-quote": 'From: "x\\" autofocus onfocus={js} y=\\"" <ada@example.com>',
    "sender-address": 'From: <"<script>{js}</script>"@example.com>',
    "sender-domain": "From: a@<img/src=x/onerror={js}>.example",
    "reply-to": f"Reply-To: {TAG} <x@example.com>, javascript:{{js}}@example.com",
    "to": f'To: "{TAG}" <a"{TAG}@example.com>\r\nCc: "{TAG}" <c@example.com>',
    "message-id": 'Message-ID: <"><script>{js}</script>@example.com>',
    "references": 'References: <"><script>{js}</script>@example.com>',
    "header-name": "<script>{js}</script>: x\r\nX-<img/src=x/onerror={js}>: y",
    "list": "List-Unsubscribe: <javascript:{js}>, <{url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click",
    "face": "Face: {url}\r\nX-Face-URL: {url}\r\nX-Image-URL: {url}\r\nLink: <{url}>; rel=preload; as=image",
    "checks": f"Authentication-Results: mx.example; dkim=fail header.d={TAG}; spf=fail smtp.mailfrom={TAG}",
    "date": f"Date: {TAG}",
    "encoded": "Subject: =?utf-7?Q?+ADw-script+AD4-{js}+ADw-/script+AD4-?= =?iso-2022-jp?Q?=1B(J<img=20src=3Dx?=",
    "refresh": "Refresh: 0;url={url}\r\nSet-Cookie: sessionid=x\r\nLocation: {url}\r\nContent-Location: {url}",
    "receipt": f"Disposition-Notification-To: {TAG} <x@example.com>",
    "subject-link": 'Subject: javascript:{js} http://x.example/"onmouseover={js} [a](javascript:{js})',
    "subject-lines": "Subject: a\r\n <script>{js}</script>\r\n\t</textarea><img src=x onerror={js}>",
    "sender-encoded": "From: =?utf-8?Q?=3Cimg=20src=3Dx=20onerror=3Dconsole.log(`it-ran`)=3E?= <ada@example.com>",
    "sender-comment": f"From: ada@example.com ({TAG})\r\nSender: {TAG} <b@example.com>",
    "caller": f'From: "{TAG}" <voice@pbx.example>\r\nX-CallingTelephoneNumber: +1<img src=x onerror={{js}}>5550100',
    "passed-on": f"Received: from {TAG} by {TAG}; {TAG}\r\nX-Mailer: {TAG}\r\nOrganization: {TAG}",
    "thread": f"Thread-Topic: {TAG}\r\nThread-Index: {TAG}\r\nIn-Reply-To: <{TAG}@example.com>",
    "base": "Content-Base: {url}\r\nContent-Location: javascript:{js}\r\nContent-Script-Type: text/javascript",
}
"""Lines of a head; those that a mail needs and that aren't here are added."""

BODIES = {
    "plain": ("text/plain", f"</div></pre>{TAG}<script>{{js}}</script>\r\njavascript:{{js}}\r\n{{url}}"),
    "markdown": ("text/plain", "[a](javascript:{js}) ![b]({url}) <{url}> <javascript:{js}>"),
    "quoted": (
        "text/plain",
        f"new\r\n\r\nOn Monday Ben wrote:\r\n> {TAG}\r\n> <script>{{js}}</script>\r\n\r\n-- \r\n{TAG}",
    ),
    "xhtml": ("application/xhtml+xml", "<html xmlns='http://www.w3.org/1999/xhtml'><script>{js}</script></html>"),
    "drawing": ("image/svg+xml", DRAWING),
    "xml": (
        "text/xml",
        "<?xml-stylesheet href='{url}'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>{js}</x:script>",
    ),
    "enriched": ("text/enriched", f"<bold>{TAG}</bold><x-url><param>{{url}}</param></x-url>"),
    "script": ("text/javascript", "{js}"),
    "utf-7": ("text/html; charset=utf-7", "+ADw-script+AD4-{js}+ADw-/script+AD4- +ADw-img src=x onerror={js}+AD4-"),
    "shift": ("text/html; charset=iso-2022-jp", '<img alt="\x1b$B" title="\x1b(B onerror={js} src=x ">'),
    "twice": ('text/html; charset="utf-8"; charset="utf-7"', "+ADw-script+AD4-{js}+ADw-/script+AD4-"),
    "type": ("text/html/<script>{js}</script>", TAG),
    "nul": ("text/html", "<scr\0ipt>{js}</scr\0ipt><img src=x on\0error={js} o\0nerror={js}>"),
    "flowed": ("text/plain; format=flowed", "<script> \r\n{js} \r\n</script>"),
    "links": (
        "text/plain",
        'http://x.example/"onmouseover={js} a="b\r\nhttps://x.example/<img/src=x/onerror={js}>\r\n<mailto:a@b"onfocus={js}>'
        "\r\nwww.x.example'onfocus={js}\r\njavascript://x.example/%0a{js}\r\ndata:text/html,<script>{js}</script>\r\n"
        'http://[::1]"><script>{js}</script>\r\nhttp://x.example/?a=</a><script>{js}</script>',
    ),
    "links-nested": (
        "text/plain",
        '[<http://x.example/](javascript:{js}) [a]: javascript:{js} "<script>{js}</script>" [a]',
    ),
    "rules": ("text/plain; charset=utf-7", "+ADw-script+AD4-{js}+ADw-/script+AD4- +AGo-avascript:{js}"),
    "utf-16": ("text/html; charset=utf-16be", "".join(f"\0{letter}" for letter in PAGE.replace("{js}", ALONE))),
    "overlong": ("text/html; charset=utf-8", "\udcc0\udcbcscript\udcc0\udcbe{js}\udcc0\udcbc/script\udcc0\udcbe" + TAG),
    "hz": ("text/html; charset=hz-gb-2312", '<img alt="~{" title="~} onerror={js} src=x ">~~~{~}<script>{js}</script>'),
    "big5": ("text/html; charset=big5", '<img alt="\udc83" title=" onerror={js} src=x ">'),
    "mine": ("text/html; charset=x-user-defined", "\udcbcscript\udcbe{js}\udcbc/script\udcbe<img src=x onerror={js}>"),
    "mark": ("text/html; charset=utf-16le", "\udcef\udcbb\udcbf<script>{js}</script><img src=x onerror={js}>"),
    "amp": (
        "text/x-amp-html",
        "<!doctype html><html amp4email><amp-img src='{url}'></amp-img><script>{js}</script></html>",
    ),
    "watch": ("text/watch-html", PAGE),
    "rich": (
        "text/rtf",
        "{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag <script>{js}</script>}{\\field{\\*\\fldinst HYPERLINK {url}}}}",
    ),
    "inner": (
        "message/rfc822",
        f"From: {TAG} <a@b.example>\r\nSubject: {TAG}\r\nContent-Type: text/html\r\n\r\n{PAGE}",
    ),
    "elsewhere": ('message/external-body; access-type=URL; URL="{url}"', "Content-Type: text/html\r\n\r\n"),
    "date": (
        "text/calendar; method=REQUEST",
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nDTSTART:20261203T100000Z"
        f"\r\nSUMMARY:{TAG}\r\nDESCRIPTION:{TAG}\r\nX-ALT-DESC;FMTTYPE=text/html:<script>{{js}}</script>\r\nEND:VEVENT"
        "\r\nEND:VCALENDAR\r\n",
    ),
}
FILES = {
    "svg": ("image/svg+xml", "drawing.svg", DRAWING),
    "svg-as-png": ("image/png", "photo.png", DRAWING),
    "html": ("text/html", "letter.html", PAGE),
    "html-as-txt": ("text/plain", "letter.html", PAGE),
    "html-as-gif": ("image/gif", "photo.gif", f"GIF89a/*{PAGE}"),
    "html-as-sound": ("audio/wav", "message.wav", PAGE),
    "html-as-pdf": ("application/pdf", "letter.pdf", PAGE),
    "xht": (
        "application/xhtml+xml",
        "a.xht",
        "<html xmlns='http://www.w3.org/1999/xhtml'><script>{js}</script></html>",
    ),
    "mhtml": ("multipart/related", "page.mht", f"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{PAGE}"),
    "mail": ("application/octet-stream", "inner.eml", f"From: a@b.example\r\nContent-Type: text/html\r\n\r\n{PAGE}"),
    "name": ("image/png", "<img src=x onerror=console.log(`it-ran`)>.png", "\x89PNG"),
    "name-attribute": ("text/plain", '" onfocus={js} autofocus x=".txt', "x"),
    "name-path": ("text/plain", "../../../../etc/<script>{js}</script>.html", "x"),
    "name-lines": ("text/plain", "a.txt\u2028Content-Type: text/html\u2029<script>{js}</script>", PAGE),
    "name-turned": ("text/plain", "photo\u202egnp.lmth", PAGE),
    "type": ("text/html;x=<script>", "a", PAGE),
    "date": (
        "text/calendar",
        "a.ics",
        f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:{TAG}\r\nLOCATION:{TAG}\r\nDTSTART:20261203T100000Z"
        f'\r\nDTSTART;TZID={TAG}:20261203T100000\r\nORGANIZER;CN="{TAG}":mailto:{TAG}\r\nURL:javascript:{{js}}'
        "\r\nATTACH:{url}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ),
    "card": (
        "text/vcard",
        "a.vcf",
        f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{TAG}\r\nORG:{TAG}\r\nTEL:{TAG}1\r\nTEL;VALUE=uri:javascript:{{js}}\r\nEMAIL:{TAG}"
        "\r\nPHOTO:{url}\r\nURL:javascript:{js}\r\nEND:VCARD\r\n",
    ),
    "pdf": (
        "application/pdf",
        "a.pdf",
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\('{url}'\\))>>>>"
        "endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R"
        "/AA<</O<</S/URI/URI({url})>>>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ),
    "xsl": (
        "text/xml",
        "a.xml",
        "<?xml-stylesheet type='text/xsl' href='{url}'?><x xmlns='http://www.w3.org/1999/xhtml'/>",
    ),
    "xml-as-gif": (
        "image/gif",
        "a.gif",
        "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='{js}'/>",
    ),
    "svg-as-webp": ("image/webp", "a.webp", f"RIFF\0\0\0\0{DRAWING}"),
    "html-as-ogg": ("audio/ogg", "a.ogg", f"OggS{PAGE}"),
    "html-as-anything": ("application/octet-stream", "letter.html", PAGE),
    "html-as-nothing": ("", "", PAGE),
    "shortcut": ("application/octet-stream", "a.url", "[InternetShortcut]\r\nURL=javascript:{js}\r\nIconFile={url}"),
    "hta": ("application/hta", "a.hta", PAGE),
    "program": ("text/javascript", "a.js", "{js}"),
    "list": ("audio/x-mpegurl", "a.m3u", "#EXTM3U\r\n{url}\r\n"),
    "signature": ("application/pkcs7-signature", "<img src=x onerror={js}>.p7s", "x"),
    "winmail": (
        "application/ms-tnef\r\nContent-Transfer-Encoding: base64",
        "winmail.dat",
        tnef(TAG, f"{TAG}.html", PAGE),
    ),
}

THREAD = "References: <first@example.com>"
"""Brings them all together in one case."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """All mails of the corpus by their names, and all pieces of HTML, which some of them hold."""

    html: dict[str, str]
    mails: dict[str, bytes]

    def write(self, folder: Path) -> None:
        """Put the mails into a maildir."""
        for part in ("new", "cur", "tmp"):
            (folder / part).mkdir(parents=True)
        for name, raw in self.mails.items():
            (folder / "new" / name).write_bytes(raw)


def hostile_mails(canary: str) -> Hostile:
    """Return the corpus; whatever runs or is fetched reports to `canary`, the address of a server.

    Each second piece of HTML is mailed as well: all mails with HTML go the same way, and each costs its time.
    """
    html = hostile_html(canary)
    mails = {name: _with_html(name, html[name], canary) for name in [*html][::2]}
    for name, head in HEADS.items():
        mails[f"head-{name}"] = _by_hand(f"head-{name}", head, "text/plain", "as said above", canary)
    for name, (kind, body) in BODIES.items():
        mails[f"body-{name}"] = _by_hand(f"body-{name}", "", kind, body, canary)
    for name, (kind, filename, content) in FILES.items():
        mails[f"file-{name}"] = _with_file(f"file-{name}", kind, filename, content, canary)
    return Hostile(html, mails)


def _filled(text: str, name: str, canary: str) -> str:
    url = f"{canary}/{name}"
    return text.replace("{js}", JS).replace("{url}", url)


def _with_html(name: str, html: str, canary: str) -> bytes:
    """Return a mail of words and HTML, with a drawing and a page that the HTML may call by their ids."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ada Okafor <ada@example.com>", "help@pumps.example", name
    mail["Message-ID"], mail["References"] = f"<{name}@example.com>", "<first@example.com>"
    mail.set_content(f"The words of {name}.\n\n{html}\n")
    mail.add_alternative(html.encode("utf-8", "surrogateescape"), "text", "html")
    body = mail.get_body(("html",))
    assert isinstance(body, EmailMessage)
    for cid, kind, content in (("drawing", "svg+xml", DRAWING), ("page", "png", PAGE)):
        body.add_related(_filled(content, name, canary).encode(), "image", kind, cid=f"<{cid}>")
    return mail.as_bytes()


def _by_hand(name: str, head: str, kind: str, body: str, canary: str) -> bytes:
    lines = [_filled(head, name, canary)] if head else []
    needed = ("From: Ada Okafor <ada@example.com>", f"Subject: {name}", f"Message-ID: <{name}@example.com>", THREAD)
    lines += [line for line in needed if not head.startswith(line.partition(":")[0] + ":")]
    lines.append(f"Content-Type: {_filled(kind, name, canary)}")
    return "\r\n".join([*lines, "", _filled(body, name, canary)]).encode("utf-8", "surrogateescape")


def _with_file(name: str, kind: str, filename: str, content: str, canary: str) -> bytes:
    """Return a mail with one file, whose name stands as it is in its head."""
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"'
    quoted = _filled(filename, name, canary).replace("\\", "\\\\").replace('"', '\\"')
    part = f'Content-Type: {kind}\r\nContent-Disposition: inline; filename="{quoted}"\r\n\r\n'
    body = f"--b\r\n\r\nThe words of {name}.\r\n--b\r\n{part}{_filled(content, name, canary)}\r\n--b--\r\n"
    top = f"From: Ada Okafor <ada@example.com>\r\nSubject: {name}\r\nMessage-ID: <{name}@example.com>"
    return f"{top}\r\n{THREAD}\r\n{head}\r\n\r\n{body}".encode("utf-8", "surrogateescape")
