"""The mailboxes: how they do, connecting one, changing its servers, trying it."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from django.shortcuts import get_object_or_404
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from amends.desk.channels import connecting
from amends.desk.channels.models import Mailbox
from amends.desk.channels.silence import is_silent, silent_since
from amends.desk.delivery.outlets import sending
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.pages import MailboxesPage, MailboxPage, MailboxRow
from amends.doors.shell.mailbox_cards import groups_of_mailbox
from amends.doors.shell.mailbox_form import MailboxForm
from amends.doors.shell.moments import moment
from amends.doors.shell.trials import Tried, try_mailbox
from amends.doors.shell.viewer import now_of, viewer_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from amends.desk.delivery.outlets import Sending
    from amends.doors.office.pages import State
    from amends.doors.shell.viewer import Viewer

URL = "/office/mailboxes/"
METHODS = ["GET", "HEAD", "POST"]


class KnownMailboxForm(MailboxForm):
    """A mailbox that is there can also be put out of use."""

    class Meta(MailboxForm.Meta):
        fields: ClassVar[list[str]] = [*MailboxForm.Meta.fields, "is_active"]
        labels: ClassVar[dict[str, str]] = {
            **MailboxForm.Meta.labels,
            "is_active": "In use: it is fetched, and mails leave by it",
        }


@require_safe
@lead_only
def mailboxes(request: "HttpRequest") -> "HttpResponse":
    """Show all of them, and how fetching goes."""
    viewer = viewer_of(request)
    how = sending()
    rows = tuple(_with_sending(_row(row, viewer), how.get(row.pk), viewer) for row in connecting.mailboxes())
    return show(request, "mailboxes.html", MailboxesPage(rows))


@require_http_methods(METHODS)
@lead_only
@sensitive_post_parameters("password", "oauth_secret")
def new_mailbox(request: "HttpRequest") -> "HttpResponse":
    """Connect a mailbox; what reached it before is history."""
    form = MailboxForm(request.POST if request.method == "POST" else None, initial={"name": ""})
    if request.POST.get("then") == "test":
        return _page(request, "Connect a mailbox", form, tests=_tried(request, form))
    if request.method == "POST" and kept(
        form,
        lambda: connecting.connect(form.instance, password=form.cleaned_data["password"], now=now_of(request)),
    ):
        return done(request, _next(form.instance), f"{form.instance} is {_done(form.instance, 'connected')}.")
    return _page(request, "Connect a mailbox", form)


@require_http_methods(METHODS)
@lead_only
@sensitive_post_parameters("password", "oauth_secret")
def mailbox(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show or change a mailbox."""
    row = get_object_or_404(connecting.mailboxes(), pk=pk)
    form = KnownMailboxForm(request.POST if request.method == "POST" else None, instance=row)
    title, known = row.address, _row(row, viewer_of(request))
    if request.POST.get("then") == "test":
        return _page(request, title, form, tests=_tried(request, form), row=known)
    if request.method == "POST" and kept(
        form, lambda: connecting.change(form.instance, password=form.cleaned_data["password"])
    ):
        return done(request, _next(form.instance), f"{title} is {_done(form.instance, 'kept')}.")
    return _page(request, title, form, row=known)


def _tried(request: "HttpRequest", form: MailboxForm) -> tuple[Tried, ...]:
    if not form.is_valid():
        return ()
    nothing = (Tried("Nothing to try", passed=True, words="Mail is handed over to the desk, and none leaves by it."),)
    return try_mailbox(form.tried(), now=now_of(request)) or nothing


def _next(mailbox: Mailbox) -> str:
    """Return the page to go on with: where a consent is still missing, the one that asks for it."""
    return f"{URL}{mailbox.pk}/consent/" if _wants_consent(mailbox) else URL


def _done(mailbox: Mailbox, words: str) -> str:
    return "kept; what it still needs is the consent of its owner" if _wants_consent(mailbox) else words


def _wants_consent(mailbox: Mailbox) -> bool:
    return mailbox.login != Mailbox.Login.PASSWORD and not mailbox.refresh_token


def _page(
    request: "HttpRequest",
    title: str,
    form: MailboxForm,
    *,
    tests: tuple[Tried, ...] = (),
    row: MailboxRow | None = None,
) -> "HttpResponse":
    page = MailboxPage(title, groups_of_mailbox(form), tests, row)
    return show(request, "mailbox.html", page, status=422 if form.errors else 200)


def _row(mailbox: Mailbox, viewer: "Viewer") -> MailboxRow:
    state, words = _state(mailbox, viewer)
    return MailboxRow(
        url=f"{URL}{mailbox.pk}/",
        address=mailbox.address,
        name=mailbox.name if mailbox.name != mailbox.address else "",
        state=state,
        words=words,
        detail=mailbox.last_error if state == "late" else "",
        ways=_ways(mailbox),
        consent_url=f"{URL}{mailbox.pk}/consent/" if mailbox.login != Mailbox.Login.PASSWORD else "",
        signing_url=f"{URL}{mailbox.pk}/signing/",
    )


def _with_sending(row: MailboxRow, how: "Sending | None", viewer: "Viewer") -> MailboxRow:
    """Add what is out of the ordinary about sending."""
    if how is None:
        return row
    stuck = f"can't send since {_when(how.blocked.since, viewer)}" if how.blocked else ""
    waits = f"{how.waiting} on the way out" if how.waiting else ""
    twice = f"{how.maybe_twice} may have been sent twice" if how.maybe_twice else ""
    words = ", ".join(part for part in (stuck, waits, twice) if part)
    return replace(row, sending=words, fault=how.blocked.words if how.blocked else "")


def _state(mailbox: Mailbox, viewer: "Viewer") -> "tuple[State, str]":
    """Return how a mailbox does, and that in words."""
    if not (mailbox.is_active and mailbox.is_fetched):
        return "calm", _at_rest(mailbox)
    if _wants_consent(mailbox):
        return "late", "waits for consent"
    if mailbox.failing_since is not None:
        return "late", f"can't be fetched since {_when(mailbox.failing_since, viewer)}"
    if is_silent(mailbox, now=viewer.now):
        return "late", f"nobody has looked since {_when(silent_since(mailbox), viewer)}"
    if mailbox.fetched_at is not None:
        return "good", f"fetched {_when(mailbox.fetched_at, viewer)}"
    return "calm", "not fetched yet"


def _at_rest(mailbox: Mailbox) -> str:
    if not mailbox.is_active:
        return "out of use"
    return "mail is handed over" if mailbox.way == Mailbox.Way.HANDED else "only sends"


def _when(at: "datetime", viewer: "Viewer") -> str:
    return moment(at, now=viewer.now, zone=viewer.zone).words


def _ways(mailbox: Mailbox) -> str:
    place = mailbox.maildir if mailbox.way == Mailbox.Way.MAILDIR else mailbox.fetch_host
    ways = [f"from {place}"] if mailbox.is_fetched else []
    ways += [f"by {mailbox.smtp_host}"] if mailbox.smtp_host else []
    return ", ".join(ways)
