"""Where the plays of a case stand, and which ones what was said calls for."""

from itertools import groupby
from typing import TYPE_CHECKING

from amends.craft.listening import hear_once
from amends.craft.plays import Course, Signals, packs, suggest
from amends.desk.plays.models import PlayRecord
from amends.desk.standing.contacts import contacts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from amends.craft.listening.heard import PlayId
    from amends.craft.plays import Play, Suggestion
    from amends.desk.cases.models import Case, Event, Message

OUTCOMES = frozenset({"offer.agreed", "solved.said"})
"""With these something is agreed, and the rounds begin anew."""


def course_of(case: "Case", play: "Play") -> Course:
    """Return a play of a case with what is on record of it."""
    rows = PlayRecord.objects.standing().of(case).filter(play=play.id)
    return Course(play, tuple(row.as_record for row in rows))


def courses_of(records: "Iterable[PlayRecord]") -> "dict[PlayId, Course]":
    """Return the plays that `records` of one case have begun, those that wait for a second person left out."""
    standing = sorted((row for row in records if not row.waits), key=lambda row: (row.play, row.pk))
    found = {name: tuple(row.as_record for row in rows) for name, rows in groupby(standing, key=lambda row: row.play)}
    return {play.id: Course(play, found[play.id]) for play in packs() if play.id in found}


def suggested(message: "Message | None", events: "Sequence[Event]") -> "tuple[Suggestion, ...]":
    """Return the plays that the customer's last message calls for, after what happened so far."""
    if message is None:
        return ()
    heard = hear_once(message.shown, message.channel)
    return suggest(Signals.of(heard, message.shown, channel=message.channel, rounds=rounds_of(events)))


def rounds_of(events: "Sequence[Event]") -> int:
    """Count the answers of ours that the customer turned down since something was agreed."""
    agreed = max((at for at, event in enumerate(events) if event.kind in OUTCOMES), default=-1)
    rounds, answered = 0, False
    for contact in contacts_of(events[agreed + 1 :]):
        if contact.is_ours:
            answered = answered or contact.answered
        elif contact.kind == "received" and contact.denies:
            rounds += answered
            answered = False
    return rounds


def is_disagreed(events: "Sequence[Event]", records: "Iterable[PlayRecord]") -> bool:
    """Whether the customer has turned down what we answered last, or a stalemate is being worked on (C1.6)."""
    courses = courses_of(records)
    stalemate = courses.get("stalemate")
    if stalemate is not None and stalemate.next is not None:
        return True
    agreed = max((at for at, event in enumerate(events) if event.kind in OUTCOMES), default=-1)
    answered = disagreed = False
    for contact in contacts_of(events[agreed + 1 :]):
        if contact.is_ours:
            answered = answered or contact.answered
        elif contact.kind == "received":
            disagreed = contact.denies and (answered or disagreed)
    return disagreed
