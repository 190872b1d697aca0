"""A closed case as it is compared with others, and what the comparison says."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from amends.craft.money import Money

GRAVEST = 4
"""The highest severity of a case."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """What a case was about, what was given and how it ended.

    `value` is what the order was worth, `severity` goes from 0 to 4, `tenure_days` says how long the customer had been
    one, `given` is the worth of the `remedy` (none where it has no price), `confidence` is what the customer's had
    become, 0 to 100.
    """

    case: str
    situation: str
    value: Money | None
    severity: int
    tenure_days: int
    remedy: str
    given: Money | None
    outcome: str
    solved: bool | None
    confidence: int | None
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Target:
    """The case at hand, as far as it is known; `siblings` are situations close enough to be compared with its own."""

    situation: str
    value: Money | None = None
    severity: int = 0
    tenure_days: int = 0
    siblings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alike:
    """A precedent and its distance from the case at hand, 0 to 1."""

    precedent: Precedent
    distance: float


@dataclass(frozen=True, slots=True)
class Band:
    """What was given in `count` cases alike: the quartiles and the ends, in `unit`.

    `unit` is a currency code, or "share" where the amounts are shares of what the order was worth.
    """

    low: Decimal
    middle: Decimal
    high: Decimal
    lowest: Decimal
    highest: Decimal
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an offer lies among what was given: how many got less, the same, more.

    `above` is the share that got less, 0 to 1; it is only said where `show_share`, otherwise the counts are.
    `outside` asks for a reason: the offer is less or more than anybody alike got.
    """

    less: int
    same: int
    more: int
    above: Decimal
    outside: bool
    show_share: bool

    @property
    def count(self) -> int:
        """Give the number of cases the offer is compared with."""
        return self.less + self.same + self.more


@dataclass(frozen=True, slots=True)
class Ended:
    """How cases ended: solved in the customer's own words, of those who said so, and the confidence left."""

    solved: int
    answered: int
    count: int
    confidence: int | None


@dataclass(frozen=True, slots=True)
class Spread:
    """What one group was given: the quartiles of what it got, and the share that got nothing, 0 to 1."""

    group: str
    count: int
    band: Band
    nothing: Decimal


@dataclass(frozen=True, slots=True)
class Spreads:
    """The groups that can be shown, by name, and what was folded away because it would point at somebody.

    `few` counts the cases of all `folded` groups together.
    """

    shown: tuple[Spread, ...]
    folded: int
    few: int
