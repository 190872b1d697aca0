"""Consent at the big hosts: the page that leads there, and the way back with a code (RFC 6749, 4.1 and RFC 7636)."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from amends.desk.channels import connecting
from amends.desk.channels.models import Mailbox
from amends.desk.policies.models import DeskSettings
from amends.doors.office.access import lead_only
from amends.doors.office.answering import SeeOther, done, show
from amends.doors.office.pages import ConsentPage
from amends.doors.shell.consent import ConsentError, authorisation_url, exchange, provider_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

URL = "/office/mailboxes/"
ASKED = "consent"
"""Where the session keeps what was asked for: mailbox, state, verifier."""
_REFUSED = {"access_denied": "nobody agreed there"}


@require_safe
@lead_only
def consent(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Say what to register at the provider, and lead to its page."""
    mailbox = _by_consent(pk)
    provider, state, verifier = provider_of(mailbox), secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    request.session[ASKED] = [pk, state, verifier]
    challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    page = ConsentPage(
        title=f"Consent for {mailbox}",
        provider=provider.name,
        back_to=_back_to(),
        scopes=provider.scopes,
        given=bool(mailbox.refresh_token),
        ask_url=authorisation_url(mailbox, back_to=_back_to(), state=state, challenge=challenge),
        mailbox_url=f"{URL}{pk}/",
    )
    return show(request, "consent.html", page)


@require_safe
@lead_only
@sensitive_variables()
def consent_given(request: "HttpRequest") -> "HttpResponse":
    """Come back from the provider: exchange its code for the lasting consent, once, in the session that asked."""
    pk, state, verifier = request.session.pop(ASKED, [0, "", ""])
    if not state or not constant_time_compare(state, request.GET.get("state", "")):
        raise Http404
    mailbox, code = _by_consent(pk), request.GET.get("code", "")
    if not code:
        said = request.GET.get("error", "")[:80]
        return _failed(request, mailbox, f"No consent: {_REFUSED.get(said, said) or 'the provider gave no code'}.")
    try:
        tokens = exchange(mailbox, code=code, verifier=verifier, back_to=_back_to())
    except ConsentError as error:
        return _failed(request, mailbox, f"No consent: {error.words}.")
    connecting.keep_consent(mailbox, tokens.refresh)
    return done(
        request, f"{URL}{pk}/", f"Consent is given. {mailbox} is fetched within a minute; you may test it here."
    )


def _by_consent(pk: int) -> Mailbox:
    mailbox = get_object_or_404(connecting.mailboxes(), pk=pk)
    if mailbox.login == Mailbox.Login.PASSWORD:
        raise Http404
    return mailbox


def _back_to() -> str:
    """Return where the provider leads back to; it has to be registered there letter by letter."""
    return f"{DeskSettings.current().public_url.rstrip('/')}/office/consent/"


def _failed(request: "HttpRequest", mailbox: Mailbox, words: str) -> "HttpResponse":
    messages.error(request, words)
    return SeeOther(f"{URL}{mailbox.pk}/consent/")
