"""Set-up in the browser: only for whoever reads the terminal, and only until somebody works here."""

from typing import TYPE_CHECKING

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from amends.craft.refusal import Refused
from amends.desk.people.staff import somebody_works_here
from amends.desk.policies.actions import is_setup_token, set_up
from amends.doors.shell.limits import Limit, visitor
from amends.doors.shell.refusals import words_for
from amends.doors.shell.setup.forms import MAILBOX, SetupForms, TokenForm
from amends.doors.shell.trials import Tried, try_mailbox
from amends.doors.shell.viewer import now_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TRIES = Limit("setup", most=20, seconds=600)
KEPT_AS = "setup"


@login_not_required
@never_cache
@sensitive_post_parameters("password", f"{MAILBOX}-password", "token")
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: "HttpRequest") -> "HttpResponse":
    """Ask for the token, then for the desk; afterwards the way leads to the desk."""
    if somebody_works_here():
        return redirect("/")
    if not is_setup_token(request.session.get(KEPT_AS, "")):
        return _ask_token(request)
    if request.method != "POST":
        return _page(request, SetupForms.empty(public_url=request.build_absolute_uri("/").rstrip("/")))
    filled = SetupForms.posted(request.POST)
    if request.POST.get("then") == "test":
        return _page(request, filled, tests=_tried(request, filled))
    return _open_desk(request, filled)


def _ask_token(request: "HttpRequest") -> "HttpResponse":
    form = TokenForm(request.POST or None)
    if form.is_valid():
        if not TRIES.allows(visitor(request)):
            form.add_error("token", "That was tried too often. Wait ten minutes, then try again.")
        elif is_setup_token(form.cleaned_data["token"]):
            request.session.cycle_key()
            request.session[KEPT_AS] = form.cleaned_data["token"].strip().lower()
            return redirect("setup:setup")
        else:
            form.add_error("token", "That is not the token. It stands in the terminal in which the desk was started.")
    return render(request, "shell/setup.html", {"form": form}, status=422 if form.errors else 200)


def _tried(request: "HttpRequest", filled: SetupForms) -> tuple[Tried, ...]:
    """Try the mailbox as it was filled in."""
    filled.are_valid()
    if not filled.with_mailbox:
        return (Tried("Mailbox", passed=False, words="Fill in the mailbox first: its address and a server."),)
    return try_mailbox(filled.mailbox.tried(), now=now_of(request)) if filled.mailbox.is_valid() else ()


def _open_desk(request: "HttpRequest", filled: SetupForms) -> "HttpResponse":
    if not filled.are_valid():
        return _page(request, filled, status=422)
    try:
        lead = set_up(
            filled.lead.lead(),
            filled.desk.desk(),
            token=request.session[KEPT_AS],
            first_mailbox=filled.first_mailbox(),
            now=now_of(request),
        )
    except Refused as refusal:
        filled.lead.add_error(None, words_for(refusal))
        return _page(request, filled, status=422)
    del request.session[KEPT_AS]
    login(request, lead)
    return redirect("/")


def _page(
    request: "HttpRequest", filled: SetupForms, *, tests: tuple[Tried, ...] = (), status: int = 200
) -> "HttpResponse":
    context = {"form": filled.lead, "groups": filled.groups(), "tests": tests}
    return render(request, "shell/setup.html", context, status=status)
