"""What agents set for themselves: their name towards customers, how the desk behaves for them, when they are away."""

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from amends.craft.refusal import Refused
from amends.desk.handoffs.leaving import be_away, be_back
from amends.desk.people import actions as people
from amends.doors.shell.absence import AbsenceForm, away_words
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import viewer_of
from amends.doors.workbench.answering import SeeOther
from amends.doors.workbench.pages import Choice, PreferencesPage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

URL = "/preferences/"
THEMES = {"auto": "as the device says", "light": "light", "dark": "dark"}
A_YEAR = 365 * 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: "HttpRequest") -> "HttpResponse":
    """Show or change what agents set for themselves."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return _page(request, AbsenceForm(None, viewer, viewer.agent))
    theme = request.POST.get("theme", "auto")
    people.set_preferences(
        viewer.agent,
        display_name=request.POST.get("name", ""),
        signature=request.POST.get("signature", ""),
        shortcuts="shortcuts" in request.POST,
    )
    response: HttpResponse = SeeOther(URL)
    response.set_cookie("theme", theme if theme in THEMES else "auto", max_age=A_YEAR, samesite="Lax")
    return response


@require_POST
def absence(request: "HttpRequest") -> "HttpResponse":
    """Be away until a time; what one owes goes to who stands in."""
    viewer = viewer_of(request)
    form = AbsenceForm(request.POST, viewer, viewer.agent)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        be_away(viewer.agent, form.absent_until(), now=viewer.now, deputy=form.stand_in())
    except Refused as refusal:
        form.add_error(None, words_for(refusal))
        viewer.agent.refresh_from_db()
        return _page(request, form, status=422)
    return SeeOther(URL)


@require_POST
def presence(request: "HttpRequest") -> "HttpResponse":
    """Be here again."""
    viewer = viewer_of(request)
    be_back(viewer.agent, now=viewer.now)
    return SeeOther(URL)


def _page(request: "HttpRequest", away: AbsenceForm, *, status: int = 200) -> "HttpResponse":
    viewer, theme = viewer_of(request), request.COOKIES.get("theme", "auto")
    page = PreferencesPage(
        name=viewer.agent.public_name,
        signature=viewer.agent.signature,
        themes=tuple(Choice(value, words, chosen=value == theme) for value, words in THEMES.items()),
        shortcuts=viewer.agent.shortcuts,
        absence=group_of(away, "Away", [("until", "deputy")], errors=faults_of(away)),
        away=away_words(viewer.agent, viewer),
    )
    return render(request, "workbench/preferences.html", {"page": page}, status=status)
