"""The key by which the letters of a mailbox are signed, and the record to publish for it."""

from typing import TYPE_CHECKING

from django import forms
from django.shortcuts import get_object_or_404
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from amends.desk.channels import connecting
from amends.desk.channels.signing import new_key, record_of, sign_with
from amends.desk.delivery.sealing import check_key
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.pages import SigningPage
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.viewer import now_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from amends.desk.channels.models import Mailbox

URL = "/office/mailboxes/"
SELECTOR = "desk"


class SigningForm(forms.Form):
    """A name for the key, and the key itself, which is never shown again."""

    selector = forms.CharField(label="Selector", max_length=63, help_text="A name for this key in your domain.")
    key = forms.CharField(
        label="Private key",
        required=False,
        help_text="An RSA key in PEM. Leave it empty to keep the one that is set, or have one made.",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
@sensitive_post_parameters("key")
@sensitive_variables()
def signing(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show the record to publish, or set, make or take away the key."""
    mailbox = get_object_or_404(connecting.mailboxes(), pk=pk)
    form = SigningForm(
        request.POST if request.method == "POST" else None, initial={"selector": mailbox.dkim_selector or SELECTOR}
    )
    then = request.POST.get("then", "")
    if request.method == "POST" and kept(form, lambda: _sign(mailbox, form, then, now=now_of(request))):
        words = "are signed no more" if then == "end" else "are signed from now on: publish the record below"
        return done(request, f"{URL}{pk}/signing/", f"Letters from {mailbox} {words}.")
    return show(request, "signing.html", _page(mailbox, form), status=422 if form.errors else 200)


def _sign(mailbox: "Mailbox", form: SigningForm, then: str, *, now: "datetime") -> None:
    key = new_key() if then == "make" else form.cleaned_data["key"]
    sealed = check_key(key, at=now) or mailbox.sealed_dkim_key
    sign_with(mailbox, selector=form.cleaned_data["selector"], sealed_key="" if then == "end" else sealed)


def _page(mailbox: "Mailbox", form: SigningForm) -> SigningPage:
    record = record_of(mailbox)
    return SigningPage(
        title=f"Signing letters from {mailbox}",
        groups=(group_of(form, "The key", errors=faults_of(form)),),
        mailbox_url=f"{URL}{mailbox.pk}/",
        record_name=record.name if record else "",
        record_pieces=record.pieces if record else (),
    )
