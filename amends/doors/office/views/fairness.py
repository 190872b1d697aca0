"""Whether alike is treated alike: the spread of concessions by situation and by the desk's own groups."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.views.decorators.http import require_safe

from amends.desk.offers.fairness import Scope, by_agent, by_field, by_situation, fields_compared, situations_compared
from amends.desk.offers.ledger import totals, usual_currency
from amends.doors.office.access import lead_only
from amends.doors.office.answering import show
from amends.doors.office.concessions_pages import FairnessPage, SpreadPart
from amends.doors.office.fairness_showing import part
from amends.doors.shell.groups import group_of
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from amends.doors.shell.viewer import Viewer

PERIODS = {"365": "the last year", "90": "the last 90 days", "30": "the last 30 days", "3660": "the last ten years"}
READ = "A box holds the middle half of the cases, its mark the middle one; the line goes from the least to the most."


class FilterForm(forms.Form):
    """What is compared."""

    days = forms.ChoiceField(label="Closed in", required=False, choices=list(PERIODS.items()))

    def __init__(self, data: "QueryDict", viewer: "Viewer") -> None:
        """Offer the situations and currencies that there are."""
        super().__init__(data)
        self._now, self._usual = viewer.now, usual_currency()
        found = [row.currency for row in totals(viewer.agent)]
        codes = [(code, code) for code in dict.fromkeys([self._usual, *found])]
        self.fields["situation"] = forms.ModelChoiceField(
            situations_compared(viewer.agent), label="Situation", required=False, empty_label="All situations"
        )
        self.fields["currency"] = forms.ChoiceField(label="Currency", required=False, choices=codes)

    def scope(self) -> Scope:
        """Return what was asked for; what can't be read asks for the usual."""
        given = self.cleaned_data if self.is_valid() else {}
        days = int(given.get("days") or next(iter(PERIODS)))
        return Scope(given.get("currency") or self._usual, self._now - timedelta(days=days), given.get("situation"))


@require_safe
@lead_only
def fairness(request: "HttpRequest") -> "HttpResponse":
    """Draw the spreads; figures by agent only for those with the right to see them."""
    viewer = viewer_of(request)
    form = FilterForm(request.GET, viewer)
    scope = form.scope()
    page = FairnessPage(
        filters=group_of(form, "", [("days", "situation", "currency")]),
        parts=tuple(_parts(viewer, scope)),
        currency=scope.currency,
        sees_figures=viewer.agent.sees_figures,
    )
    return show(request, "fairness.html", page)


def _parts(viewer: "Viewer", scope: Scope) -> list[SpreadPart]:
    agent = viewer.agent
    words = f"What closed complaints were given in money, situation by situation. {READ}"
    parts = [part("situations", "By situation", words, by_situation(agent, scope))]
    for field in fields_compared():
        words = f"What people entered as {field.label} for the customer or the case."
        parts.append(part(f"field-{field.name}", f"By {field.label}", words, by_field(agent, field, scope)))
    if agent.sees_figures:
        words = "What each agent promised in a case. Few cases and hard ones differ: ask before you judge."
        parts.append(part("agents", "By agent", words, by_agent(agent, scope)))
    return parts
