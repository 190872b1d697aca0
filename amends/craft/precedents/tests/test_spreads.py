"""Groups are compared without pointing at anybody."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.money import Money
from amends.craft.precedents import FEWEST, spread
from amends.craft.precedents.tests.cases import euros, monies
from amends.craft.refusal import Malformed


def test_a_group_shows_its_quartiles_and_who_got_nothing() -> None:
    found = spread({"north": euros(0, 10, 20, 30, 40)})

    north = found.shown[0]
    assert (north.group, north.count, north.nothing) == ("north", 5, Decimal("0.2"))
    assert (north.band.low, north.band.middle, north.band.high) == (Decimal(10), Decimal(20), Decimal(30))


def test_groups_under_five_are_folded_into_one_figure() -> None:
    found = spread({"north": euros(*range(5)), "south": euros(1, 2), "east": euros(9)})

    assert [one.group for one in found.shown] == ["north"]
    assert (found.folded, found.few) == (2, 3)


def test_currencies_are_never_mixed() -> None:
    with pytest.raises(Malformed):
        spread({"north": euros(1), "south": [Money(Decimal(1), "USD")]})


@given(st.dictionaries(st.text(max_size=3), st.lists(monies(), max_size=12), max_size=6))
def test_every_case_is_shown_or_folded_and_no_small_group_is_shown(groups: dict[str, list[Money]]) -> None:
    found = spread(groups)

    assert sum(one.count for one in found.shown) + found.few == sum(map(len, groups.values()))
    assert len(found.shown) + found.folded == len(groups)
    assert all(one.count >= FEWEST for one in found.shown)
