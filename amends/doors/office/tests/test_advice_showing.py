"""Numbers and texts about the coach are shown whole: pieces of a bar, stretches of a text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from amends.craft.coach import review
from amends.craft.text import normalise
from amends.desk.advice.catalogue import Known
from amends.desk.advice.rules import Standing, Tally
from amends.desk.advice.shelf import Ruled
from amends.doors.office.advice_showing import row_of, share_in_words, trial_of

COUNT = st.integers(0, 3000)
SENTENCE = st.sampled_from(["We are sorry for any inconvenience. ", "It is our policy. ", "You should have read it. "])
KNOWN = Known("a.b", "theme", "C1", "warning", "Why")


@given(st.builds(Tally, COUNT, COUNT, COUNT, COUNT))
def test_the_pieces_of_a_bar_come_to_the_whole(tally):
    pieces = row_of(Ruled(KNOWN, tally, Standing())).pieces

    assert sum(piece.width for piece in pieces) == (1000 if tally.shown else 0)
    assert [piece.start for piece in pieces] == sorted({piece.start for piece in pieces})


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(SENTENCE, st.text(max_size=20)), max_size=5).map("".join))
def test_the_stretches_of_a_text_are_the_text(text):
    trial = trial_of(text, review(text).findings)

    assert "".join(piece.text for piece in trial.stretches) == normalise(text)


def test_a_share_names_its_bounds_and_nothing_is_said_of_none():
    assert share_in_words(Tally(taken=1, dismissed=3)) == "3 of 4 refused: 75\u202f% (30 to 95\u202f%)"
    assert share_in_words(Tally(kept=9)) == ""
