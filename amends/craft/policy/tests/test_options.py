"""What may be offered in a case: computed, conditioned, and in the right order."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.money import Money
from amends.craft.policy import (
    Asker,
    Authority,
    Choice,
    Facts,
    Fixed,
    Limit,
    Option,
    Own,
    Policy,
    Range,
    Row,
    Share,
    When,
    is_money,
    left_out,
    options,
    read,
    starters,
    with_amount,
)
from amends.craft.policy.tests.makers import file_of, policies
from amends.craft.refusal import Malformed, Missing
from tests.spending import is_within

POLICY = read(file_of(), file="p.md")
NOBODY = Authority((), Asker(1))


def eur(amount: str | int) -> Money:
    return Money(Decimal(amount), "EUR")


def usd(amount: str | int) -> Money:
    return Money(Decimal(amount), "USD")


def up_to(amount: int, *, level=1) -> Authority:
    """Ben, who may so much, and Dana above him, who may a thousand."""
    limits = (Limit(per_case=eur(amount)), Limit(level=3, per_case=eur(1000)), Limit())
    return Authority(limits, Asker(level))


def option(option_id="part", **changes) -> Option:
    """Make a fifth of the order's price back, or something else."""
    usual = {
        "title": "x",
        "remedy": "partial_refund",
        "clause": "money-back",
        "amount": Share(Decimal(20), "order_value"),
    }
    return Option(id=option_id, **{**usual, **changes})


def with_options(*found: Option) -> Policy:
    return replace(POLICY, options=found)


def only(found: Option, facts: Facts, authority: Authority = NOBODY) -> Choice:
    (choice,) = options(with_options(found), facts, authority=authority)
    return choice


@pytest.mark.parametrize(
    ("changes", "order", "amount", "bound"),
    [
        ({}, "89.99", "18.00", ""),
        ({"rounding": "half"}, "90.10", "18.50", ""),
        ({"rounding": "whole"}, "90.10", "19.00", ""),
        ({"minimum": (eur(20),)}, "89.90", "20.00", "minimum"),
        ({"cap": (eur(15),)}, "89.90", "15.00", "cap"),
        ({"cap": Decimal(10)}, "89.90", "8.99", "cap"),
        ({"minimum": (eur(20),), "cap": (eur(12),)}, "89.90", "12.00", "cap"),
        ({"amount": Share(Decimal(100), "order_value"), "rounding": "whole"}, "89.90", "89.90", "all"),
        ({"amount": Share(Decimal(120), "order_value"), "rounding": "whole"}, "89.90", "108.00", ""),
        ({"amount": Fixed((eur(10), usd(11)))}, "89.90", "10.00", ""),
    ],
)
def test_an_amount_is_worked_out_exactly(changes, order, amount, bound):
    choice = only(option(**changes), Facts(currency="EUR", order_value=eur(order)))

    assert choice.amount == eur(amount)
    assert choice.working is not None
    assert choice.working.bound == bound


def test_how_it_was_worked_out_can_be_told():
    working = only(option(rounding="half", minimum=(eur(20),)), Facts(currency="EUR", order_value=eur("89.90"))).working

    assert working is not None
    assert (working.percent, working.of, working.base) == (Decimal(20), "order_value", eur("89.90"))
    assert (working.before, working.amount) == (eur(18), eur(20))


def test_a_currency_without_coins_is_rounded_to_whole_ones():
    choice = only(option(rounding="half"), Facts(currency="JPY", order_value=Money(Decimal(999), "JPY")))

    assert choice.amount == Money(Decimal(200), "JPY")


def test_the_normal_range_is_shown_in_money_and_cut_at_the_cap():
    ranged = option(normal=Range(Decimal(10), Decimal(50)), cap=(eur(30),))

    choice = only(ranged, Facts(currency="EUR", order_value=eur(100)))

    assert choice.normal is not None
    assert (choice.normal.low, choice.normal.high, choice.cap) == (eur(10), eur(30), eur(30))


def test_nothing_is_converted_and_what_lacks_the_currency_says_so():
    policy = with_options(option("fixed", amount=Fixed((eur(10), usd(11)))), option("capped", cap=(eur(10),)), option())
    pounds = Facts(currency="GBP", order_value=Money(Decimal(50), "GBP"))

    (choice,) = options(policy, pounds, authority=NOBODY)

    assert choice.option == "part"
    assert [(one.option, one.why, one.currencies) for one in left_out(policy, pounds)] == [
        ("fixed", "currency", ("EUR", "USD")),
        ("capped", "currency", ("EUR",)),
    ]


def test_facts_in_two_currencies_are_refused():
    with pytest.raises(Malformed, match="currencies_mixed"):
        Facts(currency="EUR", order_value=usd(10))


