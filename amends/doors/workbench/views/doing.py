"""What an agent does with a case besides saying something: own, promise, hand over, waive, close, link."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from amends.craft import money
from amends.craft.refusal import Malformed, Missing, Refused
from amends.desk.followups import actions as followups
from amends.desk.handoffs import actions as handoffs
from amends.desk.intake.pile import piling
from amends.desk.intake.ties.joining import merge, part
from amends.desk.offers import actions as offers
from amends.desk.owed.models import Obligation
from amends.desk.people.models import Agent
from amends.desk.replies.texts import send_text
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import now_of, viewer_of
from amends.doors.workbench.access import case_of
from amends.doors.workbench.answering import attempt, back_to_case, local_instant, refused
from amends.doors.workbench.showing.case import Typed

if TYPE_CHECKING:
    from django.http import HttpRequest

    from amends.craft.journey import Kind
    from amends.desk.cases.models import Case

KINDS: "tuple[Kind, ...]" = ("complaint", "enquiry")


@require_POST
def take(request: "HttpRequest", number: str) -> HttpResponse:
    """Make the case one's own."""
    case = case_of(request, number)
    return attempt(request, number, lambda: handoffs.take(case, viewer_of(request).agent, now=now_of(request)))


@require_POST
def kind(request: "HttpRequest", number: str) -> HttpResponse:
    """Correct whether it is a complaint or an enquiry."""
    case = case_of(request, number)
    wanted = request.POST.get("kind")

    def act() -> None:
        if wanted not in KINDS:
            raise Malformed("kind")
        offers.set_kind(case, viewer_of(request).agent, wanted, now=now_of(request))

    return attempt(request, number, act)


@require_POST
def understanding(request: "HttpRequest", number: str) -> HttpResponse:
    """Keep what we understood and what they want."""
    case = case_of(request, number)
    text, want = request.POST.get("text", ""), request.POST.get("want", "")
    return attempt(request, number, lambda: offers.describe(case, understanding=text, want=want))


@require_POST
def promise(request: "HttpRequest", number: str) -> HttpResponse:
    """Promise the customer something."""
    case, viewer = case_of(request, number), viewer_of(request)

    def act() -> None:
        due = local_instant(request.POST.get("due", ""), viewer.zone)
        if due is None:
            raise Missing("due")
        amount = request.POST.get("amount", "").strip()
        offers.promise(
            case,
            viewer.agent,
            offers.Thing(
                request.POST.get("thing", ""),
                amount=money.parse(amount) if amount else None,
                remedy=request.POST.get("remedy", ""),
            ),
            due=due,
            owner=_colleague(request, "owner"),
            backup=_colleague(request, "backup"),
            now=viewer.now,
        )

    return attempt(request, number, act)


@require_POST
def evidence(request: "HttpRequest", number: str, promise: int) -> HttpResponse:
    """Record that a promise was kept, or a part of its amount has arrived."""
    case, viewer = case_of(request, number), viewer_of(request)
    row = get_object_or_404(case.promises, pk=promise)

    def act() -> None:
        on = local_instant(request.POST.get("on", ""), viewer.zone)
        amount = request.POST.get("amount", "").strip()
        part = money.parse(amount) if amount else None
        offers.keep(row, viewer.agent, request.POST.get("evidence", ""), on=on, amount=part, now=viewer.now)

    return attempt(request, number, act)


@require_POST
def new_date(request: "HttpRequest", number: str, promise: int) -> HttpResponse:
    """Give a promise a new date."""
    case, viewer = case_of(request, number), viewer_of(request)
    row = get_object_or_404(case.promises, pk=promise)

    def act() -> None:
        due = local_instant(request.POST.get("due", ""), viewer.zone)
        if due is None:
            raise Missing("due")
        offers.move(row, viewer.agent, due, request.POST.get("why", ""), now=viewer.now)

    return attempt(request, number, act)


