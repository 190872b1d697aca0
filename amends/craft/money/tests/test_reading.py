"""Money is read as people write it; what could be meant in two ways is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.money import Money, currencies, parse, show
from amends.craft.refusal import Malformed


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("49.90 EUR", "49.90 EUR"),
        ("49,90 EUR", "49.90 EUR"),
        (" 49.9 eur ", "49.90 EUR"),
        ("EUR 49", "49.00 EUR"),
        ("12.50EUR", "12.50 EUR"),
        ("€49.90", "49.90 EUR"),
        ("€ 1.234,50", "1234.50 EUR"),
        ("1,234.50 €", "1234.50 EUR"),
        ("1.234 €", "1234.00 EUR"),
        ("1.234.567,89 €", "1234567.89 EUR"),
        ("1\u202f234,50\u00a0€", "1234.50 EUR"),
        ("12,50 Euro", "12.50 EUR"),
        ("50,\u2013 €", "50.00 EUR"),
        ("CHF 1\u2019234.50", "1234.50 CHF"),
        ("Fr. 40.-", "40.00 CHF"),
        ("$40", "40.00 USD"),
        ("$1,234", "1234.00 USD"),
        ("40 dollars", "40.00 USD"),
        ("40 US$", "40.00 USD"),
        ("$40 CAD", "40.00 CAD"),
        ("C$40", "40.00 CAD"),
        ("£15", "15.00 GBP"),
        ("15 quid", "15.00 GBP"),
        ("¥500", "500 JPY"),
        ("Rs. 500", "500.00 INR"),
        ("20 zł", "20.00 PLN"),
        ("1.234 KWD", "1.234 KWD"),
        ("1,234.567 KWD", "1234.567 KWD"),
    ],
)
def test_an_amount_is_read(text: str, meant: str) -> None:
    assert str(parse(text)) == meant


@pytest.mark.parametrize(
    ("text", "usual", "meant"),
    [
        ("49.90", "EUR", "49.90 EUR"),
        ("49,90", "EUR", "49.90 EUR"),
        ("$40", "AUD", "40.00 AUD"),
        ("$40", "EUR", "40.00 USD"),
        ("40 €", "USD", "40.00 EUR"),
    ],
)
def test_the_currency_of_the_desk_helps_where_none_is_named(text: str, usual: str, meant: str) -> None:
    assert str(parse(text, currency=usual)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "EUR",
        "5",
        "about 5 EUR",
        "5 apples",
        "5 kr",
        "-5 EUR",
        "+5 EUR",
        "5 EUR USD",
        "$5 EUR",
        "€5 or so",
        "49,90€.",
        "5. EUR",
        ".50 EUR",
        "4.9.0 EUR",
        "1.234.56 EUR",
        "1,2345 EUR",
        "1'23 CHF",
        "12 34 EUR",
        "1,23 JPY",
        "49.905,1 KWD EUR",
        "1e5 EUR",
        "NaN EUR",
        "0x10 EUR",
        "\u0661\u0662 EUR",
        "5 EUR " + "x" * 40,
        "9" * 100_000 + " EUR",
    ],
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(Malformed, match="money"):
        parse(text)


def test_an_amount_beyond_every_case_is_refused() -> None:
    with pytest.raises(Malformed, match="amount"):
        parse("1.000.000.000.000,00 EUR")


def test_a_refusal_shows_no_more_than_a_line_of_the_text() -> None:
    with pytest.raises(Malformed) as refused:
        parse("5 EUR " + "x" * 4000)
    assert len(str(refused.value.data["text"])) <= 40


@st.composite
def amounts(draw: st.DrawFn) -> Money:
    code = draw(st.sampled_from(sorted(currencies.CODES)))
    return Money(Decimal(draw(st.integers(0, 10**11))).scaleb(-currencies.digits(code)), code)


@given(amounts())
def test_what_is_stored_is_read_again(money: Money) -> None:
    assert parse(str(money)) == money


@given(amounts(), st.sampled_from(["en", "de", "es"]))
def test_what_is_shown_is_read_again(money: Money, language: str) -> None:
    assert parse(show(money, language)) == money


@given(st.text(alphabet="0123456789.,' -€$£EURUSD", max_size=20))
def test_any_text_is_money_or_malformed(text: str) -> None:
    try:
        found = parse(text)
    except Malformed:
        return
    assert found.amount >= 0
