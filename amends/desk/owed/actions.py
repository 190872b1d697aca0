"""Keeps the books of a case: compares what the facts call for with the rows, and resolves who owes it."""

from typing import TYPE_CHECKING

from amends.craft.journey import Journey, read
from amends.desk.cases.models import Case, Event
from amends.desk.cases.moved import still_told
from amends.desk.owed.models import Obligation, Promise
from amends.desk.owed.rules import most_urgent, turn_at
from amends.desk.people import sql
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings, NamedPerson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from amends.craft.journey import Fact, Owed

_MOVES = tuple("due moved_by settled_by settled_at waived paused owner backup team chase_at".split())
"""What changes in an obligation that is there."""

# Asked at every step of every case: building these through models took several times as long as they take.
_OF_CASE = "case_id IN (SELECT id FROM cases_case WHERE id = %s OR merged_into_id = %s)"


def journey_of(case: Case, *, now: "datetime", settings: DeskSettings | None = None) -> Journey:
    """Return where the case stands, read from its events and those of the cases merged into it."""
    settings = settings or DeskSettings.shared()
    return read(facts_of(case, _events(case)), settings.journey_times, settings.calendar, now)


def reckon(
    case: Case,
    *,
    now: "datetime",
    settings: DeskSettings | None = None,
    first_events: "Sequence[Event] | None" = None,
    also: "Sequence[str]" = (),
) -> Journey:
    """Make the obligations of a case agree with its facts; the last step of every action that writes any.

    To be called inside the transaction that wrote the facts, with the case locked. Rows are compared by key:
    what is new is opened, what is settled is settled by the event that did it, what came undone is open again.
    Due times of rows that are there change only where an event moved them. `first_events` are all events of a case
    that was opened in this very transaction, so that nothing has to be read; `also` names columns of the case that
    the caller changed and that are saved with the summary.
    """
    case = case.survivor()
    settings = settings or DeskSettings.shared()
    events = _events(case) if first_events is None else first_events
    journey = read(facts_of(case, events), settings.journey_times, settings.calendar, now)
    _Rows(case, events, settings, now=now, is_new=first_events is not None).agree_with(journey.owed)
    _write_summary(case, journey, also)
    return journey


def facts_of(case: Case, events: "Iterable[Event]") -> "list[Fact]":
    """Return the facts of the events; how a merged case ended or came back says nothing about its survivor."""
    own_only = {"case.closed", "case.reopened"}
    return [
        fact
        for event in still_told(events)
        if (event.case_id == case.pk or event.kind not in own_only) and (fact := event.fact) is not None
    ]


def _events(case: Case) -> "list[Event]":
    return sql.rows(Event, f"WHERE {_OF_CASE} ORDER BY id", [case.pk, case.pk])


