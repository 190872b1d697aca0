"""A reader sees money as their language writes it."""

import pytest

from amends.craft.money import parse, show


@pytest.mark.parametrize(
    ("stored", "english", "german"),
    [
        ("49.90 EUR", "€49.90", "49,90\u00a0€"),
        ("1234.50 EUR", "€1,234.50", "1.234,50\u00a0€"),
        ("1234567.00 USD", "$1,234,567.00", "1.234.567,00\u00a0$"),
        ("40.00 CHF", "CHF\u00a040.00", "40,00\u00a0CHF"),
        ("500 JPY", "¥500", "500\u00a0¥"),
        ("1.234 KWD", "KWD\u00a01.234", "1,234\u00a0KWD"),
        ("40.00 CAD", "CA$40.00", "40,00\u00a0CA$"),
        ("20.00 PLN", "zł\u00a020.00", "20,00\u00a0zł"),
    ],
)
def test_an_amount_is_shown_in_english_and_german(stored: str, english: str, german: str) -> None:
    assert show(parse(stored), "en") == english
    assert show(parse(stored), "de") == german


def test_a_country_does_not_change_the_language() -> None:
    assert show(parse("5 EUR"), "de-AT") == "5,00\u00a0€"
    assert show(parse("5 EUR"), "EN-gb") == "€5.00"


def test_a_language_without_a_form_of_its_own_reads_english() -> None:
    assert show(parse("5 EUR"), "es") == "€5.00"
    assert show(parse("5 EUR"), "und") == "€5.00"
