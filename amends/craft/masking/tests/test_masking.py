"""Personal details don't leave the house, and come back where they stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.masking import UNFILLED, mask_all

MESSAGE = """Hello,

my name is Maria Lopez, I ordered a lamp on 3 March for 49.90 EUR, order no. AB-48213. It never came to 12 High Street,
LS1 4DY. You can reach me at maria.lopez@example.com or +44 20 7946 0958. My IBAN is DE89 3704 0044 0532 0130 00.

Kind regards
Maria Lopez
"""


def masked(text, *names):
    return mask_all([text], names=names).texts[0]


@pytest.mark.parametrize(
    "detail",
    ["Maria", "Lopez", "AB-48213", "12 High Street", "LS1 4DY", "maria.lopez@example.com", "7946", "DE89", "0532"],
)
def test_no_detail_of_a_message_is_left(detail):
    assert detail not in masked(MESSAGE)


@pytest.mark.parametrize("kept", ["3 March", "49.90 EUR", "lamp", "Kind regards"])
def test_days_amounts_and_the_matter_stay(kept):
    assert kept in masked(MESSAGE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Ms Okafor,\n\nyour lamp is on its way.", "Okafor"),
        ("I spoke to Mr. Brown yesterday.", "Brown"),
        ("Sehr geehrte Frau Weber,\n\ndie Lampe ist da.", "Weber"),
        ("Where is it?\n\nThanks,\nPriya", "Priya"),
        ("Die Lampe fehlt.\n\nViele Grüße\nJonas Meier", "Meier"),
        ("this is Ahmed Khan from the flat above", "Khan"),
    ],
)
def test_a_name_that_the_text_gives_away_is_taken_out(text, name):
    assert name not in masked(text)


def test_names_the_desk_knows_are_taken_out_wherever_they_stand_in_whole_or_in_part():
    text = masked("yesterday ben kramer told me, and Ben's colleague too, that benign things happen", "Ben Kramer")

    assert "kramer" not in text.lower()
    assert text.count("[name") == 2
    assert "benign" in text


@pytest.mark.parametrize(
    "number", ["4111 1111 1111 1111", "00340434161094022115", "INV/2026/004711", "0800 123 456", "A1B2-99887"]
)
def test_numbers_that_lead_to_somebody_are_taken_out(number):
    assert number not in masked(f"It is about {number}, please look it up.")


def test_the_same_detail_has_the_same_place_in_all_texts():
    both = mask_all(["Ask Maria Lopez.", "Maria Lopez was asked."], names=["Maria Lopez"])

    assert both.texts == ("Ask [name 1].", "[name 1] was asked.")
    assert both.places == {"[name 1]": "Maria Lopez"}


def test_what_comes_home_is_filled_and_a_place_never_given_stays_a_gap():
    both = mask_all(["Dear Maria,"], names=["Maria"])

    assert both.fill("Hello [name 1], [name 2] will call.") == "Hello Maria, [name 2] will call."
    assert UNFILLED.search(both.fill("[name 2]"))


def test_a_text_with_places_of_its_own_comes_back_as_it_was():
    text = "Dear [name 1], Maria wrote [name 7]."

    both = mask_all([text], names=["Maria"])

    assert both.fill(both.texts[0]) == text


NAMES = st.sampled_from(["Maria Lopez", "O'Neill", "Ben", "José", "[name 1]", "Ann-Kathrin"])
WORDS = st.sampled_from(
    [
        MESSAGE,
        "Dear Maria,\n",
        "[name 1]",
        "[email 2]",
        "4711",
        "order 12345",
        "a@b.de",
        "+49 30 1234567",
        "\n",
        "\x00",
        "İ",
        "Ben's ",
    ]
)


@given(st.lists(st.one_of(WORDS, NAMES, st.text(max_size=30)), max_size=12).map(" ".join), st.lists(NAMES, max_size=3))
def test_filling_undoes_masking_whatever_the_text(text, names):
    from amends.craft.text import normalise

    both = mask_all([text], names=names)

    assert both.fill(both.texts[0]) == normalise(text)


@given(st.text(max_size=200), st.lists(NAMES, max_size=2))
def test_a_known_name_never_leaves(text, names):
    told = f"{text} Ben {text}"

    assert "Ben" not in mask_all([told], names=["Ben", *names]).texts[0].split()
