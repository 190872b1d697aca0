"""Who may give how much; and that no way of cutting it up comes to more."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.money import Money
from amends.craft.policy import REMEDIES, Asker, Authority, Given, Limit, Remedy, decide, is_money, kind_of
from amends.craft.refusal import Malformed

BEN, CLEO, DANA = 1, 2, 3
BACK: list[Remedy] = ["refund", "partial_refund", "waive_fee"]
MONEY = [remedy for remedy in REMEDIES if is_money(remedy)]


def eur(amount: str | int) -> Money:
    return Money(Decimal(amount), "EUR")


def ask(limits: list[Limit], amount: Money | None, *, level=BEN, remedy: Remedy = "refund", given=(), teams=()):
    return decide(Authority(tuple(limits), Asker(level, frozenset(teams)), tuple(given)), remedy, amount)


def given_before(amount: str | int, *, remedy: Remedy = "refund", here=True, days=0) -> Given:
    return Given(remedy=remedy, amount=eur(amount), in_this_case=here, days_ago=days)


TABLE = [
    Limit(level=BEN, per_case=eur(25), per_customer=eur(60), period_days=90),
    Limit(level=CLEO, per_case=eur(100)),
    Limit(level=DANA, per_case=eur(1000)),
    Limit(level=CLEO, remedy="replacement"),
]


@pytest.mark.parametrize(
    ("level", "amount", "within", "most", "who"),
    [
        (BEN, 25, True, 25, BEN),
        (BEN, 26, False, 25, CLEO),
        (BEN, 101, False, 25, DANA),
        (BEN, 1001, False, 25, None),
        (CLEO, 100, True, 100, CLEO),
        (CLEO, 101, False, 100, DANA),
        (DANA, 1000, True, 1000, DANA),
    ],
)
def test_each_level_may_so_much_and_the_next_who_may_is_named(level, amount, within, most, who):
    decision = ask(TABLE, eur(amount), level=level)

    assert (decision.within, decision.most, decision.who) == (within, eur(most), who)


def test_nothing_is_granted_without_a_row():
    decisions = [ask([], eur(1) if is_money(remedy) else None, remedy=remedy) for remedy in REMEDIES]

    granted = [remedy for remedy, decision in zip(REMEDIES, decisions, strict=True) if decision.within]
    assert {kind_of(remedy) for remedy in granted} == {"word"}


def test_what_was_given_in_the_case_counts():
    decision = ask(TABLE, eur(6), given=[given_before(20)])

    assert (decision.within, decision.most, decision.why) == (False, eur(5), "over_case")


def test_what_the_customer_was_given_in_other_cases_counts_for_its_period():
    late, long_ago = given_before(50, here=False, days=89), given_before(50, here=False, days=90)

    assert ask(TABLE, eur(20), given=[late]).why == "over_customer"
    assert ask(TABLE, eur(20), given=[long_ago]).within


def test_another_name_for_money_back_is_no_way_round():
    row = Limit(remedy="partial_refund", per_case=eur(30))
    given = [given_before(30, remedy="waive_fee")]

    assert not ask([row], eur(1), remedy="partial_refund", given=given).within


def test_money_back_and_extras_are_two_purses_unless_the_row_is_for_any():
    given = [given_before(30)]

    assert ask([Limit(remedy="credit", per_case=eur(30))], eur(10), remedy="credit", given=given).within
    assert not ask([Limit(per_case=eur(30))], eur(10), remedy="credit", given=given).within


def test_what_is_overdrawn_leaves_nothing():
    assert ask(TABLE, eur(1), given=[given_before(400)]).most == eur(0)


def test_a_row_for_a_team_is_for_that_team():
    row = Limit(team="billing", per_case=eur(500))

    assert ask([row], eur(500), teams=["billing"]).within
    assert ask([row], eur(1), teams=["repairs"]).why == "no_row"


def test_a_colleague_of_another_team_may_be_the_one_to_ask():
    rows = [Limit(level=BEN, team="billing", per_case=eur(50)), Limit(level=CLEO, team="repairs", per_case=eur(500))]

    assert ask(rows, eur(50), teams=["repairs"]).who == BEN
    assert ask(rows, eur(51), teams=["billing"]).who == CLEO


def test_deeds_are_granted_by_rows_without_amounts():
    assert ask(TABLE, None, level=CLEO, remedy="replacement").within
    assert ask(TABLE, None, level=BEN, remedy="replacement").who == CLEO
    assert not ask([Limit(per_case=eur(1000))], None, remedy="replacement").within
    assert not ask([Limit()], eur(1)).within


def test_a_row_means_something():
    with pytest.raises(Malformed, match="currencies_mixed"):
        Limit(per_case=eur(1), per_customer=Money(Decimal(1), "USD"))
    with pytest.raises(Malformed, match="period"):
        Limit(per_case=eur(1), period_days=0)


@pytest.mark.parametrize(("remedy", "amount"), [("refund", None), ("apology", eur(1)), ("replacement", eur(1))])
def test_amount_and_remedy_go_together(remedy, amount):
    with pytest.raises(Malformed, match="amount_"):
        ask(TABLE, amount, remedy=remedy)


_CURRENCY = st.sampled_from(["EUR", "USD"])
_LEVEL = st.integers(1, 4)
_TEAM = st.sampled_from([None, "billing", "repairs"])


@st.composite
def limits(draw) -> Limit:
    currency = draw(_CURRENCY)
    amounts = st.none() | st.integers(0, 100).map(lambda coins: Money(Decimal(coins), currency))
    return Limit(
        level=draw(st.none() | _LEVEL),
        team=draw(_TEAM),
        remedy=draw(st.sampled_from(["any", *REMEDIES])),
        per_case=draw(amounts),
        per_customer=draw(amounts),
        period_days=draw(st.none() | st.integers(1, 30)),
    )


@st.composite
def gifts(draw) -> Given:
    amount = Money(Decimal(draw(st.integers(0, 100))), draw(_CURRENCY))
    here = draw(st.booleans())
    days = draw(st.integers(0, 40))
    return Given(remedy=draw(st.sampled_from(MONEY)), amount=amount, in_this_case=here, days_ago=days)


_TEAMS = st.frozensets(st.sampled_from(["billing", "repairs"]))
_AUTHORITY = st.builds(
    Authority,
    st.lists(limits(), max_size=6).map(tuple),
    st.builds(Asker, _LEVEL, _TEAMS),
    st.lists(gifts(), max_size=4).map(tuple),
)
_EUROS = st.integers(0, 100).map(eur)
_GRANTING = st.builds(
    Limit,
    level=st.none() | _LEVEL,
    remedy=st.sampled_from(["any", *BACK]),
    per_case=st.none() | _EUROS,
    per_customer=_EUROS,
    period_days=st.none() | st.integers(1, 30),
)
_SPENDING = st.builds(
    Authority,
    st.lists(_GRANTING, min_size=1, max_size=5).map(tuple),
    st.builds(Asker, _LEVEL),
    st.lists(gifts(), max_size=2).map(tuple),
)
_PIECES = st.lists(st.tuples(st.sampled_from(BACK), st.integers(1, 40)), min_size=1, max_size=6)


@given(_SPENDING, _PIECES)
def test_pieces_never_come_to_more_than_one_amount(authority: Authority, pieces: list[tuple[Remedy, int]]):
    whole, last, first = 0, pieces[0][0], authority
    for remedy, coins in pieces:
        if decide(authority, remedy, eur(coins)).within:
            one = Given(remedy=remedy, amount=eur(coins), in_this_case=True)
            authority = replace(authority, given=(*authority.given, one))
            whole, last = whole + coins, remedy

    assert not whole or decide(first, last, eur(whole)).within


@given(_SPENDING, st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_nor_do_pieces_in_several_cases(authority: Authority, pieces: list[int]):
    rows = tuple(row for row in authority.limits if row.per_case is None)
    authority = first = replace(authority, limits=rows)
    whole = 0
    for coins in pieces:
        if decide(authority, "refund", eur(coins)).within:
            one = Given(remedy="refund", amount=eur(coins), in_this_case=False)
            authority = replace(authority, given=(*authority.given, one))
            whole += coins

    assert not whole or decide(first, "refund", eur(whole)).within


@given(_AUTHORITY, st.sampled_from(MONEY), st.integers(0, 120))
def test_a_higher_level_may_never_less(authority: Authority, remedy: Remedy, coins: int):
    higher = replace(authority, asker=replace(authority.asker, level=authority.asker.level + 1))

    assert decide(authority, remedy, eur(coins)).within <= decide(higher, remedy, eur(coins)).within


@given(_AUTHORITY, st.sampled_from(MONEY), st.integers(0, 120))
def test_rows_in_another_currency_never_help(authority: Authority, remedy: Remedy, coins: int):
    alone = replace(authority, limits=tuple(row for row in authority.limits if row.currency == "EUR"))

    assert decide(authority, remedy, eur(coins)) == decide(alone, remedy, eur(coins))


@given(_AUTHORITY, st.sampled_from(MONEY), st.integers(0, 120))
def test_what_is_left_is_what_may_still_be_given(authority: Authority, remedy: Remedy, coins: int):
    decision = decide(authority, remedy, eur(coins))

    assert decision.within == (decision.most is not None and coins <= decision.most.amount) or decision.most == eur(0)
    if decision.most and decision.most.amount:
        assert decide(authority, remedy, decision.most).within
