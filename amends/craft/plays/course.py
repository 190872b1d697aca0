"""The course of a play in one case: what was written down, what comes next, and what may be written down now."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from amends.craft.refusal import AlreadyDone, Missing, NotAllowed, TooLate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from amends.craft.plays.script import Detail, Play, RecordKind, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Something written down in a play: by whom, when (UTC), with whose agreement, and which details it tells.

    `by` and `second` are the ids of two agents. The detail "threat" says that there was a threat of violence.
    """

    kind: "RecordKind"
    by: int
    at: "datetime"
    second: int | None = None
    details: "frozenset[Detail]" = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Course:
    """A play and the records of it so far, in any order."""

    play: "Play"
    records: tuple[Record, ...] = ()

    @property
    def done(self) -> "frozenset[RecordKind]":
        """What is on record."""
        return frozenset(record.kind for record in self.records)

    @property
    def threatened(self) -> bool:
        """Whether a threat of violence is on record."""
        return any("threat" in record.details for record in self.records)

    @property
    def next(self) -> "Step | None":
        """The step to take next, or None when the play is through."""
        return next_step(self.play, self.records)

    @property
    def has_ended_contact(self) -> bool:
        """Whether the contact is at an end and a second person has agreed, before it or, after a threat, since."""
        closing = {step.record for step in self.play.steps if step.closes}
        confirming = {step.record for step in self.play.steps if step.only_at_threat}
        ended = [record for record in self.records if record.kind in closing]
        return bool(ended) and any(
            record.second is not None for record in self.records if record.kind in closing | confirming
        )


def next_step(play: "Play", records: "Iterable[Record]") -> "Step | None":
    """Return the first step that is not on record and was not passed over, or None when the play is through."""
    course = Course(play, tuple(records))
    reached = max((at for at, step in enumerate(play.steps) if step.record in course.done), default=-1)
    for at, step in enumerate(play.steps):
        passed_over = step.optional and at < reached
        if step.record not in course.done and not passed_over and not _pointless(step, play, course):
            return step
    return None


def _pointless(step: "Step", play: "Play", course: Course) -> bool:
    """Whether it is a step for threats without one, or one that a threat does away with."""
    if not course.threatened:
        return step.only_at_threat
    at_once = next((other for other in play.steps if other.at_threat), None)
    return at_once is not None and step.record in at_once.after


def may_record(play: "Play", records: "Iterable[Record]", wanted: Record) -> None:
    """Allow `wanted` to be written down after `records`, or refuse it.

    Raises Missing for a record that is no part of the play, for details that it has to tell, for a second person, and
    for what has to be on record before it; NotAllowed where the second person is the first, or it has to be another
    agent; AlreadyDone for a second end of the contact; TooLate for anything that belongs before that end.
    """
    course = Course(play, (*records, wanted))
    earlier = course.records[:-1]
    step = play.step_of(wanted.kind)
    if step is None:
        raise Missing("record", play=play.id, kind=wanted.kind)
    _still_open(play, step, earlier)
    if missing := step.needs - wanted.details:
        raise Missing("details", kind=wanted.kind, details=tuple(sorted(missing)))
    _in_order(step, earlier, wanted, threatened=course.threatened)
    _by_the_right_people(step, earlier, wanted, threatened=course.threatened)


def _still_open(play: "Play", step: "Step", earlier: tuple[Record, ...]) -> None:
    closing = {other.record for other in play.steps if other.closes}
    if any(record.kind in closing for record in earlier):
        if step.closes:
            raise AlreadyDone("contact_ended", kind=step.record)
        if not closing & set(step.after):
            raise TooLate("contact_ended", kind=step.record)


def _in_order(step: "Step", earlier: tuple[Record, ...], wanted: Record, *, threatened: bool) -> None:
    """Ask for what comes before, written down no later than this; a threat does away with it where the step says so."""
    if step.only_at_threat and not threatened:
        raise NotAllowed("only_at_threat", kind=step.record)
    if step.at_threat and threatened:
        return
    before = {record.kind for record in earlier if record.at <= wanted.at}
    if missing := tuple(kind for kind in step.after if kind not in before):
        raise Missing("earlier_step", kind=step.record, kinds=missing)


def _by_the_right_people(step: "Step", earlier: tuple[Record, ...], wanted: Record, *, threatened: bool) -> None:
    if step.second_person and wanted.second is None and not (step.at_threat and threatened):
        raise Missing("second_person", kind=step.record)
    if wanted.second is not None and wanted.second == wanted.by:
        raise NotAllowed("second_is_first", kind=step.record)
    if step.by_another and any(wanted.by == record.by for record in earlier if record.kind in step.after):
        raise NotAllowed("by_another", kind=step.record)
