"""What kind of mail it is, and whether a machine sent it (RFC 3834 and what mailers did before and beside it)."""

import re
from typing import Final

from amends.craft.mail.headers import Headers
from amends.craft.mail.mail import Address, Kind
from amends.craft.mail.mime import Part
from amends.craft.mail.packaged import phrases
from amends.craft.mail.subjects import bare_subject

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
_MACHINES: Final[frozenset[Kind]] = frozenset({"auto_reply", "bounce", "feedback_report", "receipt", "list"})
_ANSWERING: Final = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-autoreply-from", "x-mail-autoreply")
_LISTS: Final = ("list-id", "list-post", "mailing-list", "x-mailing-list", "list-unsubscribe")
_BETWEEN: Final = re.compile(r"[ _.]+")
_RETURNED: Final = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "text/rfc822", *_REPORTS})


def kind_of(root: Part, sender: Address) -> Kind:
    """Tell what kind of mail it is; `sender` is who stands in From."""
    leaves = tuple(root.leaves())
    types = [leaf.type for leaf in leaves]
    headers = root.headers
    report = _report(root, types)
    if report:
        return report
    subject = bare_subject(headers.text("subject")).casefold()
    if _is_bounce(headers, sender, subject, types):
        return "bounce"
    if _is_auto_reply(headers, subject):
        return "auto_reply"
    if _invites(root, leaves):
        return "calendar"
    if _is_voicemail(headers, subject, root.type, types):
        return "voicemail"
    listed = any(headers.has(name) for name in _LISTS) or _precedence(headers) in {"list", "bulk"}
    return "list" if listed else "message"


def is_automatic(headers: Headers, kind: Kind) -> bool:
    """Tell whether a machine sent the mail, so that no machine may answer it."""
    submitted = headers.text("auto-submitted").lower()
    if kind in _MACHINES or (submitted and not submitted.startswith("no")):
        return True
    suppressed = headers.text("x-auto-response-suppress").lower()
    if suppressed not in {"", "none"} or _precedence(headers) in {"bulk", "junk", "list", "auto_reply"}:
        return True
    return _null_return_path(headers) or any(headers.has(name) for name in (*_ANSWERING, *_LISTS))


def _report(root: Part, types: list[str]) -> Kind | None:
    """Tell which report it is by its own part, or by what it says of itself where that part is missing."""
    declared = root.headers.raw("content-type").lower()
    if "report-type" not in root.params and not declared.startswith(b"multipart/report"):
        return _REPORTS.get(root.type)
    by_part = next((_REPORTS[type_] for type_ in types if type_ in _REPORTS), None)
    return by_part or _REPORT_TYPES.get(root.params.get("report-type", "").lower())


def _is_bounce(headers: Headers, sender: Address, subject: str, types: list[str]) -> bool:
    if headers.has("x-failed-recipients"):
        return True
    local = (sender.address or sender.name).partition("@")[0].casefold()
    daemon = _BETWEEN.sub("-", local) in phrases("kinds", "daemons")
    fails = subject.startswith(phrases("kinds", "bounce"))
    returned = not _RETURNED.isdisjoint(types[1:])
    nobody = daemon or _null_return_path(headers)
    return (nobody and (fails or returned or (daemon and _null_return_path(headers)))) or (fails and returned)


def _is_auto_reply(headers: Headers, subject: str) -> bool:
    submitted = headers.text("auto-submitted").lower()
    if submitted.startswith(("auto-replied", "auto-notified")) or any(headers.has(name) for name in _ANSWERING):
        return True
    if _precedence(headers) == "auto_reply" or b"vacation" in headers.raw("x-apple-action").lower():
        return True
    return subject.startswith(phrases("kinds", "auto_reply"))


def _invites(root: Part, leaves: tuple[Part, ...]) -> bool:
    """Tell an invitation from a calendar file that merely came along: it has a method and is no attachment."""
    for leaf in leaves:
        if leaf.type != "text/calendar":
            continue
        method = "method" in leaf.params or b"\nMETHOD:" in leaf.body[:4_000]
        if leaf is root or (method and leaf.disposition[0] != "attachment"):
            return True
    return False


def _is_voicemail(headers: Headers, subject: str, type_: str, types: list[str]) -> bool:
    marked = headers.text("message-context").lower().startswith("voice") or type_ == "multipart/voice-message"
    if marked or "voice" in headers.text("content-class").lower() or headers.has("x-voicemail"):
        return True
    spoken = any(found.startswith("audio/") for found in types)
    return spoken and any(phrase in subject for phrase in phrases("kinds", "voicemail"))


def _null_return_path(headers: Headers) -> bool:
    return headers.raw("return-path").replace(b" ", b"") == b"<>"


def _precedence(headers: Headers) -> str:
    return headers.text("precedence").lower().replace("-", "_") if headers.has("precedence") else ""
