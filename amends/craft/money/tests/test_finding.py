"""Amounts are found wherever they stand in a text, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.money import find


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("We refund you 900 EUR by Friday.", ["900.00 EUR"]),
        ("You get $40 back, and €1.234,50 more.", ["40.00 USD", "1234.50 EUR"]),
        ("wir erstatten Ihnen 900 Euro bis 12. März", ["900.00 EUR"]),
        ("at 17 o'clock, 40 dollars", ["40.00 USD"]),
        ("CHF 1'234.- and 20 pounds", ["1234.00 CHF", "20.00 GBP"]),
        ("order 40-11873, paid 129.50 EUR", ["129.50 EUR"]),
        ("EUR 12 and 12 EUR, 7", ["12.00 EUR", "12.00 EUR"]),
        ("by 5 pm, 3 times, 10 %", []),
        ("the 6.90 postage", []),
        ("", []),
    ],
)
def test_amounts_are_found(text: str, amounts: list[str]) -> None:
    assert [str(found.money) for found in find(text)] == amounts


@given(st.text(max_size=300))
def test_any_text_is_read_and_places_lie_in_it(text: str) -> None:
    for found in find(text):
        assert 0 <= found.start < found.end <= len(text)
        assert any(char.isdigit() for char in text[found.start : found.end])
