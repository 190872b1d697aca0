"""Ids of ours lead a reply back to its case, and nobody else can make one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import make_id, read_id
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
