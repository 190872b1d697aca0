"""What a customer has told is not asked for again; and the coach is silent wherever it can't be sure (C2.9)."""

import pytest

from amends.craft.coach import asked_again, review, told_in

EN = told_in(
    "Hello, I bought the blender on Monday, order 4711. It is broken. My phone number is 030 1234567. "
    "Customer number 88123. The tracking number is 00340434161094042557."
)
DE = told_in("Guten Tag, meine Bestellnummer ist 4711, bestellt am 3. März 2026. Kundennummer: 99812.")


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        ("Hello Ada, could you please send me your order number?", "order"),
        ("Hello Ada, please tell me the order number.", "order"),
        ("What is your customer number?", "customer"),
        ("I need your tracking number.", "tracking"),
        ("May I have a phone number where we can reach you?", "phone"),
        ("When did you buy the blender?", "date"),
    ],
)
def test_what_was_told_is_found_when_a_draft_asks_for_it(draft: str, kind: str) -> None:
    assert [found.kind for found in asked_again(draft, EN)] == [kind]


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        ("Guten Tag, bitte nennen Sie mir Ihre Bestellnummer.", "order"),
        ("Können Sie mir Ihre Kundennummer mitteilen?", "customer"),
        ("Wie lautet Ihre Kundennummer?", "customer"),
        ("Wann haben Sie das Gerät bestellt?", "date"),
    ],
)
def test_in_german_too(draft: str, kind: str) -> None:
    assert [found.kind for found in asked_again(draft, DE)] == [kind]


@pytest.mark.parametrize(
    "draft",
    [
        "Could you send me the second order number too?",
        "Could you send me the other order number?",
        "You don't need to send me your order number again.",
        "Your order number is 4711, could you tell me what broke?",
        "Could you tell me whether the order number on the box is the same?",
        "Could you please send me the invoice number?",
        "What is your account number?",
        "Please send me a photo of the blender.",
        "Please note your new order number for the exchange.",
        "If you like, send me your phone number.",
        "When did you notice it?",
        "When did the parcel arrive?",
        "I have your order number here, thank you.",
        "Could you tell me the order number of the lamp, or is it 4711 as well?",
        "",
    ],
)
def test_nothing_is_said_where_something_else_may_be_meant(draft: str) -> None:
    assert asked_again(draft, EN) == ()


@pytest.mark.parametrize(
    "draft",
    [
        "Bitte nennen Sie mir auch die zweite Bestellnummer.",
        "Ihre Bestellnummer brauchen Sie mir nicht noch einmal zu senden.",
        "Wie lautet die Rechnungsnummer?",
        "Wann haben Sie den Fehler bemerkt?",
    ],
)
def test_nor_in_german(draft: str) -> None:
    assert asked_again(draft, DE) == ()


def test_of_several_numbers_any_may_be_asked_for() -> None:
    told = told_in("My orders are order 4711 and order 4712.")

    assert asked_again("Could you please send me your order number?", told) == ()


def test_the_coach_says_where_and_gives_the_value() -> None:
    draft = "Hello Ada, I am sorry. Could you please send me your order number?"
    (found,) = [each for each in review(draft, told=EN).findings if each.rule == "told.again"]

    assert draft[found.start : found.end] == "Could you please send me your order number?"
    assert "4711" in found.suggestion
    assert found.craft == "C2.9"
