"""What a case is about, what is known of it, what is offered, allowed, agreed to and turned down."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from amends.craft.refusal import Malformed
from amends.desk.offers import agreeing, approving, choosing, offering
from amends.desk.offers.models import Agreement, Approval, Offer
from amends.doors.shell.viewer import now_of, viewer_of
from amends.doors.workbench.access import case_of, file_of
from amends.doors.workbench.answering import attempt
from amends.doors.workbench.picking import picks_of, terms_of
from amends.doors.workbench.showing.situations import likely_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from amends.desk.cases.models import Case, Message


@require_POST
def situation(request: "HttpRequest", number: str) -> HttpResponse:
    """Say what the case is about, by choice or by a name of one's own."""
    case, viewer = case_of(request, number), viewer_of(request)
    slug, name = request.POST.get("situation", ""), request.POST.get("name", "")
    return attempt(request, number, lambda: choosing.say_what(case, viewer.agent, slug=slug, name=name, now=viewer.now))


@require_POST
def likely(request: "HttpRequest", number: str) -> HttpResponse:
    """Say what the case may be about, by what is being typed; nothing is written."""
    file = file_of(request, number)
    shown = likely_of(file, request.POST.get("text", ""))
    url = f"/cases/{file.case.number}/"
    return render(request, "workbench/case/likely.html", {"likely": shown, "page": {"url": url}})


@require_POST
def known(request: "HttpRequest", number: str) -> HttpResponse:
    """Keep what policies ask about the case."""
    case = case_of(request, number)
    told = {name.removeprefix("fact-"): str(value) for name, value in request.POST.items() if name.startswith("fact-")}
    if "evidence-asked" in request.POST:
        told[choosing.EVIDENCE] = "\n".join(request.POST.getlist("evidence"))
    return attempt(request, number, lambda: choosing.tell(case, told))


@require_POST
def offer(request: "HttpRequest", number: str) -> HttpResponse:
    """Put an offer together; what lies beyond the agent's authority is asked for at once."""
    file = file_of(request, number)
    case, viewer = file.case, file.viewer

    def act() -> None:
        picks = picks_of(request, file.offered, language=case.customer.language)
        offering.draft(case, viewer.agent, picks, terms_of(request), now=viewer.now)

    return attempt(request, number, act)


@require_POST
def withdraw(request: "HttpRequest", number: str, offer: int) -> HttpResponse:
    """Take an offer back that the customer doesn't know yet."""
    row = _offer(case_of(request, number), offer)
    return attempt(request, number, lambda: offering.withdraw(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def decline(request: "HttpRequest", number: str, offer: int) -> HttpResponse:
    """Note that the customer turned an offer down."""
    row = _offer(case_of(request, number), offer)
    return attempt(request, number, lambda: offering.decline(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def agree(request: "HttpRequest", number: str, offer: int) -> HttpResponse:
    """Note what the customer chose: in a reply of theirs, or by word of mouth."""
    case, viewer = case_of(request, number), viewer_of(request)
    row = _offer(case, offer)
    chosen = [option for option in row.options.all() if str(option.pk) == request.POST.get("option")]

    def act() -> None:
        message = _message(case, request.POST.get("message", ""))
        how = Agreement.How.REPLY if message is not None else Agreement.How.WORD
        choice = agreeing.Choice(how, viewer.agent, message=message, words=request.POST.get("words", ""))
        agreeing.agree(row, chosen, choice, now=viewer.now)

    return attempt(request, number, act)


@require_POST
def approval(request: "HttpRequest", number: str, approval: int) -> HttpResponse:
    """Allow what a colleague asks for, or refuse it with a reason."""
    row = get_object_or_404(Approval.objects.of(case_of(request, number)), pk=approval)
    verdict, reason = request.POST.get("verdict"), request.POST.get("reason", "")

    def act() -> None:
        if verdict not in {"yes", "no"}:
            raise Malformed("verdict")
        approving.decide(row, viewer_of(request).agent, granted=verdict == "yes", reason=reason, now=now_of(request))

    return attempt(request, number, act)


def _offer(case: "Case", pk: int) -> Offer:
    return get_object_or_404(Offer.objects.of(case), pk=pk)


def _message(case: "Case", pk: str) -> "Message | None":
    """Return the message of this case that was chosen; none where it was said by word of mouth."""
    return get_object_or_404(case.messages.all(), pk=int(pk)) if pk.isdecimal() else None
