"""Whom a mail of ours didn't reach and why, from the report's fields (RFC 3464) or from its prose."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from amends.craft.mail.mail import Bounce
from amends.craft.mail.nature.failed_addresses import ADDRESS, failed_address, name_without_domain
from amends.craft.mail.nature.notices import read_notice
from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.encodings import content, text_content
from amends.craft.mail.wire.headers import Headers, header_text, read_headers
from amends.craft.mail.wire.identity import first_id
from amends.craft.mail.wire.mime import Part, read_parts

_STATUS_PARTS: Final = frozenset({
    "message/delivery-status", "message/global-delivery-status",
    "message/disposition-notification",  # of a mail that was refused when it had arrived (RFC 5429, 2.1)
})  # fmt: skip
_WHOLE: Final = frozenset({"message/rfc822", "message/global"})
_RETURNED: Final = _WHOLE | {
    "text/rfc822-headers", "text/rfc822", "message/rfc822-headers", "message/global-headers", "application/octet-stream"
}  # fmt: skip
_ARRIVED: Final = frozenset({"delivered", "relayed", "expanded"})
_FAILED: Final = ("fail", "error")  # how the action begins: "failed" by the standard, "failure" and "error" besides
_LONGEST: Final = 40_000  # code points of prose that are looked at
_CODE: Final = re.compile(r"(?<![\d.])([245]\.\d{1,2}\.\d{1,3})(?![\d.])")
_REPLY_CODE: Final = re.compile(r"(?<![\d.])([45])\d\d(?=[\s,:;-])(?!\s*(?:bytes|ms|seconds|days|hours))")
_RETURNED_ID: Final = re.compile(r"^[> \t]{0,4}Message-I[Dd][ \t]*:[ \t\n]*(\S{3,300})", re.MULTILINE | re.IGNORECASE)
_COPY: Final = re.compile(
    r"^(?:[^\w\n]{2,80}[^\n]{0,60}?(?:original|returned|copy of)"
    r"|[^\w\n]{0,80}(?:original message|below this line|return-path:|received:|message-id:))",
    re.MULTILINE | re.IGNORECASE,
)
_GENERIC: Final = re.compile(r"[245]\.0\.0")
_STILL_TRYING: Final = re.compile(
    r"delayed|delivery delay|will (?:keep|continue|retry|try again|be retried)|retrying|being retried|not yet"
    r"|warning message only|verzögert|noch nicht zugestellt|weiterhin versucht|retardé|pas encore|retrasad|demorad"
    r"|todavía no|in ritardo|non ancora|vertraagd|opóźnion|atrasad|задержан|遅延|延迟|延遲|지연"
    r"|ritardat|non è ancora|aún no|nog niet|ainda não|jeszcze nie|ещё не|еще не|отложен|まだ配信|尚未|försenad|forsink"
    r"|viiväst|zpožděn|oneskoren|késleltet|întârzi|gecik|καθυστ",
    re.IGNORECASE,
)
_GIVEN_UP: Final = re.compile(
    r"giv(?:en|ing) up|undeliver|returned mail|could ?n[o']t be delivered|cannot send|expired|retry time|fail(?:ed|ure)"
    r"|permanent|unzustellbar|nicht zugestellt|endgültig|non remis|échec|no se (?:pudo|ha podido)|non recapitat",
    re.IGNORECASE,
)


def read_bounce(root: Part, prose: str) -> Bounce:
    """Give what the bounce `root` says; `prose` is its text.

    It is `permanent` when nobody will try again: a server that gave up after days of a temporary error has failed for
    good as well. Who reports a delay or a delivery has not failed at all.
    """
    if notice_of_a_service := read_notice(prose):
        return notice_of_a_service
    recipients = list(_recipients(root))
    inner = None if recipients else _inner_report(root)
    if inner is not None:
        root, recipients = inner, list(_recipients(inner))
    told = next((fields for fields in recipients if not fields["action"] or fields["action"].startswith(_FAILED)), None)
    fields = told or (recipients[0] if recipients else {})
    prose = prose[:_LONGEST]
    copy = _COPY.search(prose)
    notice = prose[: copy.start()] if copy and prose[: copy.start()].strip() else prose
    status = _status(fields, notice)
    original = _original(root)
    return Bounce(
        recipient=_recipient(root, fields, (notice, prose), original),
        status=status,
        permanent=_is_for_good(fields.get("action", ""), status or "5", f"{root.headers.text('subject')}\n{notice}"),
        original_message_id=_original_id(root, original, prose),
    )


def _is_for_good(action: str, status: str, words: str) -> bool:
    """Tell whether the recipient is given up: by the reported action, else by the words around the status."""
    if action:
        return action.startswith(_FAILED)
    if _STILL_TRYING.search(words):
        return False
    return status.startswith("5") or (status.startswith("4") and bool(_GIVEN_UP.search(words)))


def _inner_report(root: Part) -> Part | None:
    """Give the report that another server sent, where this one encloses it as the mail that failed."""
    for part in root.leaves():
        if part.type in _WHOLE:
            inner = read_parts(content(part, Problems()), Problems())
            if any(leaf.type in _STATUS_PARTS for leaf in inner.leaves()):
                return inner
    return None


def _recipients(root: Part) -> Iterator[Mapping[str, str]]:
    """Give the fields for each recipient; blocks are parted by blank lines, and some mailers forget those."""
    for part in root.leaves():
        if part.type not in _STATUS_PARTS:
            continue
        rest = content(part, Problems()).replace(b"\r\n", b"\n").strip(b"\n")
        for block in re.split(rb"\n\s*\n", rest)[:200]:
            fields = read_headers(block + b"\n")[0]
            if fields.has("final-recipient") or fields.has("status") or fields.has("original-recipient"):
                yield {name: header_text(values[0]) for name, values in fields.fields.items()} | {
                    "action": fields.text("action").lower().partition(" ")[0]
                }


def _status(fields: Mapping[str, str], notice: str) -> str | None:
    """Give the status: as reported, unless it says nothing and the server's own words say more."""
    reported = _CODE.search(fields.get("status", ""))
    if reported and not _GENERIC.fullmatch(reported[1]):
        return reported[1]
    for words in (fields.get("diagnostic-code", ""), notice):
        found = next((match[1] for match in _CODE.finditer(words) if match[1][0] != "2"), None)
        if found:
            return found
    if reported:
        return reported[1]
    if fields.get("action") in _ARRIVED:
        return None
    reply = _REPLY_CODE.search(fields.get("diagnostic-code", "")) or _REPLY_CODE.search(notice)
    return f"{reply[1]}.0.0" if reply else None


