"""The pile: what could not be read or is not for us; nothing is dropped silently."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.views.decorators.http import require_POST, require_safe

from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Message
from amends.desk.intake import piling
from amends.desk.intake.models import Arrival
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import Viewer, now_of, viewer_of
from amends.doors.workbench.answering import SeeOther, back_to_case
from amends.doors.workbench.pages import PileItem, PilePage, RawPage, Tab
from amends.doors.workbench.views.lists import page_number, pager

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ON_PAGE, RAW_SHOWN = 50, 100_000
WHY = {
    "empty": "It is empty: there is not a single byte of mail in it.",
    "too_big": "It is bigger than this desk takes in; the original is kept.",
    "unreadable": "It could not be read; the original is kept.",
    "no_sender": "It names no sender, so nobody can be answered.",
    "ourselves": "It came from one of our own mailboxes.",
    "our_test": "It is a test mail of this mailbox, which can send and receive.",
    "automatic": "It was sent by a machine, into no case of ours.",
    "bounce": "It says that a mail came back, but none of ours that we know.",
    "agent": "It came from a colleague's own address.",
    "not_for_us": "It is not for us.",
}


@require_safe
def pile(request: "HttpRequest") -> "HttpResponse":
    """Show the pile, or what was put aside."""
    viewer, number = viewer_of(request), page_number(request)
    aside = request.GET.get("state") == "aside"
    found = Arrival.objects.visible_to(viewer.agent)
    found = found.put_aside() if aside else found.on_pile()
    start = (number - 1) * ON_PAGE
    rows = list(found[start : start + ON_PAGE + 1])
    page = PilePage(
        items=tuple(_item(row, viewer) for row in rows[:ON_PAGE]),
        total=len(rows),
        tabs=(Tab("To look at", "/pile/", current=not aside), Tab("Put aside", "/pile/?state=aside", current=aside)),
        pager=pager(request, number, more=len(rows) > ON_PAGE),
    )
    return render(request, "workbench/pile.html", {"page": page})


@require_safe
def raw_arrival(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show a mail of the pile exactly as it arrived, as text."""
    viewer = viewer_of(request)
    row = get_object_or_404(Arrival.objects.visible_to(viewer.agent), pk=pk)
    page = _raw(row.digest, title=row.subject or "(no subject)", download=f"/pile/{pk}/raw.eml", back="/pile/")
    return render(
        request, "workbench/raw.html", {"page": replace(page, problems=tuple(row.problems), item=_item(row, viewer))}
    )


@require_safe
def raw_message(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show a message exactly as it arrived, as text."""
    row = message_of(request, pk)
    back = f"/cases/{row.case.number}/"
    page = _raw(row.raw_digest, title=row.subject or "(no subject)", download=f"/messages/{pk}/raw.eml", back=back)
    return render(request, "workbench/raw.html", {"page": replace(page, problems=tuple(row.problems))})


@require_POST
def make_case(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Make a case of a piled mail."""
    viewer = viewer_of(request)
    row = get_object_or_404(Arrival.objects.visible_to(viewer.agent), pk=pk)
    return back_to_case(piling.make_case(row, viewer.agent, now=viewer.now).number)


@require_POST
def set_aside(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Say that a mail is not for us."""
    row = get_object_or_404(Arrival.objects.visible_to(viewer_of(request).agent), pk=pk)
    piling.dismiss(row, viewer_of(request).agent, now=now_of(request))
    return SeeOther("/pile/")


def message_of(request: "HttpRequest", pk: int) -> Message:
    """Return a message with its raw mail, of a case that the viewer may see."""
    found = Message.objects.visible_to(viewer_of(request).agent).exclude(raw_digest="").select_related("case")
    return get_object_or_404(found, pk=pk)


def _item(row: Arrival, viewer: Viewer) -> PileItem:
    return PileItem(
        id=row.pk,
        url=f"/pile/{row.pk}/",
        sender=row.sender or "no sender",
        subject=row.subject or "(no subject)",
        at=moment(row.arrived_at, now=viewer.now, zone=viewer.zone),
        why=WHY.get("our_test" if "our_test" in row.problems else row.pile_reason, row.pile_reason),
        size=filesizeformat(row.size),
        state="not_for_us" if row.settled_at else "unread",
        can_open=row.settled_at is None and row.pile_reason not in {"empty", "no_sender", "too_big"},
    )


def _raw(digest: str, *, title: str, download: str, back: str) -> RawPage:
    data = bytes_of(digest)
    return RawPage(
        title=title,
        raw=data[:RAW_SHOWN].decode("utf-8", errors="replace"),
        download_url=download,
        back_url=back,
        digest=digest,
        cut=len(data) > RAW_SHOWN,
    )