@require_POST
def doubt(request: "HttpRequest", number: str, promise: int) -> HttpResponse:
    """Say that a promise may not be kept in time."""
    row = get_object_or_404(case_of(request, number).promises, pk=promise)
    return attempt(request, number, lambda: offers.doubt(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def take_apart(request: "HttpRequest", number: str, merge: int) -> HttpResponse:
    """End a merge."""
    row = get_object_or_404(case_of(request, number).merges_in, pk=merge)
    return attempt(request, number, lambda: part(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def item(request: "HttpRequest", number: str) -> HttpResponse:
    """Record what the customer said they would do."""
    case, viewer = case_of(request, number), viewer_of(request)

    def act() -> None:
        due = local_instant(request.POST.get("due", ""), viewer.zone)
        offers.ask_customer(case, viewer.agent, request.POST.get("what", ""), due=due, now=viewer.now)

    return attempt(request, number, act)


@require_POST
def item_done(request: "HttpRequest", number: str, item: int) -> HttpResponse:
    """Note that the customer did their part."""
    case = case_of(request, number)
    row = get_object_or_404(case.action_items, pk=item)
    return attempt(request, number, lambda: offers.finish_item(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def hand_over(request: "HttpRequest", number: str) -> HttpResponse:
    """Ask a colleague to take the case over."""
    case, viewer = case_of(request, number), viewer_of(request)

    def act() -> None:
        taker = _colleague(request, "to")
        if taker is None:
            raise Missing("taker")
        briefing, introduces = request.POST.get("briefing", ""), "introduces" in request.POST
        handoffs.offer(case, viewer.agent, taker, briefing, introduces=introduces, now=viewer.now)

    return attempt(request, number, act)


@require_POST
def accept(request: "HttpRequest", number: str, handoff: int) -> HttpResponse:
    """Accept a case that a colleague hands over."""
    row = get_object_or_404(case_of(request, number).handoffs, pk=handoff)
    return attempt(request, number, lambda: handoffs.accept(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def withdraw(request: "HttpRequest", number: str, handoff: int) -> HttpResponse:
    """Give it back with a reason, or take the offer back."""
    row, agent = get_object_or_404(case_of(request, number).handoffs, pk=handoff), viewer_of(request).agent
    reason = request.POST.get("why", "") or "withdrawn"
    return attempt(request, number, lambda: handoffs.decline(row, agent, reason, now=now_of(request)))


@require_POST
def waive(request: "HttpRequest", number: str) -> HttpResponse:
    """Waive something owed, with a reason."""
    case, viewer = case_of(request, number), viewer_of(request)
    pk = request.POST.get("obligation", "")
    rows = Obligation.objects.visible_to(viewer.agent).filter(
        case__in=[case.pk, *case.merged.values_list("pk", flat=True)]
    )
    row = get_object_or_404(rows, pk=int(pk) if pk.isdecimal() else 0)
    why = request.POST.get("why", "")
    return attempt(request, number, lambda: followups.waive(row, viewer.agent, why, now=viewer.now))


@require_POST
def close(request: "HttpRequest", number: str) -> HttpResponse:
    """Close the case with an outcome; what is still owed is waived with a reason in the same form."""
    case, viewer = case_of(request, number), viewer_of(request)
    given = {name[6:]: str(value) for name, value in request.POST.items() if name.startswith("waive-")}
    reasons = {int(pk): reason for pk, reason in given.items() if pk.isdecimal() and reason.strip()}
    try:
        followups.close(case, request.POST.get("outcome", ""), agent=viewer.agent, reasons=reasons, now=viewer.now)
    except Refused as refusal:
        values = {name: str(value) for name, value in request.POST.items()}
        return refused(request, number, Typed(values=values, closing_refusal=words_for(refusal)))
    return back_to_case(case.number)


@require_POST
def reopen(request: "HttpRequest", number: str) -> HttpResponse:
    """Open a closed case again."""
    case = case_of(request, number)
    return attempt(request, number, lambda: followups.reopen(case, viewer_of(request).agent, now=now_of(request)))


@require_POST
def link(request: "HttpRequest", number: str) -> HttpResponse:
    """Link two cases, or merge this one into another."""
    case, viewer = case_of(request, number), viewer_of(request)
    other = _other_case(request)
    if request.POST.get("merge"):
        return attempt(request, other.number, lambda: merge(case, other, viewer.agent, now=viewer.now))
    return attempt(request, number, lambda: followups.link(case, other, viewer.agent, now=viewer.now))


@require_POST
def verify(request: "HttpRequest", number: str, participant: int) -> HttpResponse:
    """Vouch for somebody who wrote into the case."""
    row = get_object_or_404(case_of(request, number).participants, pk=participant)
    return attempt(request, number, lambda: piling.vouch(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def mail_text(request: "HttpRequest", number: str) -> HttpResponse:
    """Send the statement of promises, the follow-up, a nudge or the link to the customer's page."""
    case, kind = case_of(request, number), request.POST.get("text", "")

    def act() -> None:
        if kind not in {"statement", "follow_up", "nudge", "link"}:
            raise Malformed("text_kind")
        send_text(case, viewer_of(request).agent, kind, now=now_of(request))

    return attempt(request, number, act)


def _colleague(request: "HttpRequest", name: str) -> Agent | None:
    value = request.POST.get(name, "")
    return Agent.objects.filter(pk=int(value), is_active=True).first() if value.isdecimal() else None


def _other_case(request: "HttpRequest") -> "Case":
    return case_of(request, request.POST.get("number", "").strip().lstrip("#").strip("[]"))
