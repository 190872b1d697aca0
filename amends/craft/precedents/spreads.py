"""The spread of what groups of customers were given, without pointing at anybody."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from amends.craft.money import Money
from amends.craft.precedents.bands import band
from amends.craft.precedents.contract import Spread, Spreads
from amends.craft.refusal import Malformed

FEWEST: Final = 5
"""A group with fewer cases is not shown."""


def spread(groups: Mapping[str, Sequence[Money]]) -> Spreads:
    """Give the spread of each group that is large enough, by name; groups are what the desk itself has set.

    An amount of nothing is a case in which nothing was given. All amounts are of one currency, or it is refused
    (`Malformed`). Where a single group is too small, its figures could be had by taking the shown ones from a total:
    do not show totals beside a spread that has `folded`.
    """
    currencies = {money.currency for amounts in groups.values() for money in amounts}
    if len(currencies) > 1:
        raise Malformed("currencies", currencies=tuple(sorted(currencies)))
    few = [len(amounts) for amounts in groups.values() if len(amounts) < FEWEST]
    large = sorted((group, amounts) for group, amounts in groups.items() if len(amounts) >= FEWEST)
    return Spreads(tuple(_spread(group, amounts) for group, amounts in large), folded=len(few), few=sum(few))


def _spread(group: str, amounts: Sequence[Money]) -> Spread:
    found = band(amounts)
    assert found is not None
    nothing = sum(not money.amount for money in amounts)
    return Spread(group, len(amounts), found, Decimal(nothing) / len(amounts))
