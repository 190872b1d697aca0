"""The books of one case while its facts are read: what is open, what was settled, by which fact."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from amends.craft.journey.words import Owed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from amends.craft.hours import Calendar
    from amends.craft.journey.facts import Fact
    from amends.craft.journey.times import Times
    from amends.craft.journey.words import Obligation, Role


@dataclass(slots=True)
class Ledger:
    """Obligations by key, in the order in which they were opened; those still open are kept apart as well, since
    every fact asks for them and a long case has settled hundreds.
    """

    times: "Times"
    calendar: "Calendar"
    entries: "dict[tuple[Obligation, int], Owed]" = field(default_factory=dict)
    _open: "dict[tuple[Obligation, int], Owed]" = field(default_factory=dict)
    _of_promises: "dict[int, tuple[Obligation, int]]" = field(default_factory=dict)

    def open(
        self,
        kind: "Obligation",
        by: "Fact",
        *,
        due: "datetime",
        not_before: "datetime | None" = None,
        role: "Role" = "taker",
        promise: int | None = None,
        approval: int | None = None,
    ) -> None:
        """Open an obligation; the same fact opens the same one only once."""
        entry = Owed(
            kind=kind, opened_by=by.id, due=due, not_before=not_before, role=role, promise=promise, approval=approval
        )
        if entry.key not in self.entries:
            self.put(entry)

    def settle(self, kinds: "Iterable[Obligation]", by: "Fact", *, waived: bool = False) -> bool:
        """Settle all open obligations of these kinds; say whether there was one."""
        wanted = set(kinds)
        found = [entry for entry in self.still_open() if entry.kind in wanted]
        for entry in found:
            self.put(replace(entry, settled_by=by.id, waived=waived))
        return bool(found)

    def settle_one(self, key: "tuple[Obligation, int]", by: "Fact", *, waived: bool = False) -> None:
        """Settle the obligation with this key, if it is open."""
        entry = self.entries.get(key)
        if entry is not None and entry.is_open:
            self.put(replace(entry, settled_by=by.id, waived=waived))

    def take_back(self, kinds: "Iterable[Obligation]", by: int) -> None:
        """Open again what the fact with this id settled of these kinds."""
        wanted = set(kinds)
        for entry in [entry for entry in self.entries.values() if entry.settled_by == by and entry.kind in wanted]:
            self.put(replace(entry, settled_by=None))

    def put(self, entry: Owed) -> None:
        """Write an entry back under its key."""
        self.entries[entry.key] = entry
        if entry.is_open:
            self._open[entry.key] = entry
        else:
            self._open.pop(entry.key, None)
        if entry.kind == "promise" and entry.promise is not None:
            self._of_promises.setdefault(entry.promise, entry.key)

    def still_open(self, *kinds: "Obligation") -> list[Owed]:
        """Return the open obligations, of these kinds only where any are named."""
        return [entry for entry in self._open.values() if not kinds or entry.kind in kinds]

    def has(self, *kinds: "Obligation") -> bool:
        """Return whether one of these kinds is open."""
        return any(entry.kind in kinds for entry in self._open.values())

    def of_promise(self, promise: int) -> Owed | None:
        """Return the obligation that a promise is."""
        key = self._of_promises.get(promise)
        return None if key is None else self.entries[key]

    def after_minutes(self, at: "datetime", minutes: int) -> "datetime":
        """Return the instant `minutes` of working time after `at`."""
        return self.calendar.add(at, timedelta(minutes=minutes))

    def after_days(self, at: "datetime", days: int) -> "datetime":
        """Return the close of the n-th working day after `at`."""
        return self.calendar.close_of_day(at, days)

    def after_elapsed(self, at: "datetime", hours: int) -> "datetime":
        """Return `hours` of plain time after `at`, moved into the next open hour."""
        return self.calendar.next_open(at + timedelta(hours=hours))
