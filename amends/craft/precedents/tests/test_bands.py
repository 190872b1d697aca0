"""Bands are exact, and say where an offer lies among what others got."""

from decimal import Decimal
from random import Random
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.money import Money
from amends.craft.precedents import SHARE, Precedent, band, band_of_shares, ended, place, share_of
from amends.craft.precedents.tests.cases import closed, euros, monies, precedents
from amends.craft.refusal import Malformed

amounts = st.lists(monies(), min_size=1, max_size=40)


def test_the_band_of_five_is_made_of_its_members() -> None:
    found = band(euros(50, 10, 30, 20, 40))

    assert found is not None
    ends = (found.lowest, found.low, found.middle, found.high, found.highest)
    assert ends == tuple(map(Decimal, (10, 20, 30, 40, 50)))
    assert (found.count, found.unit) == (5, "EUR")


def test_nothing_to_compare_with_has_no_band() -> None:
    assert band([]) is None
    assert band_of_shares([]) is None


@given(amounts)
def test_a_band_lies_in_order_between_the_least_and_the_most(given_: list[Money]) -> None:
    found = band(given_)

    assert found is not None
    assert found.lowest <= found.low <= found.middle <= found.high <= found.highest
    assert {found.lowest, found.highest} <= {money.amount for money in given_}


@given(st.lists(monies(), min_size=2, max_size=40))
def test_quartiles_are_those_of_the_standard_library(given_: list[Money]) -> None:
    found = band(given_)

    assert found is not None
    assert [found.low, found.middle, found.high] == quantiles(
        [money.amount for money in given_], n=4, method="inclusive"
    )


@given(amounts, st.randoms(use_true_random=False))
def test_order_of_amounts_changes_no_band(given_: list[Money], chance: Random) -> None:
    shuffled = list(given_)
    chance.shuffle(shuffled)

    assert band(shuffled) == band(given_)


@given(amounts, monies(), monies())
def test_a_higher_offer_never_lies_lower(given_: list[Money], one: Money, other: Money) -> None:
    less, more = sorted((one, other), key=lambda money: money.amount)

    assert place(given_, less).above <= place(given_, more).above


def test_shares_are_said_from_ten_alike_on_only() -> None:
    nine, ten = place(euros(*range(9)), euros(5)[0]), place(euros(*range(10)), euros(5)[0])

    assert (nine.show_share, nine.less, nine.count) == (False, 5, 9)
    assert (ten.show_share, ten.above, ten.count) == (True, Decimal("0.5"), 10)


@pytest.mark.parametrize(("offer", "outside"), [("9.99", True), ("10", False), ("25", False), ("30.01", True)])
def test_less_or_more_than_anybody_got_is_outside(offer: str, *, outside: bool) -> None:
    assert place(euros(10, 20, 30), euros(offer)[0]).outside is outside


def test_the_first_of_its_kind_lies_nowhere() -> None:
    first = place([], euros(10)[0])

    assert (first.count, first.outside, first.show_share) == (0, False, False)


@given(st.lists(monies(("EUR", "USD")), min_size=1, max_size=8))
def test_currencies_are_never_mixed(given_: list[Money]) -> None:
    if len({money.currency for money in given_}) == 1:
        assert band(given_) is not None
        return
    with pytest.raises(Malformed):
        band(given_)
    with pytest.raises(Malformed):
        place(given_, given_[0])


def test_shares_compare_orders_of_any_worth_and_currency() -> None:
    dollars = Money(Decimal(50), "USD")
    found = band_of_shares([closed(), closed(value=dollars, given=dollars), closed(value=dollars), closed(given=None)])

    assert found is not None
    assert (found.lowest, found.highest, found.count, found.unit) == (Decimal("0.25"), Decimal(1), 2, SHARE)


@given(precedents())
def test_a_share_is_said_only_of_one_currency_and_of_something(one: Precedent) -> None:
    share = share_of(one.given, one.value)

    comparable = one.given and one.value and one.given.currency == one.value.currency and one.value.amount
    assert (share is not None) == bool(comparable)


def test_how_they_ended_counts_those_who_said_so() -> None:
    found = ended([closed(), closed(solved=None, confidence=None), closed(solved=False, confidence=20)])

    assert (found.solved, found.answered, found.count, found.confidence) == (1, 2, 3, 20)
