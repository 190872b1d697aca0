"""The customer's page and what its forms post: understood or not, a message, solved or not, a code."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.craft.refusal import AlreadyDone, Missing, Refused
from amends.desk.cases.links import token_for
from amends.desk.intake.entering import saying
from amends.desk.offers.actions import confirm
from amends.desk.offers.agreeing import Choice, agree
from amends.desk.offers.models import Agreement
from amends.desk.replies.disclosing import choosable
from amends.doors.portal.access import Visit, linked
from amends.doors.portal.pages import NOTICES, CodePage
from amends.doors.portal.proving import ask, has_asked, prove
from amends.doors.portal.showing import page_of

if TYPE_CHECKING:
    from amends.desk.cases.models import Message
    from amends.doors.portal.pages import CodeError, FormName, Notice

WEB = "web"
LONGEST_ID = 18


class SeeOther(HttpResponseRedirect):
    """303: whatever was posted, the page is fetched anew."""

    status_code = 303


@require_safe
@linked
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what we understood, what happens now and what we wrote."""
    notice: Notice = next((name for name in NOTICES if name == request.GET.get("done")), "")
    return render(request, "portal/page.html", {"page": page_of(visit, notice=notice)})


@require_POST
@linked
def understanding(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the answer to "did we understand you?"."""
    case, now = visit.opened.case, visit.now
    if request.POST.get("answer") == "yes":
        return _take(request, visit, "understanding", "thanks", lambda: confirm(case, now=now))
    return _take(request, visit, "understanding", "corrected", lambda: _said(request, visit, saying.correct))


@require_POST
@linked
def messages(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take what the customer writes."""
    return _take(request, visit, "messages", "sent", lambda: _said(request, visit, saying.say))


@require_POST
@linked
def solved(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the answer to "is it solved?"."""
    if request.POST.get("answer") == "yes":
        return _take(request, visit, "solved", "solved", lambda: _solved(visit))
    return _take(request, visit, "solved", "not_solved", lambda: _said(request, visit, saying.not_solved))


@require_POST
@linked
def choices(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take what the customer chose; money is agreed to only where the address was proved."""
    offer, option = request.POST.get("offer", ""), request.POST.get("option", "")
    try:
        row = choosable(visit.opened, _number(offer))
    except AlreadyDone:
        return SeeOther(visit.url)
    except Missing as gone:
        raise Http404 from gone
    chosen = [one for one in row.options.all() if one.pk == _number(option)]
    if option and not chosen:
        raise Http404
    choice = Choice(Agreement.How.PORTAL, proved=visit.proved)

    def act() -> None:
        agree(row, chosen, choice, now=visit.now)

    return _take(request, visit, "choices", "chosen", act)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@linked
def code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Mail a code to the customer's own address, and compare what comes back with it."""
    participant = visit.opened.participant
    if visit.preview or visit.proved or participant.address.kind != "email":
        return SeeOther(visit.url)
    if request.method != "POST":
        return _code_page(request, visit) if has_asked(request.session, participant) else SeeOther(visit.url)
    given = request.POST.get("code", "").strip()
    if not given:
        went = ask(request.session, participant, now=visit.now)
        return SeeOther(f"{visit.url}code/") if went else _code_page(request, visit, "too_many")
    error = prove(request.session, visit.opened, given, now=visit.now)
    return _code_page(request, visit, error) if error else SeeOther(visit.url)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_ID else 0


def _said(request: HttpRequest, visit: Visit, say: "Callable[..., Message]") -> str:
    """Bring what was typed into the case, by the address that the link was given to; return where it stands now.

    What is said long after the case was closed is a new case, with a page of its own.
    """
    case, participant = visit.opened.case, visit.opened.participant
    message = say(case, participant.address, request.POST.get("text", ""), channel=WEB, now=visit.now)
    if message.case_id == case.pk:
        return visit.url
    return f"/p/{token_for(message.case, message.case.participants.get(address=participant.address))}/"


def _solved(visit: Visit) -> None:
    saying.solved(visit.opened.case, now=visit.now)


def _take(
    request: HttpRequest, visit: Visit, form: "FormName", notice: "Notice", act: Callable[[], str | None]
) -> HttpResponse:
    """Do what was asked and lead back to the page; twice the same changes nothing. An agent can't act here."""
    if visit.preview:
        return render(request, "portal/page.html", {"page": page_of(visit)}, status=403)
    try:
        url = act() or visit.url
    except AlreadyDone:
        return SeeOther(visit.url)
    except Refused as refusal:
        return _refused(request, visit, form, refusal)
    return SeeOther(f"{url}?done={notice}")


def _refused(request: HttpRequest, visit: Visit, form: "FormName", refusal: Refused) -> HttpResponse:
    """Show the page again with what was typed, and why it did not count."""
    error = _error(refusal)
    shown = page_of(visit, refused=form, draft=request.POST.get("text", ""), error=error)
    return render(request, "portal/page.html", {"page": shown}, status=422)


def _error(refusal: Refused) -> str:
    match refusal.code:
        case "text":
            return _("Please write something first.")
        case "option":
            return _("Please choose one of them.")
        case "not_proved":
            return _("Before money is agreed to, we make sure that it is you: please have a code mailed to you.")
        case _:
            return _("That can't be answered here any more.")


def _code_page(request: HttpRequest, visit: Visit, error: "CodeError" = "") -> HttpResponse:
    local, _at, domain = visit.opened.participant.address.value.partition("@")
    shown = CodePage(
        url=visit.url,
        desk=visit.settings.name,
        language=visit.language,
        address=f"{local[:1]}…@{domain}",
        error=error,
    )
    return render(request, "portal/code.html", {"page": shown}, status=422 if error else 200)
