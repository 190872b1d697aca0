"""Mail that a mail service posts to us, read by a kept library for each service's own form."""

import json
import warnings
from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser

from amends.desk.intake.sorting.handing import Envelope

if TYPE_CHECKING:
    from anymail.inbound import AnymailInboundMessage
    from django.http import HttpRequest

# The modules and classes of the library, loaded when a service first calls.
SERVICES: Final = {
    "mailgun": "MailgunInboundWebhookView",
    "mailjet": "MailjetInboundWebhookView",
    "mandrill": "MandrillCombinedWebhookView",
    "postmark": "PostmarkInboundWebhookView",
    "sendgrid": "SendGridInboundWebhookView",
    "sparkpost": "SparkPostInboundWebhookView",
}
_WHOLE_MAIL: Final = {"mailgun": "body-mime", "sendgrid": "email"}
"""The field of a form in which a service sends the whole mail, where it is told to."""


class UnreadableError(ValueError):
    """A call that comes from the service, and in which no mail can be found."""


class NotSignedError(ValueError):
    """A call that doesn't show what the service was given, or a service that can't be checked for want of a key."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A mail as a service handed it over."""

    raw: bytes
    envelope: Envelope


def read(request: "HttpRequest", service: str) -> list[Posted]:
    """Return the mails in a call of one of SERVICES.

    Raises NotSignedError, and UnreadableError where what came is not what the service should send.
    """
    body = request.body  # read before the form is, so that the form can be read a second time
    errors = import_module("anymail.exceptions")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns at every call of services that nobody there tries any more
        try:
            view = getattr(import_module(f"anymail.webhooks.{service}"), SERVICES[service])()
            view.run_validators(request)
        except (errors.AnymailWebhookValidationFailure, errors.AnymailConfigurationError) as error:
            raise NotSignedError(str(error)) from error
    try:
        events = [event for event in view.parse_events(request) if event.event_type == "inbound"]
        return [_posted(request, service, event, seed=body) for event in events]
    except Exception as error:
        msg = f"{type(error).__name__}: {error}"
        raise UnreadableError(msg) from error


def _posted(request: "HttpRequest", service: str, event: Any, *, seed: bytes) -> Posted:
    message = event.message
    recipients = tuple(entry for entry in [message.envelope_recipient] if entry)
    raw = _whole(request, service, event.esp_event) or _rebuilt(message, seed=seed)
    return Posted(raw, Envelope(message.envelope_sender, recipients))


def _whole(request: "HttpRequest", service: str, said: Any) -> bytes:
    """Return the mail's own bytes where the service sends them: what is rebuilt may have lost something."""
    if service in _WHOLE_MAIL:
        return _field(request, _WHOLE_MAIL[service])
    match service:
        case "mandrill":
            return str(said["msg"]["raw_msg"]).encode("utf-8", "surrogatepass")
        case "postmark":
            return str(said.get("RawEmail", "")).encode("utf-8", "surrogatepass")
        case "sparkpost":
            content = said["msys"]["relay_message"]["content"]
            given = content["email_rfc822"].encode("utf-8", "surrogatepass")
            return b64decode(given) if content["email_rfc822_is_base64"] else given
        case _:
            return b""


def _field(request: "HttpRequest", name: str) -> bytes:
    """Return the bytes of a field: a form is text, a mail is not, and in Latin-1 each byte comes through."""
    if request.content_type == "multipart/form-data":
        parser = MultiPartParser(request.META, BytesIO(request.body), [MemoryFileUploadHandler(request)], "latin-1")
        return str(parser.parse()[0].get(name, "")).encode("latin-1")
    fields = dict(parse_qsl(request.body.decode("latin-1"), keep_blank_values=True, encoding="latin-1"))
    return fields.get(name, "").encode("latin-1")


def _rebuilt(message: "AnymailInboundMessage", *, seed: bytes) -> bytes:
    """Write a mail that came in pieces; its boundaries depend on what came, so that the same call gives the same."""
    name = sha256(seed).hexdigest()[:32]
    for number, part in enumerate(message.walk()):
        if part.is_multipart() and not part.get_boundary():
            part.set_boundary(f"=_{name}_{number}")
    return bytes(message.as_bytes())


def in_words(body: bytes) -> bytes:
    """Return a call that could not be read as a text that people can look at on the pile."""
    try:
        said = json.dumps(json.loads(body), indent=1, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        said = body
    return said
