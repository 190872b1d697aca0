"""A policy as values: who it is for, what it offers under which conditions, and its texts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from amends.craft.money import Money
from amends.craft.policy.remedies import Remedy
from amends.craft.policy.sections import Clause, clauses

type Rounding = Literal["cent", "half", "whole"]
"""To the smallest coin, to half a unit, to a whole unit; always up, in the customer's favour."""

type Operator = Literal[
    "is",
    "is_not",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "one_of",
    "contains",
    "known",
    "unknown",
]
type Amounts = tuple[Money, ...]
"""The same thing in several currencies: one amount each, ordered by code."""

type Quantity = Amounts | Decimal
"""Amounts of money, or a percentage of the fact that the option's amount is a share of."""

type Operand = Amounts | tuple[Decimal, ...] | tuple[str, ...] | bool | None
"""What a condition compares with: several values for "one_of", one for each currency for money, else a single one."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A text in one language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """What customers say, in one language, when the situation has occurred."""

    language: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """An amount that is always the same, given for each currency."""

    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage of an amount that is known of the case; the whole of it is 100."""

    percent: Decimal
    of: str


@dataclass(frozen=True, slots=True)
class Range:
    """What is usually given, both ends included."""

    low: Quantity
    high: Quantity


@dataclass(frozen=True, slots=True)
class Row:
    """One condition: a field, an operator and a value; "known" and "unknown" have no value."""

    field: str
    operator: Operator
    value: Operand = None


@dataclass(frozen=True, slots=True)
class When:
    """Conditions: every row of `all`, and at least one row of `any` where there are such."""

    all: tuple[Row, ...] = ()
    any: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that may be offered."""

    id: str
    title: str
    remedy: Remedy
    clause: str
    amount: Fixed | Share | None = None
    rounding: Rounding = "cent"
    minimum: Amounts = ()
    normal: Range | None = None
    cap: Quantity | None = None
    needs: tuple[str, ...] = ()
    when: When = When()
    titles: tuple[Worded, ...] = ()

    @property
    def currencies(self) -> tuple[str, ...]:
        """Give the currencies that the option can be used in; empty when it names no amounts, so that any will do."""
        fixed = self.amount.amounts if isinstance(self.amount, Fixed) else ()
        ranges = (self.normal.low, self.normal.high) if self.normal else ()
        rows = [row.value for row in (*self.when.all, *self.when.any)]
        named = [group for group in (fixed, self.minimum, self.cap, *ranges, *rows) if isinstance(group, tuple)]
        return tuple(sorted({one.currency for group in named for one in group if isinstance(one, Money)}))

    def title_in(self, language: str) -> str:
        """Give the title that customers read in `language` ("de", "de-AT"); the inside title where there is none."""
        return _worded(self.titles, language) or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a company handles a situation, in one version."""

    policy: str
    title: str
    situations: tuple[str, ...]
    effective_from: date
    effective_until: date | None = None
    language: str = "en"
    decides: str
    evidence: tuple[str, ...] = ()
    names: tuple[Worded, ...] = ()
    phrases: tuple[Phrases, ...] = ()
    options: tuple[Option, ...] = ()
    inside: str
    copies: tuple[Worded, ...] = ()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Give the headings of the inside text, which options rest on."""
        return _clauses(self.inside)

    def clause_title(self, anchor: str) -> str:
        """Give the heading with this anchor; the anchor itself where there is none."""
        return next((clause.title for clause in self.clauses if clause.anchor == anchor), anchor)

    def option(self, option_id: str) -> Option | None:
        """Give the option with this id."""
        return next((option for option in self.options if option.id == option_id), None)

    def copy(self, language: str) -> Worded:
        """Give the customer copy in `language` ("de", "de-AT"), else in the inside language, else the first."""
        wanted = (language.partition("-")[0].lower(), self.language, self.copies[0].language)
        return next(copy for word in wanted for copy in self.copies if copy.language == word)

    def name_in(self, language: str) -> str:
        """Give the name of the situation in `language`; the policy's title where there is none."""
        return _worded(self.names, language) or self.title

    def in_force(self, on: date) -> bool:
        """Tell whether this version holds on a day; both its dates are included."""
        return self.effective_from <= on and (self.effective_until is None or on <= self.effective_until)


def _worded(texts: tuple[Worded, ...], language: str) -> str:
    """Give the text in a language, whatever its region; empty when there is none."""
    wanted = language.partition("-")[0].lower()
    return next((text.text for text in texts if text.language == wanted), "")


@lru_cache(maxsize=256)
def _clauses(inside: str) -> tuple[Clause, ...]:
    """Find the headings once for every text: options are asked for while somebody types."""
    return clauses(inside)
