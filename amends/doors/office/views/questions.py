"""Questions that agents added to what was heard, or struck from it: read, counted, and given out as examples."""

import json
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from amends.craft.text import normalise
from amends.desk.advice.shelf import examples, examples_by_kind
from amends.doors.office.access import lead_only
from amends.doors.office.advice_pages import ExampleRow, QuestionsPage
from amends.doors.office.answering import show
from amends.doors.office.concessions_pages import Paging
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from amends.desk.advice.models import Example
    from amends.desk.people.models import Agent
    from amends.doors.shell.viewer import Viewer

URL: Final = "/office/questions/"
ON_PAGE: Final = 50
LONGEST_NUMBER: Final = 6


@require_safe
@lead_only
def questions(request: "HttpRequest") -> HttpResponse:
    """Show them, newest first."""
    viewer = viewer_of(request)
    given = request.GET.get("page", "")
    number = int(given) if given.isdecimal() and 0 < len(given) <= LONGEST_NUMBER else 1
    at = (max(1, number) - 1) * ON_PAGE
    rows = list(examples(viewer.agent)[at : at + ON_PAGE + 1])
    counts = examples_by_kind(viewer.agent)
    page = QuestionsPage(
        rows=tuple(_row(row, viewer) for row in rows[:ON_PAGE]),
        added=counts.get("added", 0),
        struck=counts.get("struck", 0),
        pager=_pager(at, len(rows), sum(counts.values())),
    )
    return show(request, "questions.html", page)


@require_safe
@lead_only
def table(request: "HttpRequest") -> HttpResponse:
    """Give all of them out, a line of JSON each."""
    answer = HttpResponse(_lines(viewer_of(request).agent), content_type="application/x-ndjson")
    answer["Content-Disposition"] = 'attachment; filename="questions.jsonl"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _lines(agent: "Agent") -> "Iterator[str]":
    for row in examples(agent).iterator(chunk_size=500):
        said = {
            "kind": row.kind,
            "text": row.text,
            "start": row.start,
            "end": row.end,
            "message": normalise(row.message.shown),
            "case": row.case.number,
            "at": row.at.isoformat(),
        }
        yield json.dumps(said, ensure_ascii=False) + "\n"


def _row(row: "Example", viewer: "Viewer") -> ExampleRow:
    return ExampleRow(
        case=row.case.number,
        url=f"/cases/{row.case.number}/",
        customer=str(row.case.customer),
        text=row.text,
        added=row.kind == "added",
        who=row.agent.public_name,
        at=moment(row.at, now=viewer.now, zone=viewer.zone),
    )


def _pager(at: int, found: int, in_all: int) -> Paging | None:
    if not at and found <= ON_PAGE:
        return None
    number = at // ON_PAGE + 1
    return Paging(
        words=f"{at + 1:,} to {at + min(found, ON_PAGE):,} of {in_all:,}",
        newer_url=f"{URL}?page={number - 1}" if at else "",
        older_url=f"{URL}?page={number + 1}" if found > ON_PAGE else "",
    )
