"""Who may give how much: the table, a question to it, who is called, and who changed what."""

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.craft.money import show as shown
from amends.desk.offers.trying import try_out
from amends.desk.people.levels import levels
from amends.desk.policies.granting import begin, call_people, changes, grant, revoke, rows
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.authority_forms import BeginForm, CalledForm, LimitForm, TryForm
from amends.doors.office.authority_pages import AuthorityPage, ChangeRow, RemovablePage, TriedLimit
from amends.doors.office.authority_table import EVERYBODY, URL, lines
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import now_of, viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from amends.desk.offers.trying import Tried
    from amends.doors.shell.groups import FieldGroup
    from amends.doors.shell.viewer import Viewer

METHODS = ["GET", "HEAD", "POST"]
SHOWN = 30
WORDS = "The higher levels have what the lower ones have. Of several rows that fit, the widest counts."


@require_safe
@lead_only
def authority(request: "HttpRequest") -> "HttpResponse":
    """Show the table, and what it says to a question in the address."""
    return _page(request, BeginForm(), CalledForm())


@require_POST
@lead_only
def beginning(request: "HttpRequest") -> "HttpResponse":
    """Write the usual limits on a desk without any."""
    agent, form = viewer_of(request).agent, BeginForm(request.POST)
    if kept(form, lambda: begin(agent, form.cleaned_data["currency"], now=now_of(request))):
        return done(request, URL, "The usual limits are written down. Click one to change it.")
    return _page(request, form, CalledForm(), status=422)


@require_POST
@lead_only
def called(request: "HttpRequest") -> "HttpResponse":
    """Name who is called."""
    agent, form = viewer_of(request).agent, CalledForm(request.POST)
    if kept(form, lambda: call_people(form.called(), agent, now=now_of(request))):
        return done(request, URL, "Kept. They are called from now on.")
    return _page(request, BeginForm(), form, status=422)


@require_http_methods(METHODS)
@lead_only
def new_limit(request: "HttpRequest") -> "HttpResponse":
    """Write one more row."""
    agent, form = viewer_of(request).agent, LimitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and kept(form, lambda: grant(form.grant(), agent, now=now_of(request))):
        return done(request, URL, "The limit is kept.")
    page = RemovablePage("Add a limit", WORDS, _groups(form), URL)
    return show(request, "limit.html", page, status=422 if form.errors else 200)


@require_http_methods(METHODS)
@lead_only
def limit(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show or change a row."""
    row, agent = get_object_or_404(rows(), pk=pk), viewer_of(request).agent
    form = LimitForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and kept(form, lambda: grant(form.grant(), agent, now=now_of(request), row=row)):
        return done(request, URL, "The limit is kept.")
    removal = "What only this row allowed has to be asked for from then on. Without any row everybody may decide."
    page = RemovablePage("Limit", WORDS, _groups(form), URL, f"{URL}{pk}/removal/", removal)
    return show(request, "limit.html", page, status=422 if form.errors else 200)


@require_POST
@lead_only
def removal(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Take a row away."""
    revoke(get_object_or_404(rows(), pk=pk), viewer_of(request).agent, now=now_of(request))
    return done(request, URL, "The limit is gone.")


def _page(
    request: "HttpRequest", begin_form: BeginForm, called_form: CalledForm, *, status: int = 200
) -> "HttpResponse":
    viewer, ladder = viewer_of(request), list(levels())
    try_form = TryForm(request.GET if "who" in request.GET else None)
    page = AuthorityPage(
        levels=(EVERYBODY, *(level.name for level in ladder)),
        lines=lines(rows(), ladder),
        begin=group_of(begin_form, "", errors=faults_of(begin_form)),
        tryout=group_of(try_form, "Try it", [("who", "remedy", "amount")], errors=faults_of(try_form)),
        called=group_of(called_form, "Called at once", errors=faults_of(called_form)),
        changes=tuple(_changes(viewer)),
        tried=_tried(try_form, viewer) if try_form.is_bound and try_form.is_valid() else None,
    )
    return show(request, "authority.html", page, status=status)


def _groups(form: LimitForm) -> "tuple[FieldGroup, ...]":
    whose = group_of(form, "Who, and what", [("level", "team"), "remedy"], errors=faults_of(form))
    return (whose, group_of(form, "How much", ["per_case", ("per_customer", "period_days")]))


def _changes(viewer: "Viewer") -> list[ChangeRow]:
    return [
        ChangeRow(
            who=row.agent.public_name if row.agent else "the desk",
            at=moment(row.at, now=viewer.now, zone=viewer.zone),
            before=row.before,
            after=row.after,
        )
        for row in changes()[:SHOWN]
    ]


def _tried(form: TryForm, viewer: "Viewer") -> TriedLimit:
    given = form.cleaned_data
    name = given["who"].public_name
    verdict = try_out(given["who"], given["remedy"], given["amount"], now=viewer.now)
    if verdict.within:
        return TriedLimit("good", f"{name} may, without asking.", _most(verdict))
    if not verdict.others:
        return TriedLimit("late", f"{name} may not, and nobody else who is here may either.", _most(verdict))
    names = [other.public_name for other in verdict.others]
    also = f" {', '.join(names[1:4])} may too." if names[1:] else ""
    return TriedLimit("late", f"{name} may not. {names[0]} would be asked.{also}", _most(verdict))


def _most(verdict: "Tried") -> str:
    if verdict.most is None:
        return ""
    return f"Up to {shown(verdict.most, 'en')} without asking, for a customer who got nothing before."
