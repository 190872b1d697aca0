"""Ids of ours lead a reply back to its case, and nobody else can make one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import find_marker, make_id, marker, plus_address, read_id, read_plus_address
from amends.craft.refusal import Malformed

SECRET = b"the desk's own"
NAMES = st.from_regex(r"[A-Za-z0-9-]{1,40}", fullmatch=True)


@given(NAMES, NAMES)
def test_an_id_gives_back_case_and_message(case: str, message: str):
    assert read_id(SECRET, make_id(SECRET, case, message, "shop.example")) == (case, message)


def test_an_id_survives_brackets_blanks_and_another_domain():
    made = make_id(SECRET, "K7Q4", 12, "shop.example")

    assert made.endswith("@shop.example")
    assert read_id(SECRET, f" <{made}>\n") == ("K7Q4", "12")
    assert read_id(SECRET, made.replace("shop.example", "old.example")) == ("K7Q4", "12")


def test_an_id_of_another_desk_or_a_changed_one_is_none_of_ours():
    made = make_id(SECRET, "K7Q4", 12, "shop.example")

    assert read_id(b"another's", made) is None
    assert read_id(SECRET, made.replace("K7Q4", "K7Q5")) is None
    assert read_id(SECRET, made.replace(".12.", ".13.")) is None
    assert read_id(SECRET, make_id(SECRET, "K7Q41", "2", "shop.example").replace("K7Q41.2", "K7Q4.12")) is None


@given(st.text(max_size=80))
def test_no_other_text_is_an_id(text: str):
    assert read_id(SECRET, text) is None


@pytest.mark.parametrize("case", ["", "K7.Q4", "K7@Q4", "K7 Q4", "x" * 41])
def test_a_case_that_cannot_stand_in_an_id_is_refused(case: str):
    with pytest.raises(Malformed):
        make_id(SECRET, case, 1, "shop.example")


CASES = st.from_regex(r"[2-9A-HJ-NP-Z]{4,8}", fullmatch=True)


@given(CASES, st.booleans())
def test_a_plus_address_gives_back_its_case_however_it_is_written(case: str, loud: bool):
    made = plus_address("desk@shop.example", case, SECRET)

    assert read_plus_address(SECRET, made.upper() if loud else made) == case
    assert len(made.partition("@")[0]) <= 64


def test_a_plus_address_keeps_the_mailbox_readable():
    made = plus_address("desk+eu@shop.example", "K7Q4", SECRET)

    assert made.startswith("desk+eu+k7q4-")
    assert made.endswith("@shop.example")
    assert read_plus_address(SECRET, f" <{made}> ") == "K7Q4"


def test_an_address_that_would_grow_too_long_stays_as_it_is():
    long = "a" * 60 + "@shop.example"

    assert plus_address(long, "K7Q4", SECRET) == long


@pytest.mark.parametrize(
    "address", ["desk@shop.example", "desk+k7q4@shop.example", "desk+k7q4-aaaaaaaaaaaaaaaa@s.ex", ""]
)
def test_no_other_address_names_a_case(address: str):
    assert read_plus_address(SECRET, address) is None


def test_a_plus_address_of_another_case_or_desk_is_none_of_ours():
    made = plus_address("desk@shop.example", "K7Q4", SECRET)

    assert read_plus_address(SECRET, made.replace("k7q4", "k7q5")) is None
    assert read_plus_address(b"another's", made) is None


@given(CASES)
def test_a_marker_is_found_among_quotes(case: str):
    line = marker(case, SECRET)

    assert find_marker(SECRET, f"Thank you!\n\n> > {line.lower()}\n> Ben") == case
    assert find_marker(SECRET, f"[ref: K7Q4-AAAAAAAAAAAAAAAA] {line}") == case


@given(st.text(max_size=80))
def test_no_other_text_is_a_marker(text: str):
    assert find_marker(SECRET, f"[ref: {text}]") is None


@pytest.mark.parametrize("case", ["", "K7-Q4", "K7 Q4", "x" * 21])
def test_a_case_that_cannot_stand_in_a_marker_is_refused(case: str):
    with pytest.raises(Malformed):
        marker(case, SECRET)
