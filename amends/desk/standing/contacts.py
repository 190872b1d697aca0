"""What was said between a customer and us, in all their cases, as the ledger of confidence reads it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from amends.craft.confidence import Contact
from amends.desk.cases.models import Event

if TYPE_CHECKING:
    from amends.desk.cases.models import Case


_THEIRS = frozenset({"message.received", "not_solved.said", "understanding.corrected"})


def contacts_of(events: Iterable[Event]) -> Iterator[Contact]:
    """Yield the contacts that events tell, in the order of the events; a reply counts once it has left."""
    sent: dict[int, Event] = {}
    for event in events:
        if event.kind in _THEIRS:
            if _counts(event):
                yield _received(event)
        elif event.kind == "reply.sent":
            sent[event.data["message"]] = event
        elif event.kind == "reply.left" and event.data["message"] in sent:
            words = sent[event.data["message"]]
            yield _ours(event, words.data, "reply", channel="email", by=words.agent_id)
        elif event.kind == "call.noted" and event.data.get("reached"):
            yield _ours(event, event.data, "call", channel="phone", by=event.agent_id)
        elif event.kind == "handoff.accepted":
            yield _handed_over(event)


def events_of(cases: "Sequence[Case]") -> Sequence[Event]:
    """Return all events of some cases, in the order in which they became known."""
    return list(Event.objects.filter(case__in=[case.pk for case in cases]).order_by("pk"))


def _counts(event: Event) -> bool:
    """Whether the customer said it themselves: no machine, and no stranger."""
    return not event.data.get("automatic") and bool(event.data.get("verified", True))


def _handed_over(event: Event) -> Contact:
    return Contact(
        id=event.pk,
        at=event.happened_at,
        case=event.case_id,
        kind="handoff",
        by=event.agent_id,
        introduced=bool(event.data.get("introduced")),
    )


def _received(event: Event) -> Contact:
    said = event.data
    return Contact(
        id=event.pk,
        at=event.happened_at,
        case=event.case_id,
        kind="received",
        channel=said.get("channel", "web"),
        asks=bool(said.get("asks")) or event.kind == "not_solved.said",
        denies=bool(said.get("denies")) or event.kind != "message.received",
    )


def _ours(event: Event, words: "dict[str, Any]", kind: Any, *, channel: str, by: int | None) -> Contact:
    return Contact(
        id=event.pk,
        at=event.happened_at,
        case=event.case_id,
        kind=kind,
        channel=channel,
        by=by,
        answered=bool(words.get("answers")),
        reasked=int(words.get("reasked") or 0),
    )
