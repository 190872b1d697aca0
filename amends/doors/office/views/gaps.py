"""Gaps: what people complain about without a policy that says what to do."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from amends.desk.cases.models import Case, Message
from amends.desk.policies.gaps import gaps as gaps_of
from amends.desk.policies.recognising import policy_for, recognise_each
from amends.doors.office.access import lead_only
from amends.doors.office.answering import show
from amends.doors.office.policies_pages import GapRow, GapsPage, UndecidedRow
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from amends.craft.situations import Ranked
    from amends.desk.policies.gaps import Gap
    from amends.doors.shell.viewer import Viewer

RECENT = timedelta(days=90)
LOOKED_AT, FIRST = 60, 2
NEW = "/office/policies/_new/"


@require_safe
@lead_only
def gaps(request: "HttpRequest") -> "HttpResponse":
    """Show situations without a policy, now or soon, and complaints that nobody has placed."""
    viewer = viewer_of(request)
    counts = dict(
        Case.objects.visible_to(viewer.agent)
        .surviving()
        .open()
        .filter(situation__isnull=False)
        .values_list("situation")
        .annotate(times=Count("pk"))
    )
    rows = [(gap, _gap(gap, counts.get(gap.situation.pk, 0))) for gap in gaps_of(now=viewer.now)]
    complaints = _undecided(viewer)
    page = GapsPage(
        without=tuple(row for gap, row in rows if gap.ends_on is None),
        soon=tuple(row for gap, row in rows if gap.ends_on is not None),
        unfitting=tuple(row for row in complaints if not row.guess),
        undecided=tuple(row for row in complaints if row.guess),
        looked_at=LOOKED_AT,
        has_policies=bool(policy_for(now=viewer.now)),
    )
    return show(request, "gaps.html", page)


def _gap(gap: "Gap", cases: int) -> GapRow:
    """Say when a situation is without a policy, and lead to where one is written."""
    begins = f"; one begins on {date_format(gap.begins, 'j F Y')}" if gap.begins else ""
    words = (
        f"served until {date_format(gap.ends_on, 'j F Y')}{begins}"
        if gap.ends_on
        else f"{'its policy is retired' if gap.retired else 'no policy'}{begins}"
    )
    if gap.policy:
        url, does = (
            f"/office/policies/{gap.policy}/next/",
            "Bring its policy back" if gap.retired else "Write the next version",
        )
    else:
        url, does = f"{NEW}?situation={gap.situation.slug}", "Write a policy"
    return GapRow(
        gap.situation.name,
        words,
        cases,
        state="soon" if gap.ends_on or gap.begins else "calm",
        url=url,
        does=does,
    )


def _undecided(viewer: "Viewer") -> tuple[UndecidedRow, ...]:
    """Return the newest complaints of which nobody has said what they are about."""
    recent = Q(closed_at=None) | Q(closed_at__gte=viewer.now - RECENT)
    cases = list(
        Case.objects.visible_to(viewer.agent)
        .surviving()
        .filter(recent, kind=Case.Kind.COMPLAINT, situation=None)
        .select_related("customer")
        .order_by("-opened_at")[:LOOKED_AT]
    )
    guesses = recognise_each(_words(cases), now=viewer.now, limit=1)
    return tuple(_case(case, ranked, viewer) for case, ranked in zip(cases, guesses, strict=True))


def _words(cases: "list[Case]") -> "Iterable[str]":
    """Return for each case the words by which it is recognised: the subject and the first messages."""
    said: dict[int, list[str]] = {case.pk: [case.subject] for case in cases}
    for message in Message.objects.of(*cases).filter(direction="in").order_by("said_at", "pk"):
        words = said.get(message.case_id, [])
        if 0 < len(words) <= FIRST:
            words.append(message.shown)
    return ("\n".join(words) for words in said.values())


def _case(case: Case, ranked: "tuple[Ranked, ...]", viewer: "Viewer") -> UndecidedRow:
    return UndecidedRow(
        number=case.number,
        url=f"/cases/{case.number}/",
        customer=str(case.customer),
        subject=case.subject,
        at=moment(case.opened_at, now=viewer.now, zone=viewer.zone),
        guess=ranked[0].situation.replace("-", " ") if ranked else "",
    )
