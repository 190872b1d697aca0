"""The coach while an agent writes, and what they tell it: of findings, and of what is a question."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from amends.craft.refusal import Refused
from amends.craft.text import normalise, sentences
from amends.desk.advice import actions as advice
from amends.desk.advice.actions import Place
from amends.desk.replies import actions as replies
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import viewer_of
from amends.doors.workbench.access import file_of
from amends.doors.workbench.answering import SeeOther, refused
from amends.doors.workbench.showing.case import Typed
from amends.doors.workbench.showing.coaching import coach_of, reasons_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from amends.doors.workbench.showing.file import CaseFile


@require_POST
def coach(request: "HttpRequest", number: str) -> HttpResponse:
    """Say what the coach thinks of the draft; nothing is written."""
    return _margin(request, file_of(request, number))


@require_POST
def finding(request: "HttpRequest", number: str) -> HttpResponse:
    """Keep what became of a finding: its advice was taken, or it was dismissed."""
    file, viewer = file_of(request, number), viewer_of(request)
    kind, _, about = request.POST.get("finding", "").partition(" ")
    rule, _, words = about.partition(" ")
    place = Place(rule, words, _sentence_with(words, request.POST.get("text", "")) if kind == "wrong" else "")
    return _told(
        request,
        file,
        lambda: advice.answer(file.case, viewer.agent, place, kind, now=viewer.now),
        quick=kind == "taken",
    )


@require_POST
def silence(request: "HttpRequest", number: str) -> HttpResponse:
    """Let a rule speak again that was dismissed here."""
    file, viewer, rule = file_of(request, number), viewer_of(request), request.POST.get("again", "")
    return _told(request, file, lambda: advice.speak_again(file.case, viewer.agent, rule, now=viewer.now))


@require_POST
def question(request: "HttpRequest", number: str) -> HttpResponse:
    """Take words of the customer's as a question."""
    file, viewer = file_of(request, number), viewer_of(request)
    words = request.POST.get("asks") or request.POST.get("asks_words", "")
    return _told(request, file, lambda: advice.add_question(file.case, viewer.agent, words, now=viewer.now))


@require_POST
def no_question(request: "HttpRequest", number: str) -> HttpResponse:
    """Take words of the customer's as no question."""
    file, viewer, words = file_of(request, number), viewer_of(request), request.POST.get("asks_not", "")
    return _told(request, file, lambda: advice.strike_question(file.case, viewer.agent, words, now=viewer.now))


def _told(
    request: "HttpRequest", file: "CaseFile", act: "Callable[[], object]", *, quick: bool = False
) -> HttpResponse:
    """Tell the coach something and show what it says now: the margin to a script, else the page, the draft kept."""
    scripted = "HX-Request" in request.headers
    if not scripted and "text" in request.POST:
        replies.save_draft(file.case, file.viewer.agent, request.POST["text"], now=file.viewer.now)
    try:
        act()
    except Refused as refusal:
        if scripted:
            return HttpResponse(words_for(refusal), status=422, content_type="text/plain; charset=utf-8")
        values = {name: str(value) for name, value in request.POST.items()}
        return refused(request, file.case.number, Typed(values=values, refusal=words_for(refusal)))
    if not scripted:
        return SeeOther(f"/cases/{file.case.number}/?tab=reply#composer")
    return HttpResponse(status=204) if quick else _margin(request, file)


def _margin(request: "HttpRequest", file: "CaseFile") -> HttpResponse:
    shown = coach_of(file, request.POST.get("text", ""), reasons=reasons_in(request.POST))
    return render(request, "workbench/case/coached.html", {"coach": shown})


def _sentence_with(words: str, text: str) -> str:
    """Return the sentence of a draft in which words stand, for those who look into what was reported."""
    spans = sentences(normalise(text))
    return next((span.text.strip() for span in spans if words and words in span.text), words)
