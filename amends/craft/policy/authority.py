"""Who may give how much: rows of limits, and what they come to for one person, one remedy and one amount."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from amends.craft.money import Money
from amends.craft.policy.remedies import Remedy, is_money, kind_of
from amends.craft.refusal import Malformed

type Why = Literal["granted", "no_row", "over_case", "over_customer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One row of the table of authority; a row grants, and nothing is granted without one.

    `level` is the rank from which the row holds, upwards; None means everybody. `team` None means every team.
    A row with amounts grants remedies worth money in its currency; a row without any grants those that are not.
    `period_days` is how far back `per_customer` counts; None means always. Raises `Malformed` (codes
    "currencies_mixed" for two currencies in a row, "period" for one that is not positive).
    """

    level: int | None = None
    team: str | None = None
    remedy: Remedy | Literal["any"] = "any"
    per_case: Money | None = None
    per_customer: Money | None = None
    period_days: int | None = None

    def __post_init__(self) -> None:
        """Refuse a row that means nothing."""
        if self.per_case and self.per_customer and self.per_case.currency != self.per_customer.currency:
            raise Malformed("currencies_mixed", amount=str(self.per_case), other=str(self.per_customer))
        if self.period_days is not None and self.period_days < 1:
            raise Malformed("period", days=self.period_days)

    @property
    def currency(self) -> str | None:
        """Give the currency of its amounts; none when it has none."""
        amount = self.per_case or self.per_customer
        return amount.currency if amount else None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who wants to give something: the rank of their level (higher may more) and their teams."""

    level: int
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Something this customer was promised or offered before, by anybody, and didn't decline."""

    remedy: Remedy
    amount: Money
    in_this_case: bool
    days_ago: int = 0


@dataclass(frozen=True, slots=True)
class Authority:
    """All that decides how far one person may go in one case."""

    limits: tuple[Limit, ...]
    asker: Asker
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether it is within the asker's authority; `most` they may still give; why; the lowest rank that may.

    `most` is None when no row grants any, and for remedies that are not worth money. `who` is the asker's own rank
    where a colleague of another team may, and None when nobody may or when it needs no row.
    """

    within: bool
    most: Money | None
    why: Why
    who: int | None


def decide(authority: Authority, remedy: Remedy, amount: Money | None = None) -> Decision:
    """Decide whether somebody may give a remedy.

    What the case and the customer were given before counts, whoever gave it and in however many pieces: a row for a
    remedy counts everything of the same kind (money back, or extras), a row for "any" counts everything. Remedies
    that are words (apology, explanation, callback, referral) give nothing away and need no row. Raises `Malformed`
    (code "amount_missing" or "amount_not_for") when amount and remedy don't go together.
    """
    if (amount is None) == is_money(remedy):
        raise Malformed("amount_missing" if amount is None else "amount_not_for", remedy=remedy)
    if kind_of(remedy) == "word":
        return Decision(within=True, most=None, why="granted", who=None)
    own = _verdict(authority, remedy, amount)
    return own if own.within else replace(own, who=_lowest(authority, remedy, amount))


def _verdict(authority: Authority, remedy: Remedy, amount: Money | None) -> Decision:
    """Decide for the asker alone."""
    rows = [row for row in authority.limits if _holds(row, authority.asker) and row.remedy in {"any", remedy}]
    asker = authority.asker.level
    if amount is None:
        granted = any(row.currency is None for row in rows)
        return Decision(granted, None, "granted" if granted else "no_row", asker if granted else None)
    rooms = [_room(row, authority.given, remedy) for row in rows if row.currency == amount.currency]
    if not rooms:
        return Decision(within=False, most=None, why="no_row", who=None)
    left, bound = max(rooms)
    most = Money(max(left, Decimal(0)), amount.currency)
    within = amount.amount <= left
    return Decision(within, most, "granted" if within else bound, asker if within else None)


def _holds(row: Limit, asker: Asker) -> bool:
    """Tell whether a row speaks of this person."""
    return (row.level is None or row.level <= asker.level) and (row.team is None or row.team in asker.teams)


def _room(row: Limit, given: Iterable[Given], remedy: Remedy) -> tuple[Decimal, Why]:
    """Give what a row still leaves, and which of its two amounts is the narrower one; below zero when overdrawn."""
    counted = [
        one
        for one in given
        if one.amount.currency == row.currency and (row.remedy == "any" or kind_of(one.remedy) == kind_of(remedy))
    ]
    rooms: list[tuple[Decimal, Why]] = []
    if row.per_case:
        rooms.append((row.per_case.amount - _sum(one for one in counted if one.in_this_case), "over_case"))
    if row.per_customer:
        late = [one for one in counted if row.period_days is None or one.days_ago < row.period_days]
        rooms.append((row.per_customer.amount - _sum(late), "over_customer"))
    return min(rooms)


def _sum(given: Iterable[Given]) -> Decimal:
    """Add up amounts that are in one currency."""
    return sum((one.amount.amount for one in given), Decimal(0))


def _lowest(authority: Authority, remedy: Remedy, amount: Money | None) -> int | None:
    """Find the lowest rank, the asker's or above, at which a colleague of some team may."""
    asker, rows = authority.asker, authority.limits
    teams = frozenset(row.team for row in rows if row.team)
    ranks = {asker.level, *(row.level for row in rows if row.level is not None and row.level > asker.level)}
    colleagues = (replace(authority, asker=Asker(rank, teams)) for rank in sorted(ranks))
    return next((one.asker.level for one in colleagues if _verdict(one, remedy, amount).within), None)
