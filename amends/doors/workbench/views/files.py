"""Files: attachments and raw mail are saved, never run; pictures and sounds may be shown in place."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from amends.craft.mail import attachment as attachment_of
from amends.craft.mail.parts.showable import picture_type, sound_type
from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Attachment
from amends.doors.shell.viewer import viewer_of
from amends.doors.workbench.views.pile import arrival_of, message_of

if TYPE_CHECKING:
    from django.http import HttpRequest

MAIL = "text/plain; charset=utf-8"


@require_safe
def attachment(request: "HttpRequest", pk: int) -> HttpResponse:
    """Download a file of a message."""
    row = _row(request, pk)
    return _download(_bytes(row), name=row.name or "file")


@require_safe
def picture(request: "HttpRequest", pk: int) -> HttpResponse:
    """Show a file in place if its bytes are those of a picture made of dots."""
    return _shown(data := _bytes(_row(request, pk)), picture_type(data))


@require_safe
def sound(request: "HttpRequest", pk: int) -> HttpResponse:
    """Play a file in place if its bytes are those of a sound."""
    return _shown(data := _bytes(_row(request, pk)), sound_type(data))


@require_safe
def raw_message(request: "HttpRequest", pk: int) -> HttpResponse:
    """Download a message as it arrived."""
    return _download(bytes_of(message_of(request, pk).raw_digest), name=f"message-{pk}.eml", kind=MAIL)


@require_safe
def raw_arrival(request: "HttpRequest", pk: int) -> HttpResponse:
    """Download a mail of the pile as it arrived."""
    return _download(bytes_of(arrival_of(request, pk).digest), name=f"arrival-{pk}.eml", kind=MAIL)


def _row(request: "HttpRequest", pk: int) -> Attachment:
    return get_object_or_404(Attachment.objects.visible_to(viewer_of(request).agent).select_related("message"), pk=pk)


def _bytes(row: Attachment) -> bytes:
    try:
        if row.part is None or row.message is None:
            return bytes_of(row.sha256)
        return attachment_of(bytes_of(row.message.raw_digest), row.part)[0]
    except (FileNotFoundError, IndexError) as error:
        raise Http404 from error


def _shown(data: bytes, kind: str | None) -> HttpResponse:
    """Return bytes as what they are; a page of their own, they could do nothing."""
    if kind is None:
        raise Http404
    response = HttpResponse(data, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _download(data: bytes, *, name: str, kind: str = "application/octet-stream") -> HttpResponse:
    """Return bytes as a file to be saved; whatever they are, no browser opens them as a page of ours."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["Content-Security-Policy"] = "sandbox"
    response["Cache-Control"] = "no-store"
    return response
