"""Downloads: attachments and raw mail, never run and never shown in place."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from amends.craft.mail import attachment as attachment_of
from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Attachment
from amends.desk.intake.models import Arrival
from amends.doors.shell.viewer import viewer_of
from amends.doors.workbench.views.pile import message_of

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def attachment(request: "HttpRequest", pk: int) -> HttpResponse:
    """Download a file of a message."""
    row = get_object_or_404(Attachment.objects.visible_to(viewer_of(request).agent).select_related("message"), pk=pk)
    try:
        if row.part is None or row.message is None:
            data = bytes_of(row.sha256)
        else:
            data, _ = attachment_of(bytes_of(row.message.raw_digest), row.part)
    except (FileNotFoundError, IndexError) as error:
        raise Http404 from error
    return _download(data, name=row.name or "file")


@require_safe
def raw_message(request: "HttpRequest", pk: int) -> HttpResponse:
    """Download a message as it arrived."""
    return _download(bytes_of(message_of(request, pk).raw_digest), name=f"message-{pk}.eml")


@require_safe
def raw_arrival(request: "HttpRequest", pk: int) -> HttpResponse:
    """Download a mail of the pile as it arrived."""
    row = get_object_or_404(Arrival.objects.visible_to(viewer_of(request).agent), pk=pk)
    return _download(bytes_of(row.digest), name=f"arrival-{pk}.eml")


def _download(data: bytes, *, name: str) -> HttpResponse:
    """Return bytes as a file to be saved; whatever they are, no browser opens them as a page of ours."""
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["Content-Security-Policy"] = "sandbox"
    return response