def test_an_option_whose_conditions_fail_is_left_out_with_the_rows():
    late = Row("days_late", "at_least", (Decimal(3),))
    policy = with_options(option(when=When((late,))))
    facts = Facts(currency="EUR", order_value=eur(10), days_late=2)

    assert options(policy, facts, authority=NOBODY) == ()
    assert left_out(policy, facts)[0].failed == (late,)


def test_an_unknown_fact_is_asked_for_and_the_option_kept():
    late = Row("days_late", "at_least", (Decimal(3),))

    choice = only(option(when=When((late,))), Facts(currency="EUR"))

    assert choice.unknown == ("days_late", "order_value")
    assert (choice.amount, choice.decision, choice.ready) == (None, None, False)


def test_evidence_that_is_there_is_not_asked_for_again():
    facts = Facts(currency="EUR", order_value=eur(10), evidence=("photo",))

    assert only(option(needs=("photo", "receipt")), facts).needs == ("receipt",)


def test_a_choice_names_the_clause_it_rests_on():
    choice = only(option(), Facts(currency="EUR", order_value=eur(10)))

    assert (choice.clause, choice.clause_title) == ("money-back", "Money back")


def test_within_authority_comes_first_then_what_is_nearest_to_normal():
    normal = Range((eur(10),), (eur(20),))
    policy = with_options(
        option("too-much", amount=Fixed((eur(15_00),)), normal=normal),
        option("ask", amount=Fixed((eur(100),))),
        option("unknown", amount=Share(Decimal(10), "monthly_fee")),
        option("high", amount=Fixed((eur(20),)), normal=normal),
        option("middle", amount=Fixed((eur(15),)), normal=normal),
        option("new-one", remedy="replacement", amount=None),
    )

    choices = options(policy, Facts(currency="EUR"), authority=up_to(25))

    assert [(choice.option, choice.within) for choice in choices] == [
        ("middle", "authority"),
        ("new-one", "authority"),
        ("high", "authority"),
        ("ask", "approval"),
        ("unknown", "approval"),
        ("too-much", "beyond_policy"),
    ]


def test_an_amount_of_ones_own_is_weighed_like_the_computed_one():
    policy = with_options(option(cap=(eur(50),)))
    facts = Facts(currency="EUR", order_value=eur(100))

    weighed = [
        with_amount(policy, "part", facts, amount=eur(amount), authority=up_to(25)).within for amount in (25, 26, 51)
    ]

    assert weighed == ["authority", "approval", "beyond_policy"]


def test_an_amount_for_an_option_that_does_not_hold_is_beyond_the_policy():
    policy = with_options(option(when=When((Row("first_time", "is", True),))))
    facts = Facts(currency="EUR", order_value=eur(100), first_time=False)

    assert with_amount(policy, "part", facts, amount=eur(1), authority=up_to(25)).within == "beyond_policy"


def test_an_amount_needs_an_option_a_remedy_and_the_right_currency():
    facts = Facts(currency="EUR")
    policy = with_options(option(), option("new-one", remedy="replacement", amount=None))

    with pytest.raises(Missing, match="option"):
        with_amount(policy, "gone", facts, amount=eur(1), authority=NOBODY)
    with pytest.raises(Malformed, match="amount_not_for"):
        with_amount(policy, "new-one", facts, amount=eur(1), authority=NOBODY)
    with pytest.raises(Malformed, match="currencies_mixed"):
        with_amount(policy, "part", facts, amount=usd(1), authority=NOBODY)


_NUMBER = st.none() | st.integers(0, 400)
_YES_NO = st.none() | st.booleans()
_FACTS = st.builds(
    Facts,
    currency=st.just("EUR"),
    order_value=st.none() | st.integers(0, 10**6).map(lambda cents: eur(str(Decimal(cents) / 100))),
    monthly_fee=st.none() | st.integers(0, 10**4).map(lambda cents: eur(str(Decimal(cents) / 100))),
    days_late=_NUMBER,
    tenure_days=_NUMBER,
    first_time=_YES_NO,
    channel=st.sampled_from([None, "phone", "email"]),
    own=st.sampled_from([(), (Own("region", "north"),)]),
)


@given(policies(), _FACTS)
def test_no_amount_leaves_its_bounds_and_every_option_is_accounted_for(policy: Policy, facts: Facts):
    choices = options(policy, facts, authority=up_to(25))

    assert {choice.option for choice in choices} ^ {one.option for one in left_out(policy, facts)} == {
        one.id for one in policy.options
    }
    for choice in choices:
        assert not choice.cap or not choice.amount or choice.amount.amount <= choice.cap.amount
        assert (choice.amount is None) == (choice.decision is None) or not is_money(choice.remedy)
        assert choice.amount is None or choice.amount.currency == "EUR"


def test_options_are_there_before_the_next_sentence():
    policy = read(starters()[0].text, file="p.md")
    facts = Facts(currency="EUR", order_value=eur(100), days_since_delivery=3, times_failed=2)

    assert options(policy, facts, authority=up_to(25))
    assert is_within(0.01, lambda: options(policy, facts, authority=up_to(25)))
