"""Pure rules about cases: public numbers, kinds of events, what a subject is about."""

import re
import secrets
from typing import Literal

from amends.craft.mail import bare_subject

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
NUMBER = re.compile(rf"\[(?:#|case )?([{ALPHABET}]{{4,8}})\]", re.IGNORECASE)
_MOST_NUMBERS = 5
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


def numbers_in(subject: str) -> tuple[str, ...]:
    """Return what may be case numbers in a subject, each once, the last first: gateways put tags of theirs before."""
    found = dict.fromkeys(number.upper() for number in reversed(NUMBER.findall(subject)))
    return tuple(found)[:_MOST_NUMBERS]


def matter_of(subject: str) -> str:
    """Return what a subject is about: without reply prefixes, reference and case, for comparing."""
    return " ".join(bare_subject(_REFERENCE.sub("", subject)).casefold().split())
