"""A mail as it was sent, in a frame in which nothing runs and from which nothing is fetched."""

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from amends.doors.workbench.showing.sent import sent_document, sent_page
from amends.doors.workbench.views.pile import message_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; img-src data:{elsewhere}; style-src 'self' 'unsafe-inline'; form-action 'none';"
    " base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""Of the document in the frame: no script, and no picture but its own unless those from elsewhere are wanted."""


@require_safe
@never_cache
def sent(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show the frame with what is to be said of it; a script gets it without the page around."""
    message = message_of(request, pk)
    try:
        page = sent_page(message, remote=_wants_images(request))
    except FileNotFoundError as error:
        raise Http404 from error
    template = "workbench/case/sent.html" if "HX-Request" in request.headers else "workbench/sent.html"
    return render(request, template, {"page": page})


@require_safe
@never_cache
@xframe_options_sameorigin
def document(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Return the sanitised mail as a document of no origin, which tells nobody where it is read."""
    message, remote = message_of(request, pk), _wants_images(request)
    try:
        page = sent_document(message, remote=remote)
    except FileNotFoundError as error:
        raise Http404 from error
    response = render(request, "workbench/sent_document.html", {"page": page})
    response["Content-Security-Policy"] = POLICY.format(elsewhere=" http: https:" if remote else "")
    response["Referrer-Policy"] = "no-referrer"
    return response


def _wants_images(request: "HttpRequest") -> bool:
    return request.GET.get("images") == "1"