class _Rows:
    """The obligation rows of a case beside what its facts call for."""

    def __init__(
        self, case: Case, events: "Sequence[Event]", settings: DeskSettings, *, now: "datetime", is_new: bool
    ) -> None:
        self.case, self.settings, self.now = case, settings, now
        self.events = {event.pk: event for event in events}
        rows = () if is_new else sql.rows(Obligation, f"WHERE {_OF_CASE}", [case.pk, case.pk])
        self.rows = {row.key: row for row in rows}
        self.promises: dict[int, Promise] = {}
        self.giver = next((event.data.get("giver") for event in events if event.kind == "handoff.accepted"), None)

    def agree_with(self, owed: "tuple[Owed, ...]") -> None:
        """Insert, settle, move and reopen rows until they say what `owed` says."""
        promises = [entry.promise for entry in owed if entry.promise is not None]
        if promises:
            self.promises = Promise.objects.select_related("owner", "backup").in_bulk(promises)
        wanted: dict[tuple[str, int], Owed] = {entry.key: entry for entry in owed}
        made = [self._made(entry) for key, entry in wanted.items() if key not in self.rows and _worth_a_row(entry)]
        changed = [row for key, row in self.rows.items() if self._update(row, wanted.get(key))]
        sql.insert_each(made)
        for row in changed:
            sql.update(row, _MOVES)
        if self.promises:
            self._tie_promises([*made, *self.rows.values()], wanted)

    def _made(self, entry: "Owed") -> Obligation:
        opened = self.events[entry.opened_by]
        row = sql.fresh(
            Obligation,
            case_id=opened.case_id,
            kind=entry.kind,
            opened_by=opened,
            opened_at=opened.happened_at,
            due=entry.due,
            not_before=entry.not_before,
        )
        self._update(row, entry)
        self._chase_from(row)
        return row

    def _update(self, row: Obligation, entry: "Owed | None") -> bool:
        """Write `entry` into the row; say whether that changed it. A row no longer called for is settled."""
        before = _state(row)
        if entry is None:
            if row.settled_by_id is None:
                self._settle(row, max(self.events))
            return _state(row) != before
        if entry.moved_by is not None and entry.moved_by != row.moved_by_id:
            row.due, row.moved_by_id = entry.due, entry.moved_by
            self._chase_from(row)
        if entry.settled_by != row.settled_by_id:
            self._settle(row, entry.settled_by)
        row.waived, row.paused = entry.waived, entry.paused
        if entry.is_open:
            owner, backup = self._people(entry)
            row.owner, row.backup = owner, backup
        row.team_id = self.case.team_id
        return _state(row) != before

    def _chase_from(self, row: Obligation) -> None:
        """Remind nobody before three quarters of the time are over."""
        start = max(row.opened_at, row.not_before or row.opened_at)
        row.chase_at = turn_at("owner", start, row.due, self.settings.journey_times, self.settings.calendar)

    def _settle(self, row: Obligation, event: int | None) -> None:
        row.settled_by_id = event
        row.settled_at = None if event is None else self.events[event].happened_at

    def _people(self, entry: "Owed") -> tuple[Agent | None, Agent | None]:
        """Return owner and backup of a role; who left or is away is stood in for by the backup, then by the team."""
        owner, backup = self.case.owner, None
        if entry.promise is not None and entry.promise in self.promises:
            promise = self.promises[entry.promise]
            owner, backup = promise.owner, promise.backup
        elif entry.role == "giver" and self.giver is not None:
            owner, backup = Agent.objects.filter(pk=self.giver).first(), self.case.owner
        elif entry.role in {"approver", "senior"}:
            owner, backup = self._called(entry)
        if owner is None or not owner.is_active:
            owner, backup = backup, None
        if owner is not None and not owner.is_here(now=self.now):
            stand_in = backup if backup is not None and backup.is_here(now=self.now) else owner.stands_in(now=self.now)
            owner, backup = (stand_in, owner) if stand_in is not None else (owner, backup)
        return owner, backup if backup != owner else None

    def _called(self, entry: "Owed") -> tuple[Agent | None, Agent | None]:
        """Return who was asked for a decision, or who is called for what was said; with the deputy as backup."""
        event = self.events[entry.opened_by]
        calls = [one for one in self.events.values() if one.kind == "escalation.asked" and one.data.get("person")]
        if entry.kind == "escalate" and calls:
            event = max(calls, key=lambda one: one.pk)  # whoever was named last stands for it
        named = event.data.get("person")
        person = Agent.objects.select_related("deputy").filter(pk=named).first() if named else None
        if person is None:
            topic = next(iter(event.data.get("alarms") or ()), "senior")
            person = NamedPerson.for_topic(topic, now=self.now)
        return person, person.deputy if person is not None else None

    def _tie_promises(self, rows: "list[Obligation]", wanted: "dict[tuple[str, int], Owed]") -> None:
        for row in rows:
            entry = wanted.get(row.key)
            if entry is None or entry.kind != "promise" or entry.promise is None:
                continue
            promise = self.promises[entry.promise]
            if promise.obligation_id != row.pk:
                promise.obligation = row
                promise.save(update_fields=["obligation"])


def _worth_a_row(entry: "Owed") -> bool:
    """Waiting for the customer that began and ended in the same moment was never owed."""
    return entry.is_open or entry.kind != "circle_back"


def _state(row: Obligation) -> tuple[object, ...]:
    people = (row.owner_id, row.backup_id, row.team_id)
    return (row.due, row.moved_by_id, row.settled_by_id, row.waived, row.paused, *people)


def _write_summary(case: Case, journey: Journey, also: "Sequence[str]") -> None:
    """Keep on the case what lists sort and filter by."""
    first = most_urgent(entry for entry in journey.owed if entry.is_open)
    rest = {
        "kind": journey.kind,
        "understanding": journey.understanding,
        "heat": journey.heat,
        "due_at": first.due if first else None,
        "owed_kind": first.kind if first else "",
    }
    changed = [name for name, value in rest.items() if getattr(case, name) != value]
    for name in changed:
        setattr(case, name, rest[name])
    if changed or also:
        sql.update(case, [*changed, *also])
