"""What the coach found at this desk and what became of it, rule by rule; leads say how loudly a rule speaks."""

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404
from django.views.decorators.http import require_http_methods, require_safe

from amends.desk.advice.keeping import changes_of, pin, rules_of_the_house
from amends.desk.advice.rules import ENOUGH
from amends.desk.advice.shelf import look_up, overview, reported_wrong
from amends.doors.office.access import lead_only
from amends.doors.office.advice_pages import CoachPage, Report, RulePage
from amends.doors.office.advice_showing import COACH, changes_in_words, row_of, title_of
from amends.doors.office.answering import done, kept, show
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from amends.desk.advice.models import Outcome
    from amends.desk.advice.shelf import Ruled
    from amends.doors.shell.viewer import Viewer

SHOWN = 50
EXAMPLES = 3


class PinForm(forms.Form):
    """How loudly a rule speaks."""

    state = forms.ChoiceField(
        label="How loudly it speaks",
        required=False,
        choices=[
            ("", "As its findings are received: mostly dismissed, it turns itself down"),
            ("on", "Always as it is written"),
            ("hint", "Only as a hint"),
            ("off", "Not at all"),
        ],
        widget=forms.RadioSelect,
    )


@require_safe
@lead_only
def coach(request: "HttpRequest") -> "HttpResponse":
    """Show all rules with what became of their findings."""
    rows = [(ruled, row_of(ruled)) for ruled in overview()]
    page = CoachPage(
        turned_down=tuple(row for ruled, row in rows if ruled.standing.ground == "turned_down"),
        pinned=tuple(row for ruled, row in rows if ruled.pinned),
        others=tuple(
            row for ruled, row in rows if row.shown and not ruled.pinned and ruled.standing.ground != "turned_down"
        ),
        silent=tuple(row for ruled, row in rows if not row.shown and not ruled.pinned),
        enough=ENOUGH,
    )
    return show(request, "coach.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def rule(request: "HttpRequest", rule: str) -> "HttpResponse":
    """Show one rule; POST says how loudly it speaks."""
    viewer, ruled = viewer_of(request), look_up(rule)
    if ruled is None:
        raise Http404
    form = PinForm(request.POST if request.method == "POST" else None, initial={"state": ruled.pinned})
    if request.method == "POST" and kept(
        form, lambda: pin(rule, form.cleaned_data["state"], viewer.agent, now=viewer.now)
    ):
        return done(request, COACH, f"“{title_of(ruled.known.why)}” speaks as you said from now on.")
    return show(request, "coach_rule.html", _page(ruled, form, viewer), status=422 if form.errors else 200)


def _page(ruled: "Ruled", form: PinForm, viewer: "Viewer") -> RulePage:
    known = ruled.known
    said = next(iter(known.rule.languages.values())) if known.rule else None
    return RulePage(
        row=row_of(ruled),
        craft=known.craft,
        theme=known.theme,
        advice=title_of(said.suggestion) if said else "",
        bad=tuple(each.draft for each in said.bad[:EXAMPLES]) if said else (),
        good=tuple(each.draft for each in said.good[:EXAMPLES]) if said else (),
        holds=known.holds,
        form=group_of(form, "How loudly it speaks", errors=faults_of(form)),
        reports=tuple(_report(row, viewer) for row in reported_wrong(known.id, viewer.agent)[:SHOWN]),
        changes=changes_in_words(changes_of(known.id)[:SHOWN], viewer),
        house_url=_house_url(known.id) if known.house else "",
    )


def _report(row: "Outcome", viewer: "Viewer") -> Report:
    return Report(
        case=row.case.number,
        url=f"/cases/{row.case.number}/",
        customer=str(row.case.customer),
        sentence=row.sentence,
        who=row.agent.public_name,
        at=moment(row.at, now=viewer.now, zone=viewer.zone),
    )


def _house_url(rule: str) -> str:
    """Return where a rule of the house is written."""
    rows = rules_of_the_house()
    found = next((row for row in rows if f'"{rule}"' in row.document), None)
    return f"/office/house/{found.pk}/" if found else ""
