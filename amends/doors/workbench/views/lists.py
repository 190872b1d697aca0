"""Owed, the lists of cases, and search."""

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from amends.desk.cases.models import Case
from amends.desk.channels.connecting import mailboxes
from amends.desk.owed.models import Promise
from amends.doors.shell.moments import Group
from amends.doors.shell.viewer import Viewer, viewer_of
from amends.doors.workbench.pages import LISTS, ListKind, ListPage, OwedGroup, OwedPage, Pager, Tab
from amends.doors.workbench.showing.mail_troubles import mail_troubles
from amends.doors.workbench.showing.promises import promise_rows
from amends.doors.workbench.showing.rows import readable, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    from amends.desk.cases.models.case import CaseQuerySet

ON_OWED, ON_LIST = 50, 50
LONGEST_NUMBER = 6
GROUPS: tuple[Group, ...] = ("late", "hour", "today", "later")


@require_safe
def owed(request: "HttpRequest") -> "HttpResponse":
    """Show what is owed, soonest first; one line a case."""
    viewer = viewer_of(request)
    cases = Case.objects.visible_to(viewer.agent).open().surviving().exclude(due_at=None)
    rows = rows_of(readable(cases.order_by("due_at", "pk"))[:ON_OWED], viewer)
    counts = viewer.standing
    sizes: dict[Group, int] = {
        "late": counts.late,
        "hour": counts.hour,
        "today": counts.today,
        "later": counts.later,
    }
    groups = tuple(
        OwedGroup(group, size, tuple(row for row in rows if _group(row.urgency) == group))
        for group, size in sizes.items()
    )
    first_run = not rows and not Case.objects.visible_to(viewer.agent).exists()
    page = OwedPage(
        groups=tuple(group for group in groups if group.rows),
        late=counts.late,
        within_hour=counts.hour,
        total=counts.open,
        first_run=first_run,
        mailboxes_url="/office/mailboxes/" if first_run and _may_connect(viewer) else "",
        troubles=mail_troubles(viewer),
    )
    return render(request, "workbench/owed.html", {"page": page})


def _may_connect(viewer: "Viewer") -> bool:
    """Return whether there is no mailbox yet, and it is theirs to connect one."""
    return viewer.agent.is_lead and not mailboxes().exists()


def _group(urgency: str) -> Group:
    return urgency if urgency in GROUPS else "later"


@require_safe
def cases(request: "HttpRequest") -> "HttpResponse":
    """Show one list of cases."""
    viewer = viewer_of(request)
    asked = request.GET.get("list", "all")
    kind: ListKind = asked if asked in LISTS else "all"
    number = page_number(request)
    if kind == "promises":
        return _promises(request, viewer, number)
    found = _LISTS[kind](Case.objects.visible_to(viewer.agent).surviving(), viewer)
    state = request.GET.get("state", "all")
    tabs: tuple[Tab, ...] = ()
    if kind == "all":
        tabs = tuple(
            Tab(name.title(), f"?list=all&state={name}", current=state == name) for name in ("all", "open", "closed")
        )
        found = found.open() if state == "open" else found.exclude(closed_at=None) if state == "closed" else found
    start = (number - 1) * ON_LIST
    shown = list(readable(found)[start : start + ON_LIST + 1])
    page = ListPage(
        kind=kind,
        rows=rows_of(shown[:ON_LIST], viewer),
        total=len(shown),
        tabs=tabs,
        pager=pager(request, number, more=len(shown) > ON_LIST),
    )
    return render(request, "workbench/list.html", {"page": page})


def _promises(request: "HttpRequest", viewer: Viewer, number: int) -> "HttpResponse":
    state = request.GET.get("state", "due")
    found = Promise.objects.visible_to(viewer.agent).filter(withdrawn_at=None)
    found = found.select_related("case__customer", "case__team", "owner", "obligation")
    choices = {
        "due": found.filter(kept_at=None, case__closed_at=None).order_by("due"),
        "broken": found.filter(kept_at=None, case__closed_at=None).exclude(broken_at=None).order_by("due"),
        "kept": found.exclude(kept_at=None).order_by("-kept_at"),
    }
    start = (number - 1) * ON_LIST
    chosen = choices.get(state, choices["due"])
    shown = list(chosen[start : start + ON_LIST + 1])
    tabs = tuple(Tab(name.title(), f"?list=promises&state={name}", current=state == name) for name in choices)
    page = ListPage(
        kind="promises",
        rows=promise_rows(shown[:ON_LIST], viewer),
        total=len(shown),
        tabs=tabs,
        pager=pager(request, number, more=len(shown) > ON_LIST),
    )
    return render(request, "workbench/list.html", {"page": page})


def page_number(request: "HttpRequest") -> int:
    """Return the page asked for, the first where that is no number."""
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else 1


def pager(request: "HttpRequest", number: int, *, more: bool) -> Pager | None:
    """Return links to the pages before and after, or None where all is shown."""
    if number == 1 and not more:
        return None
    query = request.GET.copy()

    def url(page: int) -> str:
        query["page"] = str(page)
        return f"?{query.urlencode()}"

    return Pager(
        words=f"Page {number}",
        newer_url=url(number - 1) if number > 1 else "",
        older_url=url(number + 1) if more else "",
    )


_LISTS: "Mapping[ListKind, Callable[[CaseQuerySet, Viewer], CaseQuerySet]]" = {
    "all": lambda cases, _viewer: cases.order_by("-last_said_at", "-pk"),
    "mine": lambda cases, viewer: cases.open().filter(owner=viewer.agent).order_by("due_at", "pk"),
    "unassigned": lambda cases, _viewer: cases.open().filter(owner=None).order_by("due_at", "pk"),
    "waiting": lambda cases, _viewer: cases.open().filter(owed_kind="circle_back").order_by("due_at", "pk"),
}
