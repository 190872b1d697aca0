"""What the ledger is read from, and what it finds there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.confidence.contact import Contact
    from amends.craft.confidence.rules import RuleId
    from amends.craft.journey import Fact, Owed


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case of a customer: its facts, what they made us owe, and what was said. All in any order."""

    case: int
    facts: "tuple[Fact, ...]" = ()
    owed: "tuple[Owed, ...]" = ()
    contacts: "tuple[Contact, ...]" = ()

    @property
    def by_id(self) -> "dict[int, Fact]":
        """The facts by their ids, in the order in which they became known."""
        return {fact.id: fact for fact in sorted(self.facts, key=lambda fact: fact.id)}


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule found: the fact (or contact) that tells it, and a number where one fact tells several."""

    rule: "RuleId"
    at: "datetime"
    case: int
    fact: int
    number: int = 0
