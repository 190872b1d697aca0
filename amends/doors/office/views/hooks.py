"""Web hooks: which programs may say that something has arrived; made with a secret that is shown once, and ended."""

from typing import TYPE_CHECKING

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.craft.refusal import Refused
from amends.desk.channels.hooks import end, make
from amends.desk.channels.models import Hook
from amends.desk.policies.models import DeskSettings
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.hooks_pages import HookRow, HooksPage, NewHookPage, SecretPage
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import now_of, viewer_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from amends.doors.shell.viewer import Viewer

URL = "/office/hooks/"


class HookForm(forms.Form):
    """What a web hook is called."""

    name = forms.CharField(
        label="Who will call", max_length=80, help_text="As it stands in the list: Carrier, Bank, Our shop."
    )


@require_safe
@lead_only
def hooks(request: "HttpRequest") -> "HttpResponse":
    """Show all of them, with the address to call."""
    viewer, rows = viewer_of(request), Hook.objects.all()
    page = HooksPage(
        rows=tuple(_row(row, viewer) for row in rows if row.ended_at is None),
        ended=tuple(_row(row, viewer) for row in rows if row.ended_at is not None),
    )
    return show(request, "hooks.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def new_hook(request: "HttpRequest") -> "HttpResponse":
    """Make one, and show its secret this once."""
    form = HookForm(request.POST if request.method == "POST" else None)
    made: list[tuple[Hook, str]] = []
    agent, now = viewer_of(request).agent, now_of(request)
    if request.method == "POST" and kept(form, lambda: made.append(make(form.cleaned_data["name"], agent, now=now))):
        hook, secret = made[0]
        return show(request, "hook_secret.html", SecretPage(hook.name, _address(hook), secret))
    page = NewHookPage((group_of(form, "Web hook", errors=faults_of(form)),))
    return show(request, "hook.html", page, status=422 if form.errors else 200)


@require_POST
@lead_only
def ending(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Believe one no longer."""
    row = get_object_or_404(Hook, pk=pk)
    try:
        end(row, viewer_of(request).agent, now=now_of(request))
    except Refused as refusal:
        return done(request, URL, words_for(refusal))
    return done(request, URL, f"{row.name} is believed no longer.")


def _row(row: Hook, viewer: "Viewer") -> HookRow:
    if row.ended_at is not None:
        return HookRow(row.name, _address(row), f"Ended on {_day(row.ended_at, viewer)}")
    used = f"last called on {_day(row.last_used_at, viewer)}" if row.last_used_at else "never called yet"
    words = f"Made on {_day(row.made_at, viewer)}, {used}"
    return HookRow(row.name, _address(row), words, end_url=f"{URL}{row.pk}/end/")


def _address(row: Hook) -> str:
    """Return the whole address that the other side calls."""
    return DeskSettings.shared().public_url.rstrip("/") + reverse("hooks:evidence", args=[row.pk])


def _day(at: "datetime", viewer: "Viewer") -> str:
    return date_format(at.astimezone(viewer.zone), "j F Y, H:i")
