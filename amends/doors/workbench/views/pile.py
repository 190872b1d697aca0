"""The pile: what could not be read or is not for us; nothing is dropped silently."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.views.decorators.http import require_POST, require_safe

from amends.craft.mail import Address
from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Message
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile import piling
from amends.desk.intake.sorting.sorting import OUR_TEST
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import Viewer, now_of, viewer_of
from amends.doors.workbench.answering import SeeOther, back_to_case
from amends.doors.workbench.pages import Tab
from amends.doors.workbench.pile_page import PileItem, PilePage, RawPage, Returned
from amends.doors.workbench.showing.mail_words import problem_words, why_piled
from amends.doors.workbench.showing.piled import words_in
from amends.doors.workbench.views.lists import page_number, pager

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST_ID = 18
ON_PAGE, RAW_SHOWN = 50, 200_000
UNREADABLE = frozenset({"empty"})
"""Reasons for which no case can be made of a mail."""
SAID_BY = {"no_sender": ("no_from", "empty"), "empty": ("empty", "no_from"), "unreadable": ("unreadable",)}
"""What is wrong with a mail that the reason for which it lies there says already."""


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
        aside=aside,
    )
    return render(request, "workbench/pile.html", {"page": page})


@require_safe
def raw_arrival(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show a mail of the pile exactly as it arrived, as text."""
    viewer = viewer_of(request)
    row = arrival_of(request, pk)
    page = _raw(row.digest, title=row.subject or "(no subject)", download=f"/pile/{pk}/raw.eml", back="/pile/")
    item = replace(_item(row, viewer), returned=_returned(row, viewer))
    problems = problem_words(code for code in row.problems if code not in SAID_BY.get(row.pile_reason, ()))
    page = replace(page, problems=problems, words=words_in(row), item=item)
    return render(request, "workbench/raw.html", {"page": page})


@require_safe
def raw_message(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show a message exactly as it arrived, as text."""
    row = message_of(request, pk)
    back = f"/cases/{row.case.number}/"
    page = _raw(row.raw_digest, title=row.subject or "(no subject)", download=f"/messages/{pk}/raw.eml", back=back)
    return render(request, "workbench/raw.html", {"page": replace(page, problems=problem_words(row.problems))})


@require_POST
def make_case(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Make a case of a piled mail; whoever knows who wrote one that names nobody may say so."""
    viewer, given = viewer_of(request), request.POST
    row = _any(request, pk)
    writer = Address(given["name"], given["email"]) if {"name", "email"} <= given.keys() else None
    return back_to_case(piling.make_case(row, viewer.agent, now=viewer.now, writer=writer).number)


@require_POST
def try_again(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Read a piled mail anew: it finds its case, or lies where it lay."""
    viewer = viewer_of(request)
    row = _any(request, pk)
    received = piling.try_again(row, viewer.agent, now=viewer.now)
    if received.case:
        return back_to_case(received.case)
    messages.info(request, f"Tried again; it stays here. {why_piled(received.pile, received.problems)}")
    return SeeOther("/pile/")


@require_POST
def settle_bounce(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Say which mail of ours a bounce is about."""
    viewer = viewer_of(request)
    given = request.POST.get("message", "")
    ours = Message.objects.visible_to(viewer.agent).filter(direction="out").select_related("case")
    message = get_object_or_404(ours, pk=int(given) if given.isdecimal() and len(given) < LONGEST_ID else 0)
    piling.settle_bounce(_any(request, pk), message, viewer.agent, now=viewer.now)
    return back_to_case(message.case.number)


@require_POST
def take_back(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Put a mail back on the pile that was taken for not for us."""
    piling.take_back(_any(request, pk))
    return SeeOther("/pile/")


@require_POST
def set_aside(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Say that a mail is not for us."""
    row = _any(request, pk)
    piling.dismiss(row, viewer_of(request).agent, now=now_of(request))
    return SeeOther("/pile/")


def arrival_of(request: "HttpRequest", pk: int) -> Arrival:
    """Return a mail that lies on the pile or was put aside; what is in a case is seen by way of its case only."""
    return get_object_or_404(Arrival.objects.visible_to(viewer_of(request).agent).filter(message=None), pk=pk)


def _any(request: "HttpRequest", pk: int) -> Arrival:
    """Return any mail that arrived; whoever acts on what left the pile meanwhile is told so."""
    return get_object_or_404(Arrival.objects.visible_to(viewer_of(request).agent), pk=pk)


def message_of(request: "HttpRequest", pk: int) -> Message:
    """Return a message with its raw mail, of a case that the viewer may see."""
    found = Message.objects.visible_to(viewer_of(request).agent).exclude(raw_digest="").select_related("case")
    return get_object_or_404(found, pk=pk)


def _item(row: Arrival, viewer: Viewer) -> PileItem:
    lies = row.settled_at is None and row.message_id is None
    return PileItem(
        id=row.pk,
        url=f"/pile/{row.pk}/",
        sender=row.sender or "no sender",
        subject=row.subject or "(no subject)",
        at=moment(row.arrived_at, now=viewer.now, zone=viewer.zone),
        why=why_piled(row.pile_reason, row.problems),
        size=filesizeformat(row.size),
        state="unread" if lies else "not_for_us",
        can_open=lies and row.pile_reason not in UNREADABLE,
        of_nobody=row.pile_reason == "no_sender",
        can_retry=lies and row.pile_reason != "empty",
        can_take_back=row.settled_at is not None and row.message_id is None and OUR_TEST not in row.problems,
    )


def _returned(row: Arrival, viewer: Viewer) -> Returned | None:
    message = piling.came_back(row) if row.settled_at is None else None
    if message is None or not Message.objects.visible_to(viewer.agent).filter(pk=message.pk).exists():
        return None
    when = moment(message.said_at, now=viewer.now, zone=viewer.zone).words
    words = f"“{message.subject}” to {', '.join(message.to)}, {when}"
    return Returned(message.pk, words, f"/cases/{message.case.number}/", f"/pile/{row.pk}/bounce/")


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
