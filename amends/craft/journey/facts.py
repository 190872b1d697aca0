"""The facts a case is made of, as typed records: one for each kind of event that the journey reads."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amends.craft.journey.words import Kind, Obligation, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened: `id` orders facts as they became known, `at` says when it happened (UTC)."""

    id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReceived(Fact):
    """The customer, or an unverified participant, said something; the flags are what was heard in it."""

    message: int
    channel: str = "email"
    verified: bool = True
    automatic: bool = False
    asks: bool = False
    complaint: bool = False
    angry: bool = False
    denies: bool = False
    wants_call: bool = False
    wants_boss: bool = False
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySent(Fact):
    """An agent pressed send; it counts only once it has left. `answers` are ids of received facts."""

    message: int
    answers: tuple[int, ...] = ()
    restates: bool = False
    offers: bool = False
    apologises: bool = False
    fixes: bool = False
    introduces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLeft(Fact):
    """The reply is past undoing."""

    message: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFailed(Fact):
    """The reply never reached the customer: what it had settled is open again."""

    message: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNoted(Fact):
    """A call with the customer, or a try of one. `answers` are ids of received facts."""

    reached: bool
    answers: tuple[int, ...] = ()
    restates: bool = False
    offers: bool = False
    apologises: bool = False
    fixes: bool = False
    introduces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSet(Fact):
    """An agent corrected what kind of case it is."""

    kind: "Kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstandingConfirmed(Fact):
    """The customer said: that's it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstandingCorrected(Fact):
    """The customer said: not quite, and told what is missing."""

    message: int
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMade(Fact):
    """We promised something by `due`."""

    promise: int
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseKept(Fact):
    """There is evidence, dated `on`, that a promise was kept."""

    promise: int
    on: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMoved(Fact):
    """A promise has a new date."""

    promise: int
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseAtRisk(Fact):
    """The owner doubts that a promise can be kept in time."""

    promise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseBroken(Fact):
    """The due instant of a promise passed without evidence; `at` is that instant."""

    promise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAsked(Fact):
    """The customer said they would do something; `promises` wait for it."""

    item: int
    due: datetime | None = None
    promises: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDone(Fact):
    """The customer did what they said they would."""

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffAccepted(Fact):
    """The case went over to another agent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalAsked(Fact):
    """An agent asked for leave to offer what is beyond their own authority."""

    approval: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalDecided(Fact):
    """Somebody with authority said yes or no, or it was asked for no longer."""

    approval: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAsked(Fact):
    """A person, or the count of bounces, called for a senior."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackPromised(Fact):
    """We told the customer when we call them: at `due`, and who does where it is a `person` of its own."""

    due: datetime
    person: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SolvedSaid(Fact):
    """The customer said: it is solved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSolvedSaid(Fact):
    """The customer said: it is not solved, and what is wrong."""

    message: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRanOut(Fact):
    """We waited for the customer's word in vain, and one more try is owed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationWaived(Fact):
    """A person decided, with a reason, that something is owed no more."""

    obligation: "Obligation"
    opened_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(Fact):
    """The case ended."""

    outcome: "Outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(Fact):
    """A closed case is open again."""


FACTS: dict[str, type[Fact]] = {
    "message.received": MessageReceived,
    "message.moved": MessageReceived,
    "reply.sent": ReplySent,
    "reply.left": ReplyLeft,
    "reply.failed": ReplyFailed,
    "call.noted": CallNoted,
    "kind.set": KindSet,
    "understanding.confirmed": UnderstandingConfirmed,
    "understanding.corrected": UnderstandingCorrected,
    "promise.made": PromiseMade,
    "promise.kept": PromiseKept,
    "promise.moved": PromiseMoved,
    "promise.at_risk": PromiseAtRisk,
    "promise.broken": PromiseBroken,
    "item.asked": ItemAsked,
    "item.done": ItemDone,
    "handoff.accepted": HandoffAccepted,
    "approval.asked": ApprovalAsked,
    "approval.decided": ApprovalDecided,
    "escalation.asked": EscalationAsked,
    "call_back.promised": CallBackPromised,
    "solved.said": SolvedSaid,
    "not_solved.said": NotSolvedSaid,
    "waiting.ran_out": WaitingRanOut,
    "obligation.waived": ObligationWaived,
    "case.closed": CaseClosed,
    "case.reopened": CaseReopened,
}
"""The kinds of events that the journey reads; all others are for the timeline only."""

_FIELDS = {kind: {field.name for field in fields(made)} - {"id", "at"} for kind, made in FACTS.items()}
_INSTANTS = frozenset({"due", "on"})


def fact_of(kind: str, number: int, at: datetime, data: "Mapping[str, Any]") -> Fact | None:
    """Return the fact that an event of `kind` with its plain `data` tells, or None where the journey reads none.

    Instants in `data` are RFC 3339 strings; keys that the fact doesn't have are passed over.
    """
    made = FACTS.get(kind)
    if made is None:
        return None
    known = _FIELDS[kind]
    return made(id=number, at=at, **{name: _value(name, value) for name, value in data.items() if name in known})


def _value(name: str, value: Any) -> Any:
    if name in _INSTANTS and isinstance(value, str):
        return datetime.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
