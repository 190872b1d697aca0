"""Sentences are found with their places, in the mails people really write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.text import normalise, sentences


def cut(text: str) -> list[str]:
    """Give the bare sentences of `text`."""
    return [span.text for span in sentences(text)]


@given(st.text(alphabet="abB12 .!?…\n\t,:-*>'\"”@/äÖ", max_size=120))
def test_a_span_is_the_text_at_its_place_and_nothing_but_blanks_is_lost(text: str) -> None:
    found = sentences(text)
    for span in found:
        assert text[span.start : span.end] == span.text == span.text.strip() != ""
    assert "".join("".join(span.text.split()) for span in found) == "".join(text.split())
    assert [span.start for span in found] == sorted(span.start for span in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lid broke. I want a new lid. Ahmed", ["The lid broke.", "I want a new lid.", "Ahmed"]),
        ("It costs 49.90 EUR. Why?", ["It costs 49.90 EUR.", "Why?"]),
        ("Mr. Brown, e.g. the one from No. B-7, called.", ["Mr. Brown, e.g. the one from No. B-7, called."]),
        ("Das Gerät z. B. von Hr. Weiß ist da.", ["Das Gerät z. B. von Hr. Weiß ist da."]),
        ("Am 3. März kam die 2. Mahnung. Warum?", ["Am 3. März kam die 2. Mahnung.", "Warum?"]),
        ("I waited... and waited. Well... Nothing came.", ["I waited... and waited.", "Well...", "Nothing came."]),
        ("See https://shop.example/a.b?c=1. Or write to a.b@shop.example. Bye", 3),
        ("hi! where is my order? i need it. please answer", 4),
        ("It broke.Please help!Now.", ["It broke.", "Please help!", "Now."]),
        ("What?! Really?!", ["What?!", "Really?!"]),
        ('"Is it broken?" he asked. Yes.', ['"Is it broken?" he asked.', "Yes."]),
        ("Order 4711. Invoice 17. Nothing came.", ["Order 4711.", "Invoice 17.", "Nothing came."]),
        ("We met at 5 p.m. on Monday. At 6 p.m. Nobody came.", 3),
        ("So did I. Then it broke.", ["So did I.", "Then it broke."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_dots_end_sentences_only_where_a_reader_stops(text: str, expected: list[str] | int) -> None:
    found = cut(text)
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_greetings_sign_offs_and_signatures_stand_alone() -> None:
    opening = "Sehr geehrte Damen und Herren,\ndie Lampe flackert\nseit Montag.\n\n"
    text = opening + "Mit freundlichen Grüßen\nUwe Weiß\nTel. 0170 123"
    assert cut(text) == [
        "Sehr geehrte Damen und Herren,",
        "die Lampe flackert\nseit Montag.",
        "Mit freundlichen Grüßen",
        "Uwe Weiß",
        "Tel. 0170 123",
    ]


def test_a_wrapped_line_goes_on_and_a_short_line_ends() -> None:
    wrapped = "I ordered the blender two weeks ago in your shop in the High Street\nMarket and it never came"
    assert len(cut(wrapped)) == 1
    assert cut("Order 4711\nBroken lid\nPlease help") == ["Order 4711", "Broken lid", "Please help"]


def test_list_items_stand_alone_and_keep_their_numbers() -> None:
    text = "Two things:\n1. the lid is broken\n2. the invoice is wrong\n- and call me\n"
    assert cut(text) == ["Two things:", "1. the lid is broken", "2. the invoice is wrong", "- and call me"]


def test_windows_line_ends_are_gone_before_anything_is_counted() -> None:
    assert normalise("a\r\nb\rc\0d") == "a\nb\ncd"
