"""Joins cases that belong together, keeps apart those that don't, and moves messages between them."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from amends.craft.refusal import Refused
from amends.desk.intake.ties import belonging, splitting
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import now_of, viewer_of
from amends.doors.workbench.access import case_of
from amends.doors.workbench.answering import attempt, back_to_case, refused
from amends.doors.workbench.showing.case import Typed

if TYPE_CHECKING:
    from django.http import HttpRequest

    from amends.desk.cases.models import Case


@require_POST
def join(request: "HttpRequest", number: str) -> HttpResponse:
    """Make one case of this and another one; the page of the older one follows."""
    case, other = case_of(request, number), _other(request)
    agent, now = viewer_of(request).agent, now_of(request)
    try:
        joined = belonging.join(case, other, agent, now=now)
    except Refused as refusal:
        return refused(request, number, Typed(refusal=words_for(refusal)))
    return back_to_case(joined.number)


@require_POST
def unrelated(request: "HttpRequest", number: str) -> HttpResponse:
    """Say that another case does not belong to this one."""
    case, other, agent = case_of(request, number), _other(request), viewer_of(request).agent
    return attempt(request, number, lambda: belonging.say_unrelated(case, other, agent, now=now_of(request)))


@require_POST
def move(request: "HttpRequest", number: str) -> HttpResponse:
    """Move a message to a case of its own, or to another one whose number was given; that case's page follows."""
    case, agent = case_of(request, number), viewer_of(request).agent
    message = request.POST.get("message", "")
    into = _other(request) if request.POST.get("number", "").strip() else None
    messages = [int(message)] if message.isdecimal() else []
    try:
        target = splitting.split(case, messages, agent, into=into, now=now_of(request))
    except Refused as refusal:
        return refused(request, number, Typed(refusal=words_for(refusal)))
    return back_to_case(target.number)


@require_POST
def move_back(request: "HttpRequest", number: str, split: int) -> HttpResponse:
    """Undo a move; the page of the case that the messages came from follows."""
    case = case_of(request, number)
    row = get_object_or_404(case.splits.all() | case.splits_in.all(), pk=split)
    origin = case_of(request, row.source.number)
    agent = viewer_of(request).agent
    return attempt(request, origin.number, lambda: splitting.end_split(row, agent, now=now_of(request)))


def _other(request: "HttpRequest") -> "Case":
    return case_of(request, request.POST.get("number", "").strip().lstrip("#").strip("[]"))
