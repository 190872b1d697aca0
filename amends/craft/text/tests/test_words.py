"""Folding keeps every place, and words are what a reader would count."""

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.text import fold, words


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_straightens_quotes_and_lowers() -> None:
    assert fold("Don’t say “NO”") == 'don\'t say "no"'


def test_a_contraction_and_a_compound_are_one_word_each() -> None:
    assert words("Don’t sell my e-bike, Müller!") == ("don't", "sell", "my", "e-bike", "müller")
