"""Asking a language model for other words or a summary, and taking what it says; only a person sends."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from amends.craft.refusal import Malformed
from amends.desk.drafting import actions as drafting
from amends.desk.drafting.models import Suggestion
from amends.desk.replies import actions as replies
from amends.doors.shell.viewer import now_of, viewer_of
from amends.doors.workbench.access import case_of, file_of
from amends.doors.workbench.answering import SeeOther, attempt_saying
from amends.doors.workbench.showing.suggesting import suggesting_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from amends.desk.cases.models import Case


@require_POST
def ask(request: "HttpRequest", number: str) -> HttpResponse:
    """Ask for other words, or for a summary; the draft is kept."""
    case, agent, now = case_of(request, number), viewer_of(request).agent, now_of(request)
    text = request.POST.get("text", "")

    def act() -> None:
        match request.POST.get("suggest"):
            case "wording" | "summary" as kind:
                replies.save_draft(case, agent, text, now=now)
                drafting.ask(case, agent, kind, text, now=now)
            case _:
                raise Malformed("suggest")

    answer = attempt_saying(request, number, "reply", act)
    return SeeOther(f"/cases/{number}/?tab=reply#suggested") if answer.status_code == SeeOther.status_code else answer


@require_safe
def look(request: "HttpRequest", number: str) -> HttpResponse:
    """Show the card alone, as it stands now."""
    shown = suggesting_of(file_of(request, number))
    return render(request, "workbench/case/suggested.html", {"suggesting": shown})


@require_POST
def use(request: "HttpRequest", number: str, pk: int) -> HttpResponse:
    """Make a suggestion the draft, or put the draft back that it was made from."""
    case, agent = case_of(request, number), viewer_of(request).agent
    row = _row(case, agent.pk, pk)
    text = row.of_text if "back" in request.POST else row.words
    replies.save_draft(case, agent, text, now=now_of(request))
    return SeeOther(f"/cases/{number}/?tab=reply#composer")


def _row(case: "Case", agent: int, pk: int) -> Suggestion:
    return get_object_or_404(case.suggestions.filter(agent=agent, kind="wording", state="ready"), pk=pk)
