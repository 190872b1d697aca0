"""The page of a case, its call sheet, and who else is there."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from amends.desk.cases.models import Message
from amends.desk.handoffs.presence import be_present, leave
from amends.doors.shell.viewer import now_of, viewer_of
from amends.doors.workbench.access import case_of, file_of
from amends.doors.workbench.case_page import CallPage
from amends.doors.workbench.showing.case import Typed, case_page, here_of
from amends.doors.workbench.showing.heard import heard_page
from amends.doors.workbench.showing.plan import understanding_of
from amends.doors.workbench.showing.plays import play_side
from amends.doors.workbench.showing.promises import promise_shown
from amends.doors.workbench.showing.words import VERBS
from amends.doors.workbench.talk import ComposerTab

if TYPE_CHECKING:
    from django.http import HttpRequest

    from amends.doors.workbench.showing.file import CaseFile

TABS: tuple[ComposerTab, ...] = ("reply", "note", "call")


@require_safe
def case(request: "HttpRequest", number: str) -> HttpResponse:
    """Show a case; looking at it writes nothing, its script says that somebody is here."""
    file = file_of(request, number)
    tab: ComposerTab = next((name for name in TABS if name == request.GET.get("tab")), "reply")
    return render(
        request, "workbench/case.html", {"page": case_page(file, typed=Typed(tab=tab, values=_asked(request)))}
    )


@require_safe
def heard(request: "HttpRequest", pk: int) -> HttpResponse:
    """Show what was heard in a message of a customer, with the words that carried it."""
    theirs = Message.objects.visible_to(viewer_of(request).agent).filter(direction="in").select_related("case")
    return render(request, "workbench/heard.html", {"page": heard_page(get_object_or_404(theirs, pk=pk))})


def _asked(request: "HttpRequest") -> dict[str, str]:
    """Return what the address asks for: answering all whom the customer wrote to, beginning a play."""
    return {name: request.GET[name] for name in ("all", "play") if request.GET.get(name)}


@require_POST
def presence(request: "HttpRequest", number: str) -> HttpResponse:
    """Note that the viewer is (still) here, perhaps writing; answer with who else is."""
    case, agent = case_of(request, number), viewer_of(request).agent
    if request.POST.get("leaving"):
        leave(case, agent)
        return HttpResponse(status=204)
    be_present(case, agent, now=now_of(request), writing=bool(request.POST.get("writing")))
    return render(request, "workbench/case/presence.html", {"page": {"here": here_of(file_of(request, number))}})


def call_sheet(request: "HttpRequest", number: str, *, text: str = "", refusal: str = "") -> HttpResponse:
    """Show who to call, why, and what to cover."""
    file = file_of(request, number)
    page = _call_page(file, text=text, refusal=refusal)
    return render(request, "workbench/call.html", {"page": page}, status=422 if refusal else 200)


def _call_page(file: "CaseFile", *, text: str, refusal: str) -> CallPage:
    case, url = file.case, f"/cases/{file.case.number}/"
    questions = [
        message.shown[start:end].strip()
        for message in file.messages
        if not message.is_ours
        for start, end in message.heard.get("questions", [])
    ]
    first = file.owed[0] if file.owed else None
    plays = play_side(file, spoken=True)
    return CallPage(
        url=f"{url}calls/",
        case_url=url,
        number=case.number,
        customer=str(case.customer),
        salutation=case.customer.salutation,
        phones=tuple(row.value for row in case.customer.addresses.all() if row.kind == "phone"),
        why=f"{VERBS[first.kind]} {case.customer}: {case.subject}" if first else case.subject,
        understanding=understanding_of(file),
        questions=tuple(questions[-8:]),
        promises=tuple(promise_shown(row, file.viewer) for row in file.promises),
        text=text,
        refusal=refusal,
        plays=plays.plays if plays else (),
    )
