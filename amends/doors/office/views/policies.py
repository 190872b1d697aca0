"""Policies: which there are, what one says, what changed between its versions, and the end of its use."""

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.desk.policies.playbook import absent_starters, begin, retire, today
from amends.desk.policies.shelf import holds_on, look_up, shelf
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, show
from amends.doors.office.policies_changes import compare
from amends.doors.office.policies_pages import ChangesPage, PoliciesPage, PolicyPage, PolicyRow, State, VersionRow
from amends.doors.office.policies_showing import reading
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from amends.desk.policies.models import Version
    from amends.desk.policies.shelf import Shelved
    from amends.doors.shell.viewer import Viewer

URL = "/office/policies/"
CAME_WITH = "Came with amends"
BY_COMMAND = "from files"
STATES: dict[str, State] = {"in_force": "good", "begins": "soon", "ended": "soon", "retired": "calm"}


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def policies(request: "HttpRequest") -> "HttpResponse":
    """Show all of them; a post takes in those that come with amends."""
    viewer = viewer_of(request)
    if request.method == "POST":
        taken = begin(viewer.agent, now=viewer.now, remark=CAME_WITH)
        new = f"{len(taken)} {'policy is' if len(taken) == 1 else 'policies are'} in force now."
        return done(request, URL, f"{new} Read them, and change what you do differently.")
    rows = [(shelved.standing == "retired", _row(shelved, viewer)) for shelved in shelf(now=viewer.now)]
    page = PoliciesPage(
        rows=tuple(row for retired, row in rows if not retired),
        retired=tuple(row for retired, row in rows if retired),
        absent=len(absent_starters()),
    )
    return show(request, "policies.html", page)


@require_safe
@lead_only
def policy(request: "HttpRequest", slug: str) -> "HttpResponse":
    """Show one, as it holds today or in the version asked for."""
    viewer = viewer_of(request)
    shelved = found(slug, viewer)
    version = _asked(shelved, request.GET.get("version", "")) or shelved.shown
    url = f"{URL}{slug}/"
    page = PolicyPage(
        url=url,
        title=shelved.policy.title,
        standing=standing(shelved),
        state=STATES[shelved.standing],
        number=version.number,
        is_shown_usually=version == shelved.shown,
        reading=reading(version.document),
        document=version.document,
        history=_history(shelved, viewer),
        retirement_url="" if shelved.standing == "retired" else f"{url}retirement/",
    )
    return show(request, "policy.html", page)


@require_safe
@lead_only
def changes(request: "HttpRequest", slug: str) -> "HttpResponse":
    """Compare two versions; without a choice the newest with the one before it."""
    viewer = viewer_of(request)
    shelved = found(slug, viewer)
    second = _asked(shelved, request.GET.get("to", "")) or shelved.newest
    before = next((one for one in shelved.versions if one.number < second.number), second)
    first = _asked(shelved, request.GET.get("from", "")) or before
    history = {row.number: row for row in _history(shelved, viewer)}
    lines = compare(first.document, second.document)
    page = ChangesPage(
        url=f"{URL}{slug}/",
        title=shelved.policy.title,
        first=history[first.number],
        second=history[second.number],
        versions=tuple(history.values()),
        lines=lines,
        added=sum(line.kind == "added" for line in lines),
        removed=sum(line.kind == "removed" for line in lines),
    )
    return show(request, "policy_changes.html", page)


@require_POST
@lead_only
def retirement(request: "HttpRequest", slug: str) -> "HttpResponse":
    """Use one no longer."""
    viewer = viewer_of(request)
    shelved = found(slug, viewer)
    retire(shelved.policy, now=viewer.now)
    return done(request, URL, f"“{shelved.policy.title}” is retired. What was offered by it stays as it was.")


def found(slug: str, viewer: "Viewer") -> "Shelved":
    """Return the policy of an address."""
    shelved = look_up(slug, now=viewer.now)
    if shelved is None:
        raise Http404
    return shelved


def standing(shelved: "Shelved") -> str:
    """Say since when, from when or until when a policy holds."""
    version = shelved.shown
    match shelved.standing:
        case "in_force":
            ends = f", until {_day(version.ends_on)}" if version.ends_on else ""
            return f"in force since {_day(version.effective_from)}{ends}"
        case "begins":
            return f"begins on {_day(version.effective_from)}"
        case "ended":
            return f"ended on {_day(version.ends_on or version.effective_from)}"
        case "retired":
            return "retired"


def _row(shelved: "Shelved", viewer: "Viewer") -> PolicyRow:
    return PolicyRow(
        url=f"{URL}{shelved.policy.slug}/",
        title=shelved.policy.title,
        situations=tuple(situation.name for situation in shelved.policy.situations.all()),
        state=STATES[shelved.standing],
        standing=standing(shelved),
        version=shelved.shown.number,
        who=_who(shelved.newest),
        at=moment(shelved.newest.made_at, now=viewer.now, zone=viewer.zone),
    )


def _history(shelved: "Shelved", viewer: "Viewer") -> tuple[VersionRow, ...]:
    url, day = f"{URL}{shelved.policy.slug}/", today(viewer.now)
    return tuple(
        VersionRow(
            url=f"{url}?version={one.number}",
            number=one.number,
            holds=_holds(one),
            who=_who(one),
            at=moment(one.made_at, now=viewer.now, zone=viewer.zone),
            remark=one.remark,
            current=holds_on(one, day) and shelved.standing == "in_force",
            changes_url=f"{url}changes/?from={one.number - 1}&to={one.number}" if one.number > 1 else "",
        )
        for one in shelved.versions
    )


def _holds(version: "Version") -> str:
    """Say on which days a version holds or held."""
    if version.ends_on is None:
        return f"from {_day(version.effective_from)}"
    if version.ends_on < version.effective_from:
        return f"replaced before it began ({_day(version.effective_from)})"
    return f"{_day(version.effective_from)} to {_day(version.ends_on)}"


def _who(version: "Version") -> str:
    return version.made_by.public_name if version.made_by else BY_COMMAND


def _asked(shelved: "Shelved", number: str) -> "Version | None":
    """Return the version that an address asks for, if it asks for one that is there."""
    return next((version for version in shelved.versions if str(version.number) == number), None)


def _day(day: "date") -> str:
    return date_format(day, "j F Y")
