"""Text blocks: passages that agents put into replies."""

from typing import TYPE_CHECKING

from django import forms
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.desk.policies.models import TextBlock
from amends.desk.policies.rewording import keep_block, remove_block
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.pages import BlockPage, BlockRow, BlocksPage
from amends.doors.office.variables import variables_of_blocks
from amends.doors.office.words import LANGUAGES
from amends.doors.shell.groups import faults_of, group_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

URL = "/office/blocks/"
METHODS = ["GET", "HEAD", "POST"]
SHORT = 110


class BlockForm(forms.Form):
    """A passage with a name to find it by."""

    name = forms.CharField(label="Name", max_length=80, help_text="Agents find it by this.")
    language = forms.ChoiceField(label="Language", choices=list(LANGUAGES.items()))
    body = forms.CharField(
        label="Text", widget=forms.Textarea(attrs={"rows": 10, "data-autosize": ""}), max_length=20_000
    )


@require_safe
@lead_only
def blocks(request: "HttpRequest") -> "HttpResponse":
    """Show all of them."""
    rows = tuple(
        BlockRow(f"{URL}{row.pk}/", row.name, LANGUAGES.get(row.language, row.language), _shortened(row.body))
        for row in TextBlock.objects.all()
    )
    return show(request, "blocks.html", BlocksPage(rows))


@require_http_methods(METHODS)
@lead_only
def new_block(request: "HttpRequest") -> "HttpResponse":
    """Add one."""
    form = BlockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and kept(form, lambda: keep_block(**form.cleaned_data)):
        return done(request, URL, f"“{form.cleaned_data['name']}” is there for everybody now.")
    return _page(request, "New text block", form)


@require_http_methods(METHODS)
@lead_only
def block(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show or change one."""
    row = get_object_or_404(TextBlock, pk=pk)
    begun = {"name": row.name, "language": row.language, "body": row.body}
    form = BlockForm(request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and kept(form, lambda: keep_block(**form.cleaned_data, block=row)):
        return done(request, URL, f"“{form.cleaned_data['name']}” is kept.")
    return _page(request, row.name, form, removal_url=f"{URL}{pk}/removal/")


@require_POST
@lead_only
def removal(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Remove one; replies that used it keep its words."""
    row = get_object_or_404(TextBlock, pk=pk)
    name = row.name
    remove_block(row)
    return done(request, URL, f"“{name}” is removed.")


def _page(request: "HttpRequest", title: str, form: BlockForm, *, removal_url: str = "") -> "HttpResponse":
    group = group_of(form, "Text block", ["name", "language", "body"], errors=faults_of(form))
    page = BlockPage(title, (group,), variables_of_blocks(), removal_url)
    return show(request, "block.html", page, status=422 if form.errors else 200)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rsplit(' ', 1)[0]} …"
