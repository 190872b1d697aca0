"""A mail as it was sent: its HTML made safe, with its own pictures in it."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from amends.craft.mail import attachment, parse
from amends.craft.mail.hypertext.safe_html import SafeHtml, safe_html
from amends.craft.mail.parts.pictures import inline_images
from amends.craft.mail.parts.showable import picture_type
from amends.desk.cases.kept import bytes_of
from amends.doors.workbench.sent_page import SentDocument, SentPage
from amends.doors.workbench.showing.mail_words import left_out_words

if TYPE_CHECKING:
    from amends.desk.cases.models import Message

ROOM = 8 * 1024 * 1024
"""Bytes of pictures that a mail shows among its words; what is beyond stays a file."""

_SHORT, _LONG = 500, 2500  # letters


@dataclass(slots=True)
class _Pictures:
    """The pictures of a mail, each written into the document, which may fetch nothing, not even from us."""

    raw: bytes
    numbers: Mapping[str, int]
    written: dict[str, str | None] = field(default_factory=dict)
    room: int = ROOM

    def address(self, name: str) -> str | None:
        """Return a picture by the name that the mail calls it, as a data URI; None for what is no picture."""
        if name not in self.written:
            self.written[name] = self._read(name)
        return self.written[name]

    def _read(self, name: str) -> str | None:
        if name not in self.numbers:
            return None
        data, _ = attachment(self.raw, self.numbers[name])
        kind = picture_type(data)
        if kind is None or len(data) > self.room:
            return None
        self.room -= len(data)
        return f"data:{kind};base64,{b64encode(data).decode()}"


def safe_html_of(message: "Message", *, remote: bool) -> SafeHtml:
    """Return what may be shown of the HTML of a message; raises FileNotFoundError where its bytes are gone."""
    raw = bytes_of(message.raw_digest)
    html = parse(raw).html
    numbers = inline_images(raw) if "<img" in html.lower() or "background" in html.lower() else {}
    return safe_html(html, picture=_Pictures(raw, numbers).address, remote=remote)


def sent_document(message: "Message", *, remote: bool) -> SentDocument:
    """Return the document that stands in the frame."""
    safe = safe_html_of(message, remote=remote)
    return SentDocument(html=safe.html, text=message.text if safe.too_big else "")


def sent_page(message: "Message", *, remote: bool) -> SentPage:
    """Return the page around the frame."""
    safe = safe_html_of(message, remote=remote)
    url, frame = f"/messages/{message.pk}/sent/", f"/messages/{message.pk}/html/"
    hidden = safe.remote if not remote else 0
    letters = len(message.text)
    return SentPage(
        id=message.pk,
        title=message.subject or "(no subject)",
        back_url=f"/cases/{message.case.number}/#said-{message.pk}",
        url=url,
        frame_url=f"{frame}?images=1" if remote else frame,
        size="short" if letters < _SHORT and not safe.remote else "long" if letters > _LONG else "middle",
        remote=_remote_words(hidden),
        remote_url=f"{url}?images=1" if hidden else "",
        left_out=left_out_words(safe.left_out),
        as_text=safe.too_big,
    )


def _remote_words(count: int) -> str:
    if not count:
        return ""
    return "1 remote image is blocked." if count == 1 else f"{count} remote images are blocked."
