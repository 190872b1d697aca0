"""Who works here: adding people, their names towards customers, and their leaving."""

from typing import TYPE_CHECKING

from django import forms
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.desk.handoffs.leaving import be_away, be_back, come_back, leave
from amends.desk.people.levels import levels
from amends.desk.people.models import Agent, Level
from amends.desk.people.staff import Card, agents, colleagues
from amends.desk.policies.granting import appoint, welcome
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.pages import AgentPage, AgentRow, AgentsPage, LinkPage
from amends.doors.shell.absence import AbsenceForm, away_words
from amends.doors.shell.accounts import mail_password_link, password_link
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.viewer import now_of, viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

URL = "/office/agents/"
METHODS = ["GET", "HEAD", "POST"]
CARD = ("name", "display_name", "signature", "is_lead", "level", "deputy", "sees_figures")


class AgentForm(forms.Form):
    """An agent's card."""

    name = forms.CharField(label="Name", max_length=120)
    display_name = forms.CharField(
        label="Name customers see", max_length=120, required=False, help_text="Left empty, they see the name above."
    )
    signature = forms.CharField(
        label="Signature under their mails",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-autosize": ""}),
    )
    is_lead = forms.BooleanField(
        label="Leads the desk: sets it up here, sees every case and what is overdue", required=False
    )
    level: "forms.ModelChoiceField[Level]" = forms.ModelChoiceField(
        Level.objects.none(),
        label="Level",
        required=False,
        empty_label="None: a lead the highest, others the lowest",
        help_text="How far they may decide; what each level may give stands under Authority.",
    )
    deputy: "forms.ModelChoiceField[Agent]" = forms.ModelChoiceField(
        Agent.objects.none(),
        label="Deputy",
        required=False,
        empty_label="Nobody",
        help_text="Decides while they are away.",
    )
    sees_figures = forms.BooleanField(label="May see figures by agent, on the page of fairness", required=False)

    def __init__(self, data: "QueryDict | None" = None, *, row: Agent | None = None) -> None:
        """Begin with the card of somebody who is there."""
        begun = {name: getattr(row, name) for name in CARD} if row is not None else None
        super().__init__(data, initial=begun)
        level, deputy = self.fields["level"], self.fields["deputy"]
        assert isinstance(level, forms.ModelChoiceField)
        assert isinstance(deputy, forms.ModelChoiceField)
        level.queryset, deputy.queryset = levels(), colleagues(row)

    def card(self) -> Card:
        """Return the card as filled in."""
        return Card(**{name: self.cleaned_data[name] for name in CARD})


class NewAgentForm(AgentForm):
    """The card of somebody new, with the address they log in with."""

    email = forms.EmailField(label="Email they log in with", max_length=254)

    field_order = ("name", "email")


@require_safe
@lead_only
def all_agents(request: "HttpRequest") -> "HttpResponse":
    """Show everybody."""
    return show(request, "agents.html", AgentsPage(tuple(_row(agent) for agent in agents())))


@require_http_methods(METHODS)
@lead_only
def new_agent(request: "HttpRequest") -> "HttpResponse":
    """Add somebody, who chooses a password by a link."""
    form = NewAgentForm(request.POST if request.method == "POST" else None)
    lead, now = viewer_of(request).agent, now_of(request)
    if request.method == "POST" and kept(form, lambda: welcome(form.cleaned_data["email"], form.card(), lead, now=now)):
        return _send_link(request, agents().get(email=form.cleaned_data["email"].lower()))
    group = group_of(form, "Who", list(form.fields), errors=faults_of(form))
    return show(request, "agent.html", AgentPage("Add an agent", (group,)), status=422 if form.errors else 200)


@require_http_methods(METHODS)
@lead_only
def agent(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show or change somebody's card."""
    row, lead = get_object_or_404(agents(), pk=pk), viewer_of(request).agent
    form = AgentForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and kept(form, lambda: appoint(row, form.card(), lead, now=now_of(request))):
        return done(request, URL, f"{row.name} is kept.")
    return _agent_page(request, row, form, AbsenceForm(None, viewer_of(request), row))


@require_POST
@lead_only
def absence(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Say until when somebody is away, and who decides meanwhile; what they owe goes to the backup."""
    row = get_object_or_404(agents(), pk=pk, is_active=True)
    form = AbsenceForm(request.POST, viewer_of(request), row)
    if kept(form, lambda: be_away(row, form.absent_until(), now=now_of(request), deputy=form.stand_in())):
        return done(request, f"{URL}{pk}/", f"{row.name} is away; what is owed goes to who stands in.")
    return _agent_page(request, row, AgentForm(row=row), form)


@require_POST
@lead_only
def presence(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Say that somebody is there again."""
    row = get_object_or_404(agents(), pk=pk, is_active=True)
    be_back(row, now=now_of(request))
    return done(request, f"{URL}{pk}/", f"{row.name} is here again.")


def _agent_page(request: "HttpRequest", row: Agent, form: AgentForm, away: AbsenceForm) -> "HttpResponse":
    url, here = f"{URL}{row.pk}/", row.is_active
    page = AgentPage(
        title=str(form.initial["name"]),
        groups=(
            group_of(form, "Card", ["name", "display_name", "signature"], errors=faults_of(form)),
            group_of(form, "How far they may go", [("level", "deputy"), "is_lead", "sees_figures"]),
        ),
        email=row.email,
        link_url=f"{url}link/" if here else "",
        leaving_url=f"{url}leaving/" if here else "",
        return_url="" if here else f"{url}return/",
        absence=group_of(away, "Away", [("until", "deputy")], errors=faults_of(away)) if here else None,
        absence_url=f"{url}absence/",
        away=away_words(row, viewer_of(request)),
        presence_url=f"{url}presence/",
    )
    return show(request, "agent.html", page, status=422 if form.errors or away.errors else 200)


@require_POST
@lead_only
def link(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Give somebody a new link to choose a password."""
    return _send_link(request, get_object_or_404(Agent, pk=pk, is_active=True))


@require_POST
@lead_only
def leaving(request: "HttpRequest", pk: int) -> "HttpResponse":
    """End somebody's access; what they owed goes to others."""
    row = get_object_or_404(Agent, pk=pk)
    count = leave(row, now=now_of(request))
    cases = "one case goes" if count == 1 else f"{count} cases go"
    return done(request, URL, f"{row.name} has no access any more; {cases} back to the team.")


@require_POST
@lead_only
def coming_back(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Let somebody in again."""
    row = get_object_or_404(Agent, pk=pk)
    come_back(row)
    return done(request, f"{URL}{pk}/", f"{row.name} can log in again.")


def _send_link(request: "HttpRequest", row: Agent) -> "HttpResponse":
    """Mail the link, or show it this once where no mailbox can carry it."""
    if mail_password_link(row):
        return done(request, URL, f"A link to choose a password is on its way to {row.email}.")
    return show(request, "link.html", LinkPage(row.name, password_link(row)))


def _row(row: Agent) -> AgentRow:
    shown = f"customers see {row.public_name}" if row.display_name and row.display_name != row.name else ""
    return AgentRow(
        url=f"{URL}{row.pk}/",
        name=row.name,
        initials=row.initials,
        email=row.email,
        detail=shown,
        leads=row.is_lead,
        gone=not row.is_active,
    )
