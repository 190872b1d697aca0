"""Money that a draft gives is found however it is put; what the customer paid is not taken for it."""

import pytest

from amends.craft.coach import gives
from amends.craft.money import parse


@pytest.mark.parametrize(
    ("draft", "amounts"),
    [
        ("Dear Ada,\n\nyou get 900 EUR back.\n\nBen", ["900.00 EUR"]),
        ("We will refund you 40 EUR by Friday. We will also credit you 40 EUR on Monday.", ["40.00 EUR", "40.00 EUR"]),
        ("wir erstatten Ihnen 900 Euro bis Freitag.", ["900.00 EUR"]),
        ("Sie bekommen 20 € gutgeschrieben.", ["20.00 EUR"]),
        ("I will send you $900 tomorrow.", ["900.00 USD"]),
        ("We pay you 30 EUR for the trouble.", ["30.00 EUR"]),
        ("You paid 900 EUR, and we refund 20 EUR of it.", ["20.00 EUR"]),
        ("You were billed 300 EUR twice; I have taken the second bill back.", []),
        ("The contract costs 1200 EUR a year.", []),
        ("Did you get the 40 EUR back?", []),
        ("Thank you for your patience.", []),
    ],
)
def test_what_is_given_is_found(draft: str, amounts: list[str]) -> None:
    assert [str(gift.money) for gift in gives(draft)] == amounts


@pytest.mark.parametrize(
    ("draft", "all_of_it"),
    [
        ("We will refund you the full price by Friday.", True),
        ("You get your money back in full.", True),
        ("Wir erstatten Ihnen den vollen Kaufpreis.", True),
        ("We refund you 20 EUR.", False),
        ("You told us the full story, thank you.", False),
        ("Did you receive the full amount?", False),
    ],
)
def test_all_of_it_is_what_they_paid(draft: str, *, all_of_it: bool) -> None:
    given = [str(gift.money) for gift in gives(draft, whole=parse("900 EUR"))]

    assert ("900.00 EUR" in given) is all_of_it
