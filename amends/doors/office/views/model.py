"""A language model that may help: where it is, its name, and whether it answers; off unless a lead wants it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django import forms
from django.views.decorators.http import require_http_methods, require_POST

from amends.desk.drafting.actions import connect, try_out
from amends.desk.drafting.models import LONGEST, SHORTEST, Endpoint, Suggestion
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.shell.groups import FieldGroup, faults_of, group_of
from amends.doors.shell.moments import Moment, moment
from amends.doors.shell.viewer import now_of, viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from amends.doors.shell.viewer import Viewer

URL = "/office/model/"
_KEPT = "•" * 12


class ModelForm(forms.Form):
    """Where the model is; the key that is kept is never shown."""

    is_on = forms.BooleanField(label="Switched on", required=False)
    url = forms.CharField(
        label="Address",
        required=False,
        max_length=500,
        help_text="As its maker gives it, up to /v1. Plain http only for a server on this machine or beside it.",
    )
    model = forms.CharField(
        label="Model", required=False, max_length=120, help_text="Its name, as the server knows it."
    )
    key = forms.CharField(
        label="Key",
        required=False,
        max_length=500,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"}),
        help_text="Kept encrypted. Empty for a server that asks for none.",
    )
    patience = forms.IntegerField(
        label="Patience (seconds)",
        min_value=SHORTEST,
        max_value=LONGEST,
        help_text="After that no answer is waited for. Nobody waits meanwhile; a worker asks.",
    )

    def __init__(self, data: "QueryDict | None", endpoint: Endpoint) -> None:
        """Begin with what is set."""
        shown = {name: getattr(endpoint, name) for name in ("is_on", "url", "model", "patience")}
        super().__init__(data, initial={**shown, "key": _KEPT if endpoint.sealed_key else ""})

    def key_given(self) -> str | None:
        """Return the key as typed; None where it was left alone."""
        typed = cast("str", self.cleaned_data["key"])
        return None if typed == _KEPT else typed


@dataclass(frozen=True, slots=True)
class Trial:
    """The last trial: what was asked of which model, and what came of it."""

    state: str
    words: str
    model: str
    at: Moment


@dataclass(frozen=True, slots=True)
class ModelPage:
    """GET and POST /office/model/ ; trial/ posts nothing."""

    groups: tuple[FieldGroup, ...]
    is_set: bool
    trial: Trial | None


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def model(request: "HttpRequest") -> "HttpResponse":
    """Show or change where the model is."""
    viewer, endpoint = viewer_of(request), Endpoint.current()
    form = ModelForm(request.POST if request.method == "POST" else None, endpoint)
    if request.method == "POST" and kept(form, lambda: _connect(form, viewer)):
        on = form.cleaned_data["is_on"]
        return done(request, URL, "Kept. Agents may ask it now." if on else "Kept. It is switched off.")
    page = ModelPage(
        groups=(group_of(form, "The model", errors=faults_of(form)),),
        is_set=bool(endpoint.url and endpoint.model),
        trial=_trial(viewer),
    )
    return show(request, "model.html", page, status=422 if form.errors else 200)


@require_POST
@lead_only
def trial(request: "HttpRequest") -> "HttpResponse":
    """Ask it for a sentence; nothing of any customer is told."""
    try_out(viewer_of(request).agent, now=now_of(request))
    return done(request, URL, "Asked. The answer stands below as soon as it is there.")


def _connect(form: ModelForm, viewer: "Viewer") -> None:
    told = form.cleaned_data
    connect(
        viewer.agent,
        url=told["url"],
        model=told["model"],
        key=form.key_given(),
        patience=told["patience"],
        is_on=told["is_on"],
    )


def _trial(viewer: "Viewer") -> Trial | None:
    row = Suggestion.last_trial()
    if row is None:
        return None
    at = moment(row.asked_at, now=viewer.now, zone=viewer.zone)
    return Trial(row.state, row.words or row.why, row.model, at)
