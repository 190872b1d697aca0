"""The closed cases that the tests compare."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from amends.craft.money import Money
from amends.craft.precedents import Precedent

FIRST, LAST = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2026-01-01")
USUAL = Precedent(
    case="C-1",
    situation="arrived_damaged",
    value=Money(Decimal(80), "EUR"),
    severity=2,
    tenure_days=400,
    remedy="refund",
    given=Money(Decimal(20), "EUR"),
    outcome="agreed",
    solved=True,
    confidence=60,
    closed_at=datetime(2026, 3, 2, tzinfo=UTC),
)


def closed(**changes: Any) -> Precedent:
    """Give a usual case with some changes."""
    return replace(USUAL, **changes)


def euros(*amounts: int | str) -> list[Money]:
    """Give amounts in euros."""
    return [Money(Decimal(amount), "EUR") for amount in amounts]


def monies(currencies: tuple[str, ...] = ("EUR",)) -> st.SearchStrategy[Money]:
    """Give amounts of up to a million with cents."""
    amounts = st.decimals(0, 1_000_000, places=2, allow_nan=False, allow_infinity=False)
    return st.builds(Money, amounts, st.sampled_from(currencies))


def precedents() -> st.SearchStrategy[Precedent]:
    """Give closed cases of three situations and two currencies."""
    money = st.none() | monies(("EUR", "USD"))
    return st.builds(
        Precedent,
        case=st.integers(1, 10_000).map("C-{}".format),
        situation=st.sampled_from(("arrived_damaged", "late", "billed_twice")),
        value=money,
        severity=st.integers(0, 4),
        tenure_days=st.integers(0, 20_000),
        remedy=st.just("refund"),
        given=money,
        outcome=st.just("agreed"),
        solved=st.none() | st.booleans(),
        confidence=st.none() | st.integers(0, 100),
        closed_at=st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    )
