"""What the customer told once is found and need not be asked again."""

import pytest

from amends.craft.listening import hear


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("My order no. AB-4711 is missing", "order", "AB-4711"),
        ("Bestellnummer: 4711-22", "order", "4711-22"),
        ("See invoice 2026/17.", "invoice", "2026/17"),
        ("Meine Kundennummer ist 99812.", "customer", "99812"),
        ("I paid $40 for it", "amount", "$40"),
        ("Es kostete 1.234,50 Euro.", "amount", "1.234,50 Euro"),
        ("It came on 12.03.2026 at last", "date", "12.03.2026"),
        ("Am 3. März", "date", "3. März"),
        ("We met on Monday, all of us", "date", "on Monday"),
        ("I sent it two weeks ago", "period", "two weeks ago"),
        ("Call me at 0170 1234567 please", "phone", "0170 1234567"),
        ("Write to a.b@shop.example, please", "email", "a.b@shop.example"),
        ("See https://shop.example/x?y=1.", "url", "https://shop.example/x?y=1"),
        ("IBAN DE89 3704 0044 0532 0130 00", "iban", "DE89 3704 0044 0532 0130 00"),
        ("Come at 10:30 then", "time", "10:30"),
    ],
)
def test_a_fact_is_found_with_its_kind(text: str, kind: str, value: str) -> None:
    assert (kind, value) in [(fact.kind, fact.value) for fact in hear(text).facts]


def test_plain_words_are_no_facts() -> None:
    assert hear("The lid is broken, in order to say it plainly.").facts == ()
