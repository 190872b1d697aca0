"""Which mails report on another: that it came back, was read, or was called spam."""

import re
from collections.abc import Sequence
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.mail import Address, Kind
from amends.craft.mail.nature.aggregates import is_aggregate
from amends.craft.mail.nature.notices import read_notice
from amends.craft.mail.packaged import beginnings, phrases
from amends.craft.mail.wire.headers import Headers
from amends.craft.mail.wire.mime import Part

_REPORTS: Final[dict[str, Kind]] = {
    "message/feedback-report": "feedback_report",
    "message/disposition-notification": "receipt",
    "message/global-disposition-notification": "receipt",
    "message/delivery-status": "bounce",
    "message/global-delivery-status": "bounce",
}
_REPORT_TYPES: Final[dict[str, Kind]] = {
    "feedback-report": "feedback_report",
    "disposition-notification": "receipt",
    "delivery-status": "bounce",
}
_UNWRAPPED: Final[frozenset[Kind]] = frozenset({"feedback_report", "receipt"})  # also in a multipart of another kind
_BETWEEN: Final = re.compile(r"[ _.]+")
_RETURNED: Final = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "text/rfc822", *_REPORTS})
_AUTOMATIC: Final = ("auto-submitted", "precedence", "x-autoreply", "x-auto-response-suppress")
_REFUSED: Final = b"(rejected)"  # how mail servers mark the receipt of a mail that they did not take
_COMPLAINT: Final = "complaint about message from "
_LONGEST: Final = 2_000  # code points of words that are looked at


def report_of(root: Part, leaves: Sequence[Part], subject: str, text: str) -> Kind | None:
    """Tell which report it is: by its own part, by what it says of itself, or by the words of those without parts."""
    by_part = next((_REPORTS[leaf.type] for leaf in leaves if leaf.type in _REPORTS), None)
    if by_part == "receipt" and _REFUSED in root.headers.raw("auto-submitted").lower():
        return "bounce"
    if is_aggregate(root, leaves, folded(root.headers.text("subject"))):
        return "feedback_report"
    declared = "report-type" in root.params or root.headers.raw("content-type").lower().startswith(b"multipart/report")
    if declared:
        return by_part or _REPORT_TYPES.get(root.params.get("report-type", "").lower())
    if root.type in _REPORTS or by_part in _UNWRAPPED:
        return by_part
    if subject.startswith(_COMPLAINT) and any(leaf.type == "message/rfc822" for leaf in leaves):
        return "feedback_report"
    return "receipt" if _tells_of_reading(root.headers, subject, text) else None


def _tells_of_reading(headers: Headers, subject: str, text: str) -> bool:
    if not subject.startswith(beginnings("kinds", "receipt", subject)):
        return False
    said = folded(text[:_LONGEST])
    return null_return_path(headers) or any(words in said for words in phrases("kinds", "receipt_words"))


def is_bounce(headers: Headers, sender: Address, subject: str, *, types: Sequence[str], text: str) -> bool:
    """Tell a mail that came back without being a report; `subject` is folded, `types` are those of its parts.

    A subject that begins with "Fwd:" or the like is a person's, who sends on what came back to them. What a daemon says
    in its words counts where no person can be behind it: parcels fail to be delivered, too.
    """
    if headers.has("x-failed-recipients") or read_notice(text):
        return True
    local = _BETWEEN.sub("-", (sender.address or sender.name).partition("@")[0].strip('"\\ ').casefold())
    daemon = local in phrases("kinds", "daemons")
    named = folded(sender.name) in phrases("kinds", "daemon_names")
    fails = subject.startswith(beginnings("kinds", "bounce", subject))
    returned = not _RETURNED.isdisjoint(types[1:])
    unsent = null_return_path(headers)
    if (daemon or named) and (unsent or _is_nobody(headers, local)) and _tells_of_failure(text):
        return True
    if daemon or unsent:
        return fails or returned or (daemon and unsent)
    return fails and (named or (returned and folded(headers.text("subject")).startswith(subject)))


def _is_nobody(headers: Headers, local: str) -> bool:
    """Tell a daemon from the postmaster, who may be a person, unless the mail says that it is automatic."""
    return local in phrases("kinds", "mailer_daemons") or any(headers.has(name) for name in _AUTOMATIC)


def _tells_of_failure(text: str) -> bool:
    said = folded(text[:_LONGEST])
    return any(words in said for words in phrases("kinds", "undelivered"))


def null_return_path(headers: Headers) -> bool:
    """Tell whether a mail must not be answered even by a mail server."""
    return headers.raw("return-path").replace(b" ", b"") == b"<>"
