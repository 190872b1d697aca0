"""Pure rules about cases: public numbers, kinds of events, what a subject is about."""

import re
import secrets
from typing import Literal

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
NUMBER = re.compile(rf"\[(?:#|case )?([{ALPHABET}]{{4,8}})\]", re.IGNORECASE)
_PREFIX = re.compile(r"^\s*(?:(?:re|aw|fw|fwd|wg|antw|sv|vs|tr|rv|r|i|odp|ynt)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_REFERENCE = re.compile(rf"\s*\[(?:#|case )?[{ALPHABET}]{{4,8}}\]", re.IGNORECASE)

EventKind = Literal[
    "case.opened",
    "case.taken",
    "case.closed",
    "case.reopened",
    "case.linked",
    "case.merged",
    "merge.ended",
    "case.split",
    "split.ended",
    "message.moved",
    "kind.set",
    "message.received",
    "message.filed",
    "participant.verified",
    "receipt.sent",
    "text.sent",
    "note.added",
    "call.noted",
    "reply.sent",
    "reply.recalled",
    "reply.left",
    "reply.failed",
    "understanding.confirmed",
    "understanding.corrected",
    "promise.made",
    "promise.kept",
    "promise.moved",
    "promise.at_risk",
    "promise.broken",
    "item.asked",
    "item.done",
    "handoff.offered",
    "handoff.accepted",
    "handoff.declined",
    "situation.decided",
    "offer.agreed",
    "offer.withdrawn",
    "approval.asked",
    "approval.decided",
    "escalation.asked",
    "call_back.promised",
    "promise.passed_on",
    "delivery.noted",
    "play.recorded",
    "solved.said",
    "not_solved.said",
    "waiting.ran_out",
    "obligation.waived",
]
"""Every kind of event; past tense, and for ever: old rows keep their kind."""


def new_number(length: int = 4) -> str:
    """Return a public case number of `length` letters and digits that can't be mistaken for each other."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def number_in(subject: str) -> str | None:
    """Return the case number that a subject carries in brackets, if it does."""
    found = NUMBER.search(subject)
    return found.group(1).upper() if found else None


def matter_of(subject: str) -> str:
    """Return what a subject is about: without reply prefixes, reference and case, for comparing."""
    bare = _REFERENCE.sub("", subject)
    return " ".join(_PREFIX.sub("", bare).casefold().split())
