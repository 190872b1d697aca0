"""Plays: writing down a step, and confirming or turning down one as the second person."""

from datetime import date, time
from typing import TYPE_CHECKING, get_args

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from amends.craft import money
from amends.craft.listening.heard import PlayId
from amends.craft.plays import RecordKind
from amends.craft.refusal import Malformed
from amends.desk.people.models import Agent
from amends.desk.plays import actions as plays
from amends.desk.plays.telling import Told
from amends.doors.shell.viewer import now_of, viewer_of
from amends.doors.workbench.access import case_of
from amends.doors.workbench.answering import attempt

if TYPE_CHECKING:
    from django.http import HttpRequest

PLAYS: tuple[PlayId, ...] = get_args(PlayId)
LONGEST_ID = 18
KINDS: tuple[RecordKind, ...] = get_args(RecordKind)


@require_POST
def record(request: "HttpRequest", number: str, play: str, kind: str) -> HttpResponse:
    """Write a step down; a step for two waits for a colleague then."""
    case, viewer = case_of(request, number), viewer_of(request)

    def act() -> None:
        name = next((known for known in PLAYS if known == play), None)
        step = next((known for known in KINDS if known == kind), None)
        if name is None or step is None:
            raise Malformed("record")
        plays.record(case, name, step, viewer.agent, _told(request), now=viewer.now)

    return attempt(request, number, act)


@require_POST
def confirm(request: "HttpRequest", number: str, record: int) -> HttpResponse:
    """Agree to what a colleague wrote down, as the second person."""
    row = get_object_or_404(case_of(request, number).play_records, pk=record)
    return attempt(request, number, lambda: plays.confirm(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def withdraw(request: "HttpRequest", number: str, record: int) -> HttpResponse:
    """Take back what waits for a second person, or say no to it."""
    row = get_object_or_404(case_of(request, number).play_records, pk=record)
    return attempt(request, number, lambda: plays.withdraw(row, viewer_of(request).agent, now=now_of(request)))


def _told(request: "HttpRequest") -> Told:
    """Read what was typed; raises Malformed for a day, a time or an amount that is none."""
    typed = {name: str(value).strip() for name, value in request.POST.items()}
    amount, person = typed.get("amount", ""), typed.get("person", "")
    try:
        day = date.fromisoformat(typed["date"]) if typed.get("date") else None
        clock = time.fromisoformat(typed["time"]) if typed.get("time") else None
    except ValueError as error:
        raise Malformed("date") from error
    return Told(
        text=typed.get("text", ""),
        amount=money.parse(amount) if amount else None,
        day=day,
        clock=clock.replace(tzinfo=None) if clock else None,
        person=Agent.objects.filter(pk=int(person), is_active=True).first() if _is_number(person) else None,
        threat=bool(typed.get("threat")),
    )


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST_ID
