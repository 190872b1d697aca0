"""Mails by template: worded by the desk itself, tried on a real case, or as packaged."""

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.desk.policies.rewording import reword, reworded, use_packaged
from amends.desk.policies.wording import Wording, wording
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.pages import Preview, TextKind, TextPage, TextRow, TextsPage
from amends.doors.office.previewing import preview
from amends.doors.office.variables import variables_of
from amends.doors.office.words import LANGUAGES, TEXTS
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

URL = "/office/texts/"


class TextForm(forms.Form):
    """Subject and body with variables."""

    subject = forms.CharField(label="Subject", max_length=200)
    body = forms.CharField(
        label="Text", widget=forms.Textarea(attrs={"rows": 16, "data-autosize": ""}), strip=False, max_length=20_000
    )


@require_safe
@lead_only
def texts(request: "HttpRequest") -> "HttpResponse":
    """Show all of them."""
    own = reworded()
    kinds = tuple(
        TextKind(
            name,
            words,
            tuple(TextRow(f"{URL}{kind}/{code}/", LANGUAGES[code], own=(kind, code) in own) for code in LANGUAGES),
        )
        for kind, (name, words) in TEXTS.items()
    )
    return show(request, "texts.html", TextsPage(kinds))


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def text(request: "HttpRequest", kind: str, language: str) -> "HttpResponse":
    """Show or change one; `then` = preview fills it with a case and keeps nothing."""
    name, _ = _known(kind, language)
    current = wording(kind, language)
    if request.method != "POST":
        form = TextForm(initial={"subject": current.subject, "body": current.body})
        return _page(request, kind, language, form, preview(kind, current, viewer_of(request), language=language))
    form = TextForm(request.POST)
    if request.POST.get("then") == "preview":
        return _page(request, kind, language, form, _tried(request, kind, language, form))
    if kept(form, lambda: reword(kind, language, _words(form))):
        return done(request, f"{URL}{kind}/{language}/", f"{name} in {LANGUAGES[language]} is yours now.")
    return _page(request, kind, language, form)


@require_POST
@lead_only
def packaged_text(request: "HttpRequest", kind: str, language: str) -> "HttpResponse":
    """Go back to the packaged text."""
    name, _ = _known(kind, language)
    use_packaged(kind, language)
    return done(request, f"{URL}{kind}/{language}/", f"{name} in {LANGUAGES[language]} is as packaged again.")


def _known(kind: str, language: str) -> tuple[str, str]:
    if kind not in TEXTS or language not in LANGUAGES:
        raise Http404
    return TEXTS[kind]


def _words(form: TextForm) -> Wording:
    return Wording(form.cleaned_data["subject"], form.cleaned_data["body"])


def _tried(request: "HttpRequest", kind: str, language: str, form: TextForm) -> Preview | None:
    return preview(kind, _words(form), viewer_of(request), language=language) if form.is_valid() else None


def _page(
    request: "HttpRequest", kind: str, language: str, form: TextForm, shown: Preview | None = None
) -> "HttpResponse":
    name, words = TEXTS[kind]
    page = TextPage(
        title=f"{name}, {LANGUAGES[language]}",
        words=words,
        groups=(group_of(form, "Text", ["subject", "body"], errors=faults_of(form)),),
        variables=variables_of(kind),
        own=(kind, language) in reworded(),
        url=f"{URL}{kind}/{language}/",
        preview=shown,
    )
    return show(request, "text.html", page, status=422 if form.errors else 200)
