"""Search over everything said, customers and case numbers."""

import re
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from amends.desk.cases.customers import customers_called
from amends.desk.cases.models import Case
from amends.desk.search.models import Entry
from amends.desk.search.rules import folded, words_of
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import Viewer, viewer_of
from amends.doors.workbench.pages import CustomerHit, SearchHit, SearchPage, Stretch
from amends.doors.workbench.views.lists import page_number, pager

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ON_PAGE, AROUND, MOST_CUSTOMERS = 25, 90, 6
SHORTEST_NAME = 2
_OF_A_HIT = (
    "case__number", "case__subject", "case__closed_at", "case__outcome", "case__customer__name",
    "message__text", "message__own_text", "message__said_at", "message__agent__name", "message__agent__display_name",
    "note__text", "note__written_at", "note__agent__name", "note__agent__display_name",
)  # fmt: skip


@require_safe
def search(request: "HttpRequest") -> "HttpResponse":
    """Show where the words were said, newest first; a case number leads straight to its case."""
    viewer, query = viewer_of(request), request.GET.get("q", "").strip()[:200]
    asked = Case.objects.visible_to(viewer.agent).filter(number=query.lstrip("#").strip("[]").upper())
    case = asked.only("number").first()
    if case is not None:
        return redirect("workbench:case", number=case.number)
    number = page_number(request)
    start = (number - 1) * ON_PAGE
    found = Entry.objects.visible_to(viewer.agent).saying(query)
    read = found.select_related("case__customer", "message__agent", "note__agent").only(*_OF_A_HIT)
    entries = list(read[start : start + ON_PAGE + 1])
    page = SearchPage(
        query=query,
        hits=tuple(_hit(entry, query, viewer) for entry in entries[:ON_PAGE]),
        total=len(entries),
        customers=_customers(query, viewer) if number == 1 else (),
        pager=pager(request, number, more=len(entries) > ON_PAGE),
    )
    return render(request, "workbench/search.html", {"page": page})


def _hit(entry: Entry, query: str, viewer: Viewer) -> SearchHit:
    case = entry.case
    said = entry.said
    return SearchHit(
        number=case.number,
        url=f"/cases/{case.number}/",
        subject=case.subject or "(no subject)",
        customer=str(case.customer),
        excerpt=excerpt(said.text, query),
        who=said.agent.public_name if said.agent else str(case.customer),
        at=moment(said.at, now=viewer.now, zone=viewer.zone),
        state="open" if case.is_open else case.outcome,
    )


def excerpt(text: str, query: str) -> tuple[Stretch, ...]:
    """Return the surroundings of the first hit, with the words marked."""
    words = words_of(query)
    plain = folded(text)
    if len(plain) != len(text) or not words:  # folding changed the places: show the beginning, unmarked
        return (Stretch(" ".join(text.split())[: 2 * AROUND]),)
    pattern = re.compile("|".join(rf"\b{re.escape(word)}" for word in words))
    first = pattern.search(plain)
    start = max(0, first.start() - AROUND) if first else 0
    end = min(len(text), start + 2 * AROUND)
    shown, at = [Stretch("… ")] if start else [], start
    for hit in pattern.finditer(plain, start, end):
        shown += [Stretch(text[at : hit.start()]), Stretch(text[hit.start() : hit.end()], "hit")]
        at = hit.end()
    shown.append(Stretch(text[at:end] + (" …" if end < len(text) else "")))
    return tuple(stretch for stretch in shown if stretch.text)


def _customers(query: str, viewer: Viewer) -> tuple[CustomerHit, ...]:
    if len(query) < SHORTEST_NAME:
        return ()
    found = customers_called(query, viewer.agent)
    visible = Prefetch("cases", Case.objects.visible_to(viewer.agent))
    return tuple(
        CustomerHit(
            name=str(row),
            url=f"/customers/{row.pk}/",
            address=next((address.value for address in row.addresses.all()), ""),
            cases=_cases_in_words(len(row.cases.all())),
        )
        for row in found.prefetch_related("addresses", visible)[:MOST_CUSTOMERS]
    )


def _cases_in_words(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"