def _recipient(root: Part, fields: Mapping[str, str], words: Sequence[str], original: Headers | None) -> str | None:
    """Give the address that failed: as it was written to, if that is told, else as the last server knew it."""
    for value in (
        fields.get("original-recipient", ""),
        fields.get("final-recipient", ""),
        root.headers.text("x-failed-recipients"),
    ):
        found = ADDRESS.search(value.rpartition(";")[2])
        if found:
            return found[0].rstrip(".")
    senders = [root.headers.text("to"), root.headers.text("from"), original.text("from") if original else ""]
    ours = {found[0].casefold() for value in senders for found in ADDRESS.finditer(value)}
    named = next(filter(None, (failed_address(said, ours=ours) for said in words)), None)
    found = ADDRESS.search(original.text("to")) if original and not named else None
    return found[0] if found else named or _as_reported(fields) or name_without_domain(words[0], senders[1])


def _as_reported(fields: Mapping[str, str]) -> str | None:
    """Give what a report names that is no address, as where somebody mistyped one."""
    value = fields.get("final-recipient", "").rpartition(";")[2].strip(" <>")
    return value if "@" in value and value.isprintable() and " " not in value else None


def _original(root: Part) -> Headers | None:
    """Give the headers of the mail that came back."""
    for part in root.leaves():
        if part.type in _RETURNED:
            headers = read_headers(content(part, Problems()).lstrip(b"\r\n"))[0]
            if part.type in _WHOLE or headers.has("message-id") or headers.has("received"):
                return headers
        if part is not root and part.headers.has("message-id"):
            return part.headers  # put in without a type of its own
    return None


def _original_id(root: Part, original: Headers | None, prose: str) -> str | None:
    if original and original.has("message-id"):
        return first_id(original.all("message-id"))
    texts = [prose, *(text_content(part, Problems()) for part in list(root.leaves())[1:] if part.type == "text/plain")]
    for text in texts:
        found = _RETURNED_ID.search(text[:_LONGEST])
        if found:
            return first_id((found[1].encode(),))
    return first_id(root.headers.all("in-reply-to")) or first_id(root.headers.all("references"))
