"""An amount is exact, within bounds, and of a currency that exists."""

from decimal import Decimal
from typing import Any

import pytest

from amends.craft.money import Money, currencies
from amends.craft.refusal import Malformed


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("49.9", "EUR", "49.90 EUR"),
        ("49.900", "EUR", "49.90 EUR"),
        ("1234567", "EUR", "1234567.00 EUR"),
        ("500", "JPY", "500 JPY"),
        ("1.2", "KWD", "1.200 KWD"),
        ("0", "CHF", "0.00 CHF"),
        ("-0", "CHF", "0.00 CHF"),
        ("5E+2", "EUR", "500.00 EUR"),
    ],
)
def test_an_amount_is_written_with_all_its_places(amount: str, currency: str, written: str) -> None:
    assert str(Money(Decimal(amount), currency)) == written


def test_equal_amounts_are_equal_however_they_were_written() -> None:
    assert Money(Decimal("49.9"), "EUR") == Money(Decimal("49.90"), "EUR")
    assert Money(Decimal("49.9"), "EUR") != Money(Decimal("49.9"), "USD")


@pytest.mark.parametrize("amount", ["-0.01", "49.905", "1000000000000", "NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_could_not_be_paid_out_is_refused(amount: str) -> None:
    with pytest.raises(Malformed, match="amount"):
        Money(Decimal(amount), "EUR")


@pytest.mark.parametrize("currency", ["", "eur", "EURO", "XXX", "€"])
def test_a_currency_that_is_not_in_use_is_refused(currency: str) -> None:
    with pytest.raises(Malformed, match="currency"):
        Money(Decimal(1), currency)


def test_a_float_is_never_money() -> None:
    amount: Any = 49.9
    with pytest.raises(TypeError, match="float"):
        Money(amount, "EUR")


def test_every_sign_stands_for_a_currency_in_use() -> None:
    assert set(currencies.SIGNS) <= currencies.CODES
    assert all(currencies.named(sign) == code for code, sign in currencies.SIGNS.items())
    assert currencies.DOLLARS <= currencies.CODES
