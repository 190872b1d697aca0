"""Writing a policy: one text with a live preview beside it, the day it begins, and a word on why."""

from typing import TYPE_CHECKING

from django import forms
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from amends.craft.policy import Flawed
from amends.craft.refusal import Refused
from amends.desk.cases.models import Case
from amends.desk.policies.editing import dated, revise, write_new
from amends.desk.policies.gaps import situation_of
from amends.desk.policies.playbook import today
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, show
from amends.doors.office.policies_beginning import beginning
from amends.doors.office.policies_pages import EditorPage, Fault, Reading
from amends.doors.office.policies_showing import faults_of, reading
from amends.doors.office.views.policies import URL, found
from amends.doors.shell.groups import faults_of as form_faults_of
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from amends.desk.policies.playbook import Written

METHODS = ["GET", "HEAD", "POST"]
LONGEST = 200_000


class PolicyForm(forms.Form):
    """A document, the day from which it holds, and a remark for the history."""

    effective_from = forms.DateField(
        label="In force from",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Takes the place of the date in the text.",
    )
    remark = forms.CharField(
        label="What changes, and why", max_length=300, required=False, help_text="Kept in the history."
    )
    document = forms.CharField(strip=False, max_length=LONGEST)
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    @property
    def written(self) -> str:
        """The document with the day of the form, line for line as it stands in the text area."""
        document, begins = self.cleaned_data.get("document", ""), self.cleaned_data.get("effective_from")
        return dated(document, begins) if begins else document


@require_http_methods(METHODS)
@lead_only
def new_policy(request: "HttpRequest") -> "HttpResponse":
    """Write one that isn't there yet, for a situation where one is named."""
    viewer = viewer_of(request)
    heading = ("New policy", "Replace the words below by yours. The preview shows what comes of it.", URL)
    if request.method != "POST":
        text = beginning(*_about(request), begins=today(viewer.now))
        form = PolicyForm(initial={"effective_from": today(viewer.now), "document": text, "seen": 0})
        return _page(request, heading, form, text, reading(text))
    form = PolicyForm(request.POST)
    return _answer(
        request,
        heading,
        form,
        lambda: write_new(form.written, viewer.agent, now=viewer.now, remark=form.cleaned_data["remark"]),
    )


@require_http_methods(METHODS)
@lead_only
def next_version(request: "HttpRequest", slug: str) -> "HttpResponse":
    """Write the next version of one."""
    viewer = viewer_of(request)
    shelved = found(slug, viewer)
    newest = shelved.newest
    intro = f"Version {newest.number + 1}. What is kept now holds from its day on; version {newest.number} until then."
    heading = (shelved.policy.title, intro, f"{URL}{slug}/")
    if request.method != "POST":
        begins = max(today(viewer.now), newest.effective_from)
        text = dated(newest.document, begins)
        form = PolicyForm(initial={"effective_from": begins, "document": text, "seen": newest.number})
        return _page(request, heading, form, text, reading(text))
    form = PolicyForm(request.POST)
    return _answer(
        request,
        heading,
        form,
        lambda: revise(
            shelved.policy,
            form.written,
            viewer.agent,
            now=viewer.now,
            seen=form.cleaned_data["seen"] or 0,
            remark=form.cleaned_data["remark"],
        ),
    )


@require_POST
@lead_only
def preview(request: "HttpRequest") -> "HttpResponse":
    """Answer with what comes of a text while it is being written; nothing is kept."""
    form = PolicyForm(request.POST)
    form.is_valid()
    return render(request, "office/policy_reading.html", {"reading": reading(form.written)})


def _about(request: "HttpRequest") -> tuple[str, str]:
    """Return slug and name of what a new policy is for: a situation, or the subject of a case; else nothing."""
    situation = situation_of(request.GET.get("situation", ""))
    if situation is not None:
        return situation.slug, situation.name
    case = Case.objects.visible_to(viewer_of(request).agent).filter(number=request.GET.get("case", "")).first()
    name = " ".join(case.subject.split())[:80] if case else ""
    return slugify(name)[:60].strip("-"), name


def _answer(
    request: "HttpRequest", heading: tuple[str, str, str], form: PolicyForm, act: "Callable[[], Written]"
) -> "HttpResponse":
    """Keep what was written, or show what is wrong with it; `then` = check only reads it."""
    if not form.is_valid():
        return _page(request, heading, form, form.written, reading(form.written))
    text = form.written
    if request.POST.get("then") == "check":
        return _page(request, heading, form, text, reading(text))
    faults: tuple[Fault, ...] = ()
    try:
        kept = act()
    except Flawed as flawed:
        faults = faults_of(flawed.problems, text)
        form.add_error(None, words_for(flawed))
    except Refused as refusal:
        form.add_error(None, words_for(refusal))
    else:
        words = f"Version {kept.number} is kept." if kept.is_new else "Nothing is different, so nothing was kept."
        return done(request, f"{URL}{kept.policy}/", words)
    return _page(request, heading, form, text, Reading(faults=faults) if faults else reading(text))


def _page(
    request: "HttpRequest", heading: tuple[str, str, str], form: PolicyForm, text: str, shown: Reading
) -> "HttpResponse":
    title, intro, back_url = heading
    missing = tuple(str(error) for error in form.errors.get("document", ()))
    page = EditorPage(
        title=title,
        intro=intro,
        back_url=back_url,
        fields=(form["effective_from"], form["remark"], form["seen"]),
        document=text,
        reading=shown,
        errors=(*form_faults_of(form), *missing),
    )
    return show(request, "policy_editor.html", page, status=422 if form.errors else 200)
