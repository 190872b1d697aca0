"""Which events of a case still tell of it, once messages were moved out of it or into it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amends.desk.cases.models import Event

_TOLD = frozenset({"message.received", "understanding.corrected", "not_solved.said"})
"""Events that go away with the message they tell of."""


def still_told(events: "Iterable[Event]") -> "list[Event]":
    """Return the events without those of messages that are read elsewhere now.

    What was moved in is told anew by "message.moved", for as long as its split lasts.
    """
    events = list(events)
    moves = [event for event in events if event.kind in {"case.split", "split.ended"}]
    if not moves:
        return events
    ended = {event.data["split"] for event in moves if event.kind == "split.ended"}
    standing = [event for event in moves if event.kind == "case.split" and event.data["split"] not in ended]
    away = {message for event in standing for message in event.data["messages"]}
    return [event for event in events if not _is_gone(event, away, ended)]


def _is_gone(event: "Event", away: set[int], ended: set[int]) -> bool:
    if event.kind == "message.moved":
        return event.data["split"] in ended
    return event.kind in _TOLD and event.data.get("message") in away
