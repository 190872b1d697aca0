"""What a record tells beyond its kind, as an agent gave it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from amends.craft.refusal import Malformed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time, tzinfo

    from amends.craft.money import Money
    from amends.craft.plays import Detail
    from amends.desk.people.models import Agent

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Told:
    """The details of a record. `day` and `clock` are local to the desk; `threat` says there was one of violence."""

    text: str = ""
    amount: "Money | None" = None
    day: "date | None" = None
    clock: "time | None" = None
    person: "Agent | None" = None
    threat: bool = False

    @property
    def given(self) -> "frozenset[Detail]":
        """The names of what was given."""
        pairs: dict[Detail, object] = {
            "text": self.text.strip(),
            "amount": self.amount is not None,
            "date": self.day is not None,
            "time": self.clock is not None,
            "person": self.person is not None,
            "threat": self.threat,
        }
        return frozenset(name for name, value in pairs.items() if value)

    @property
    def kept(self) -> "Mapping[str, str]":
        """The details as text, but for the person, who is a row of their own."""
        pairs = {
            "text": self.text.strip()[:LONGEST],
            "amount": "" if self.amount is None else str(self.amount),
            "date": "" if self.day is None else self.day.isoformat(),
            "time": "" if self.clock is None else f"{self.clock:%H:%M}",
            "threat": "yes" if self.threat else "",
        }
        return {name: value for name, value in pairs.items() if value}

    def due(self, zone: "tzinfo", *, now: "datetime") -> "datetime | None":
        """Return the instant of day and clock, or None without both.

        Raises Malformed (code "due_in_past") for a moment or a day that has passed.
        """
        if self.day is None:
            return None
        if self.day < now.astimezone(zone).date():
            raise Malformed("due_in_past")
        if self.clock is None:
            return None
        at = datetime.combine(self.day, self.clock, zone)
        if at <= now:
            raise Malformed("due_in_past")
        return at
