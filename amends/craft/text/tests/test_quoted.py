"""Quoted lines leave blanks of their length, and a text of nothing else stays."""

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.text.quoted import QUOTED, without_quoted


@given(st.text(alphabet="> a?\n\t", max_size=60))
def test_places_hold_and_no_quoted_line_is_left_beside_own_words(text):
    own = without_quoted(text)

    assert len(own) == len(text)
    assert own == text or not QUOTED.search(own)


def test_what_stands_between_quoted_lines_stays():
    assert without_quoted("> Which?\nBlue.\n > And?") == "        \nBlue.\n       "


def test_nothing_but_quoted_lines_stays():
    assert without_quoted("> Which?") == "> Which?"
