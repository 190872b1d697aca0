"""Levels and teams: who may go how far, and who works together."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.desk.people.levels import HIGHEST, levels_in_use
from amends.desk.people.models import DESK_TEAM, Agent
from amends.desk.people.staff import colleagues
from amends.desk.people.teams import remove_team, teams, write_team
from amends.desk.policies.granting import remove_level, write_level
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.authority_pages import LevelsPage, NamedRow, RemovablePage
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.viewer import now_of, viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

URL = "/office/levels/"
TEAMS_URL = f"{URL}teams/"
METHODS = ["GET", "HEAD", "POST"]


class LevelForm(forms.Form):
    """A level's name and rank."""

    name = forms.CharField(label="Name", max_length=40)
    rank = forms.IntegerField(
        label="Rank",
        min_value=1,
        max_value=HIGHEST,
        help_text="The higher, the farther they may decide: each level has what those below it have.",
    )


class TeamForm(forms.Form):
    """A team's name and members."""

    name = forms.CharField(label="Name", max_length=80)
    members: "forms.ModelMultipleChoiceField[Agent]" = forms.ModelMultipleChoiceField(
        Agent.objects.none(), label="Members", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        """Offer everybody who works here."""
        super().__init__(*given, **named)
        members = self.fields["members"]
        assert isinstance(members, forms.ModelMultipleChoiceField)
        members.queryset = colleagues()


@require_safe
@lead_only
def all_levels(request: "HttpRequest") -> "HttpResponse":
    """Show levels and teams."""
    page = LevelsPage(
        levels=tuple(
            NamedRow(f"{URL}{row.pk}/", row.name, f"Rank {row.rank}, {_people(row)}") for row in levels_in_use()
        ),
        teams=tuple(NamedRow(f"{TEAMS_URL}{row.pk}/", row.name, _people(row).capitalize()) for row in teams()),
    )
    return show(request, "levels.html", page)


@require_http_methods(METHODS)
@lead_only
def level(request: "HttpRequest", pk: int | None = None) -> "HttpResponse":
    """Show, add or change a level."""
    row = get_object_or_404(levels_in_use(), pk=pk) if pk is not None else None
    begun = {"name": row.name, "rank": row.rank} if row else None
    form, agent = LevelForm(request.POST if request.method == "POST" else None, initial=begun), viewer_of(request).agent
    if request.method == "POST" and kept(
        form, lambda: write_level(**form.cleaned_data, agent=agent, now=now_of(request), row=row)
    ):
        return done(request, URL, f"The level {form.cleaned_data['name']} is kept.")
    page = RemovablePage(
        title=row.name if row else "Add a level",
        words="A level is given to people on their own page; what it allows stands in the table of authority.",
        groups=(group_of(form, "Level", errors=faults_of(form)),),
        back_url=URL,
        removal_url=f"{URL}{pk}/removal/" if row else "",
        removal="Only a level on which nobody and no limit stands can be taken away.",
    )
    return show(request, "limit.html", page, status=422 if form.errors else 200)


@require_POST
@lead_only
def level_removal(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Take a level away."""
    row = get_object_or_404(levels_in_use(), pk=pk)
    remove_level(row, viewer_of(request).agent, now=now_of(request))
    return done(request, URL, f"The level {row.name} is gone.")


@require_http_methods(METHODS)
@lead_only
def team(request: "HttpRequest", pk: int | None = None) -> "HttpResponse":
    """Show, add or change a team."""
    row = get_object_or_404(teams(), pk=pk) if pk is not None else None
    begun = {"name": row.name, "members": [agent.pk for agent in row.agents.all()]} if row else None
    form, agent = TeamForm(request.POST if request.method == "POST" else None, initial=begun), viewer_of(request).agent
    if request.method == "POST" and kept(form, lambda: write_team(**form.cleaned_data, agent=agent, row=row)):
        return done(request, URL, f"The team {form.cleaned_data['name']} is kept.")
    page = RemovablePage(
        title=row.name if row else "Add a team",
        words="Members see the cases of their teams. New cases come to the team Desk.",
        groups=(group_of(form, "Team", errors=faults_of(form)),),
        back_url=URL,
        removal_url=f"{TEAMS_URL}{pk}/removal/" if row and row.name != DESK_TEAM else "",
        removal="Only a team without members, cases and limits can be taken away.",
    )
    return show(request, "limit.html", page, status=422 if form.errors else 200)


@require_POST
@lead_only
def team_removal(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Take a team away."""
    row = get_object_or_404(teams(), pk=pk)
    remove_team(row, viewer_of(request).agent)
    return done(request, URL, f"The team {row.name} is gone.")


def _people(row: Any) -> str:
    return "nobody" if not row.people else "one person" if row.people == 1 else f"{row.people} people"
