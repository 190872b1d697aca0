"""Fields of the desk's own: what it wants to know of its customers, as people say it."""

from typing import TYPE_CHECKING

from django import forms
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from amends.desk.policies.fields import FieldCard, add_field, change_field, own_fields
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.policies_pages import FieldPage, FieldRow, FieldsPage
from amends.doors.shell.groups import faults_of, group_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

URL = "/office/fields/"
METHODS = ["GET", "HEAD", "POST"]
SHOWN = 6


class FieldForm(forms.Form):
    """What a field is called and takes."""

    label = forms.CharField(label="What it is called", max_length=80, help_text="As agents read it: Region.")
    choices = forms.CharField(
        label="Choices",
        widget=forms.Textarea(attrs={"rows": 5, "data-autosize": ""}),
        required=False,
        max_length=4000,
        help_text="One a line. Without any, agents write what they like.",
    )
    groups_concessions = forms.BooleanField(
        label="Compare these groups on the fairness page",
        required=False,
        help_text="What was given is then compared between the choices, so that like is given to like.",
    )

    @property
    def card(self) -> FieldCard:
        """The form as the desk takes it."""
        given = self.cleaned_data
        return FieldCard(given["label"], tuple(given["choices"].splitlines()), given["groups_concessions"])


class NewFieldForm(FieldForm):
    """A field with the name by which policies ask for it."""

    name = forms.CharField(
        label="Name in policies",
        max_length=40,
        help_text="Small letters, digits and hyphens: region. A policy asks for own.region, so the name stays.",
    )


@require_safe
@lead_only
def fields(request: "HttpRequest") -> "HttpResponse":
    """Show all of them."""
    rows = tuple(
        FieldRow(
            url=f"{URL}{field.pk}/",
            label=field.label,
            written=f"own.{field.name}",
            choices=_shortened(field.choices.splitlines()),
            compared=field.groups_concessions,
        )
        for field in own_fields()
    )
    return show(request, "fields.html", FieldsPage(rows))


@require_http_methods(METHODS)
@lead_only
def new_field(request: "HttpRequest") -> "HttpResponse":
    """Add one."""
    form = NewFieldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and kept(form, lambda: add_field(form.cleaned_data["name"], form.card)):
        return done(request, URL, f"“{form.cleaned_data['label']}” can be filled in for every customer now.")
    return _page(request, "New field", form, ["label", "name", "choices", "groups_concessions"])


@require_http_methods(METHODS)
@lead_only
def field(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show or change one; its name stays, for policies ask by it."""
    row = get_object_or_404(own_fields(), pk=pk)
    begun = {"label": row.label, "choices": row.choices, "groups_concessions": row.groups_concessions}
    form = FieldForm(request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and kept(form, lambda: change_field(row, form.card)):
        return done(request, URL, f"“{form.cleaned_data['label']}” is kept.")
    return _page(request, row.label, form, ["label", "choices", "groups_concessions"], words=f"own.{row.name}")


def _page(request: "HttpRequest", title: str, form: FieldForm, names: list[str], *, words: str = "") -> "HttpResponse":
    said = f"A policy asks for it as {words}." if words else ""
    group = group_of(form, "Field", names, words=said, errors=faults_of(form))
    return show(request, "field.html", FieldPage(title, (group,)), status=422 if form.errors else 200)


def _shortened(choices: list[str]) -> str:
    if not choices:
        return "any text"
    rest = f" and {len(choices) - SHOWN} more" if len(choices) > SHOWN else ""
    return ", ".join(choices[:SHOWN]) + rest
