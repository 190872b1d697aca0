"""The ledger of concessions: what was promised in money, what was paid of it, and what is still to come."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from amends.craft.policy import REMEDIES, is_money
from amends.desk.offers.ledger import STATES, Asked, entries, totals
from amends.doors.office.access import lead_only
from amends.doors.office.answering import show
from amends.doors.office.concessions_pages import ConcessionsPage, Paging
from amends.doors.office.concessions_showing import STATES as STATE_WORDS
from amends.doors.office.concessions_showing import remedy_of, row_of, table, total_of
from amends.doors.shell.groups import group_of
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from amends.doors.shell.viewer import Viewer

URL = "/office/concessions/"
ON_PAGE = 50
MONTHS = 24
DECEMBER = 12
LONGEST_NUMBER = 6


class FilterForm(forms.Form):
    """Which concessions are shown."""

    month = forms.ChoiceField(label="Agreed in", required=False)
    remedy = forms.ChoiceField(
        label="What",
        required=False,
        choices=[("", "Everything"), *((name, remedy_of(name)) for name in REMEDIES if is_money(name))],
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "All"), *((name, STATE_WORDS[name][1]) for name in STATES)]
    )

    def __init__(self, data: "QueryDict", viewer: "Viewer") -> None:
        """Offer the last months of the desk's zone."""
        super().__init__(data)
        self._viewer = viewer
        month = self.fields["month"]
        assert isinstance(month, forms.ChoiceField)
        first = viewer.now.astimezone(viewer.zone).date().replace(day=1)
        months = [first]
        while len(months) < MONTHS:
            months.append((months[-1] - timedelta(days=1)).replace(day=1))
        month.choices = [("", "All months"), *((f"{day:%Y-%m}", f"{day:%B %Y}") for day in months)]

    def asked(self) -> Asked:
        """Return what was asked for; what can't be read asks for nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        since = until = None
        if given.get("month"):
            year, month = (int(part) for part in given["month"].split("-"))
            since = self._midnight(year, month)
            until = self._midnight(year + month // DECEMBER, month % DECEMBER + 1)
        return Asked(since, until, given.get("remedy", ""), given.get("state") or None)

    def _midnight(self, year: int, month: int) -> datetime:
        return datetime(year, month, 1, tzinfo=self._viewer.zone).astimezone(UTC)


@require_safe
@lead_only
def concessions(request: "HttpRequest") -> HttpResponse:
    """Show the ledger, the newest first, with totals in each currency."""
    viewer = viewer_of(request)
    form = FilterForm(request.GET, viewer)
    asked, number = form.asked(), _number(request)
    found = list(entries(viewer.agent, asked, start=(number - 1) * ON_PAGE, most=ON_PAGE + 1))
    query = request.GET.copy()
    query.pop("page", None)
    page = ConcessionsPage(
        totals=tuple(total_of(row) for row in totals(viewer.agent, asked)),
        rows=tuple(row_of(entry, viewer) for entry in found[:ON_PAGE]),
        filters=group_of(form, "", [("month", "remedy", "state")]),
        chosen=asked != Asked(),
        table_url=f"{URL}table.csv?{query.urlencode()}",
        pager=_paging(request, number, more=len(found) > ON_PAGE),
    )
    return show(request, "concessions.html", page)


@require_safe
@lead_only
def concessions_table(request: "HttpRequest") -> HttpResponse:
    """Give the same as comma-separated values."""
    viewer = viewer_of(request)
    text = table(entries(viewer.agent, FilterForm(request.GET, viewer).asked()), viewer.zone)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="concessions-{viewer.now:%Y-%m-%d}.csv"'
    response["Cache-Control"] = "no-store, private"
    return response


def _number(request: "HttpRequest") -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else 1


def _paging(request: "HttpRequest", number: int, *, more: bool) -> Paging | None:
    if number == 1 and not more:
        return None
    query = request.GET.copy()

    def url(page: int) -> str:
        query["page"] = str(page)
        return f"?{query.urlencode()}"

    return Paging(f"Page {number}", url(number - 1) if number > 1 else "", url(number + 1) if more else "")
