"""Mails that try to break out of where they are shown: by their HTML, their heads, their files, what they carry."""

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from tests.browser.hostile_html import JS, hostile_html

DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' onload='{js}'><script>{js}</script><image href='{url}'/></svg>"
PAGE = "<!doctype html><script>{js}</script><img src=x onerror={js}><img src='{url}'>"
TAG = "<img src=x onerror={js}>"

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
}

THREAD = "References: <first@example.com>"
"""Brings them all together in one case."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """All mails of the corpus by their names, and the HTML that some of them hold."""

    html: dict[str, str]
    mails: dict[str, bytes]

    def write(self, folder: Path) -> None:
        """Put the mails into a maildir."""
        for part in ("new", "cur", "tmp"):
            (folder / part).mkdir(parents=True)
        for name, raw in self.mails.items():
            (folder / "new" / name).write_bytes(raw)


def hostile_mails(canary: str) -> Hostile:
    """Return the corpus; whatever runs or is fetched reports to `canary`, the address of a server."""
    html = hostile_html(canary)
    mails = {name: _with_html(name, piece, canary) for name, piece in html.items()}
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
