"""How soon what is owed is due."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from django import forms
from django.views.decorators.http import require_http_methods

from amends.craft.journey import Times
from amends.craft.journey.times import MOST
from amends.desk.policies.actions import change_times
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.pages import FormPage
from amends.doors.office.words import TIME_GROUPS, TIMES
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

URL = "/office/times/"


class TimesForm(forms.Form):
    """A number for each time of the journey."""

    def __init__(self, data: "QueryDict | None" = None, *, now_set: Times) -> None:
        """Begin with the times that are set."""
        super().__init__(data, initial=asdict(now_set))
        default = asdict(Times())
        for name, (label, unit) in TIMES.items():
            changed = getattr(now_set, name) != default[name]
            self.fields[name] = forms.IntegerField(
                label=f"{label} ({unit})",
                min_value=0,
                max_value=MOST,
                help_text=f"Changed; the default is {default[name]}." if changed else "",
            )

    def times(self) -> dict[str, int]:
        """Return the times as filled in."""
        return dict(self.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def times(request: "HttpRequest") -> "HttpResponse":
    """Show or change them."""
    now_set = viewer_of(request).settings.journey_times
    form = TimesForm(request.POST if request.method == "POST" else None, now_set=now_set)
    if request.method == "POST" and kept(form, lambda: change_times(form.times())):
        return done(request, URL, "Kept. What is owed already keeps its time; the new ones count for what opens now.")
    groups = tuple(
        group_of(form, title, names, errors=faults_of(form) if number == 0 else ())
        for number, (title, names) in enumerate(TIME_GROUPS.items())
    )
    return show(request, "times.html", FormPage("Times", groups), status=422 if form.errors else 200)
