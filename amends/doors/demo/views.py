"""The pages of the sample desk: writing as the customer, outgoing mail, the clock, and starting over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings as process
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from amends.desk.intake.actions import Source, receive
from amends.desk.policies.clock import move_time
from amends.doors.demo.keeping import start_over
from amends.doors.demo.opening import opening_of
from amends.doors.demo.showing import outbox_page, sent_mail, write_page
from amends.doors.demo.writing import Draft
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    type View = Callable[[HttpRequest], HttpResponse]

MORNING = 9


def only_here(view: "View") -> "View":
    """Let a page exist on the sample desk only."""

    @wraps(view)
    def guarded(request: "HttpRequest") -> "HttpResponse":
        if not process.DEMO:
            raise Http404
        return view(request)

    return guarded


@only_here
def write(request: "HttpRequest") -> "HttpResponse":
    """Write a real mail as a customer, a new one or an answer to one of ours, and let it come in."""
    viewer = viewer_of(request)
    asked = request.POST.get("answers", request.GET.get("answers", ""))
    page = write_page(viewer, answers=asked)
    if request.method != "POST":
        return render(request, "demo/write.html", {"page": page})
    draft = Draft.posted(request.POST, answers=sent_mail(viewer, asked), viewer=viewer)
    if draft.errors:
        typed = replace(page, sender=draft.sender, subject=draft.subject, text=draft.text, errors=draft.errors)
        return render(request, "demo/write.html", {"page": typed}, status=422)
    received = receive(draft.raw(), Source(arrived_at=viewer.now, name="written here"), now=viewer.now)
    where = f"case {received.case}" if received.case else "the pile"
    messages.success(request, f"The mail has come in: it is in {where}.")
    return redirect("/")


@only_here
@require_safe
def outbox(request: "HttpRequest") -> "HttpResponse":
    """Show what customers of the sample have got."""
    return render(request, "demo/outbox.html", {"page": outbox_page(viewer_of(request))})


@only_here
@require_POST
def clock(request: "HttpRequest") -> "HttpResponse":
    """Move the clock on; the worker notices and does what has become due."""
    viewer = viewer_of(request)
    local = viewer.now.astimezone(viewer.zone)
    morning = (local + timedelta(days=1)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    spans = {"1h": timedelta(hours=1), "tomorrow": morning - local, "3d": timedelta(days=3)}
    by = spans.get(request.POST.get("by", ""))
    if by is None:
        raise Http404
    move_time(by)
    import_string(process.CLOCK_MOVED)()
    return redirect(_back(request))


@only_here
@require_POST
def reset(request: "HttpRequest") -> "HttpResponse":
    """Start over: the sample as it was loaded, and the visitor still logged in."""
    viewer = viewer_of(request)
    start_over(opening_of(viewer.settings), wall=datetime.now(UTC))
    import_string(process.CLOCK_MOVED)()
    request.session.cycle_key()  # its row went with all else; who the visitor is stays
    messages.success(request, "The sample is back as it was, and so is its clock.")
    return redirect("/")


def _back(request: "HttpRequest") -> str:
    """Return the page the visitor came from, where that is one of ours; else the home page."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host() or not came_from.path.startswith("/"):
        return "/"
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
