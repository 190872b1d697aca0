"""Nothing that can be pasted makes listening or coaching raise, and its time is bounded by that of reading it once."""

import json
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.craft.coach import as_json, review
from amends.craft.listening import as_json as heard_as_json
from amends.craft.listening import hear
from tests.spending import is_within, seconds

MEGABYTE = 1_000_000
DRAFT = 50_000
"""Code points of a hostile draft: ten times the longest that anybody sends."""

LISTENED, READ, ANSWERED, TICKED, WHOLE = 25, 50, 60, 300, 600
"""Plain scans of a megabyte that may be spent: on listening to a megabyte, on reading a draft, on holding a short draft
against a megabyte, on ticking as many questions in as many sentences as there can be, on reading a draft of a
megabyte. They are some times what is needed; anything quadratic takes thousands."""

_EMOJI = "😀👩‍👩‍👧🏳️‍🌈👍🏽"
_SCRIPTS = "Ваш заказ 注文 הזמנה طلب παραγγελία ऑर्डर 주문 order "
HOSTILE = {
    "a megabyte of prose": "You told me that it comes on Friday, and now you say no. Why is that? I want my $40 back! ",
    "a megabyte of a letter": "Dear Ms Lopez,\n\nunfortunately our policy does not allow it.\n\nKind regards\nBen\n\n",
    "nothing but NUL": "\0",
    "NUL between letters": "r\0e\0f\0u\0n\0d\0 ",
    "lone surrogates": "\ud800 why \udfff? ",
    "mixed scripts": _SCRIPTS,
    "mixed scripts in a word": "рaураl оrdеr? ",
    "right to left": "למה ההזמנה שלי לא הגיעה? \u202eGnorw\u202c ",
    "only marks of direction": "\u202e\u2066\u200f",
    "no spaces": "whereismyrefundyoupromisedit",
    "no spaces, in Japanese": "注文した商品がまだ届きません。いつ届きますか。",
    "only emoji": _EMOJI,
    "only joiners": "\u200d\ufe0f",
    "lines": "Where is it?\n",
    "empty lines": "\n",
    "question marks": "?",
    "marks of all kinds": "?!…¿¡‽",
    "open brackets": "([{<",
    "variables that never end": "{{",
    "closed brackets": ")]}>",
    "combining characters": "e\u0301\u0327\u0308",
    "one letter under many marks": "\u0301",
    "long numbers": "9",
    "dates without end": "1.2.3.4/5/6-",
    "amounts": "$1,000.00€",
    "mail addresses": "a@b.c@",
    "quotes": "'\"“”‘’",
    "quoted mail": "> > > no\n",
    "tabs": "\t",
    "blanks of all kinds": " \u00a0\u2003\u3000",
    "greetings": "Dear Maria,\n",
    "names": "Maria Lopez ",
    "capitals": "WHY DO YOU NOT ANSWER ME ",
}


VARIOUS = st.lists(st.one_of(st.sampled_from(sorted(HOSTILE.values())), st.text(max_size=20)), max_size=20).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)  # lone surrogates too


@cache
def _scan() -> float:
    """Return the seconds that this machine takes to find the words of a megabyte, the quickest of some rounds."""
    text = ("refund the order by Friday " * MEGABYTE)[:MEGABYTE]
    return min(seconds(lambda: re.findall(r"\w+", text.lower())) for _ in range(5))


def _text(name: str, size: int = MEGABYTE) -> str:
    piece = HOSTILE[name]
    return (piece * (size // len(piece) + 1))[:size]


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    """Read the rules and words, which happens once a process."""
    review("It comes on Friday.", message="When does it come?")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_is_heard_in_bounded_time(name: str) -> None:
    text = _text(name)

    assert is_within(LISTENED * _scan(), lambda: hear(text))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_draft_is_read_in_bounded_time(name: str) -> None:
    text = _text(name, DRAFT)

    assert is_within(READ * _scan(), lambda: review(text, message="When do I get my money? George"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_short_draft_is_held_against_a_megabyte_in_bounded_time(name: str) -> None:
    text = _text(name)

    assert is_within(ANSWERED * _scan(), lambda: review("It comes on Friday, Maria.", message=text))


@pytest.mark.parametrize("name", ["a megabyte of prose", "variables that never end"])
def test_a_draft_of_a_megabyte_is_read_in_bounded_time(name: str) -> None:
    text = _text(name)

    assert is_within(WHOLE * _scan(), lambda: review(text))


@pytest.mark.parametrize(("open_", "close"), ["()", "[]", "{}", "<>", "«»", "“”"])
def test_brackets_may_be_nested_as_deep_as_one_likes(open_: str, close: str) -> None:
    nested = open_ * (DRAFT // 2) + " why? " + close * (DRAFT // 2)

    assert is_within(READ * _scan(), lambda: (hear(nested), review(nested, message=nested)))


def test_ten_thousand_questions_are_answered_in_bounded_time() -> None:
    message = "\n".join(f"Where is parcel {number}?" for number in range(10_000))
    draft = "\n".join(f"Parcel {number} comes on Friday." for number in range(1_000))

    assert is_within(TICKED * _scan(), lambda: review(draft, message=message))


@settings(max_examples=60, deadline=None)
@given(draft=VARIOUS | ANYTHING, message=VARIOUS | ANYTHING)
def test_whatever_is_said_there_is_an_answer_that_can_be_written_as_json(draft: str, message: str) -> None:
    said = json.dumps([heard_as_json(hear(message)), as_json(review(draft, message=message))])

    assert json.loads(said)[1]["verdict"] in {"send", "look", "hold"}
