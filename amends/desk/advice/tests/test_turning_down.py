"""A rule that is mostly dismissed turns itself down to a hint, and what a lead says goes before that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.desk.advice.rules import ENOUGH, MOST, Standing, Tally, share_of, standing_of

COUNT = st.integers(0, 400)
TALLIES = st.builds(Tally, taken=COUNT, dismissed=COUNT, wrong=COUNT, kept=COUNT)


@pytest.mark.parametrize(
    ("tally", "level"),
    [
        (Tally(), "as_written"),
        (Tally(dismissed=ENOUGH - 1), "as_written"),
        (Tally(dismissed=ENOUGH), "hint"),
        (Tally(wrong=ENOUGH), "hint"),
        (Tally(taken=10, dismissed=10), "as_written"),
        (Tally(taken=8, dismissed=12), "as_written"),
        (Tally(taken=30, dismissed=70), "hint"),
        (Tally(kept=500), "as_written"),
    ],
)
def test_a_rule_is_turned_down_by_clear_judgement_only(tally, level):
    assert standing_of(tally).level == level


@given(TALLIES)
def test_a_rule_is_turned_down_only_with_enough_against_it(tally):
    if standing_of(tally) == Standing("hint", "turned_down"):
        assert tally.judged >= ENOUGH
        assert tally.dismissed + tally.wrong > MOST * tally.judged
    else:
        assert standing_of(tally) == Standing()


@given(TALLIES, st.integers(1, 50))
def test_advice_that_is_taken_never_turns_a_rule_down(tally, more):
    grown = Tally(tally.taken + more, tally.dismissed, tally.wrong, tally.kept)

    assert standing_of(tally).level == "hint" or tally.judged < ENOUGH or standing_of(grown).level == "as_written"


@given(TALLIES, st.integers(1, 50))
def test_what_was_turned_down_stays_so_while_it_is_dismissed(tally, more):
    grown = Tally(tally.taken, tally.dismissed + more, tally.wrong, tally.kept)

    assert standing_of(tally).level == "as_written" or standing_of(grown).level == "hint"


@given(TALLIES, st.sampled_from([None, "on", "hint", "off"]))
def test_what_holds_a_mail_is_never_turned_down(tally, pinned):
    assert standing_of(tally, pinned=pinned, holds=True) == Standing()


@given(TALLIES)
def test_what_a_lead_said_goes_before_what_became_of_findings(tally):
    assert standing_of(tally, pinned="on") == Standing("as_written", "pinned_on")
    assert standing_of(tally, pinned="hint") == Standing("hint", "pinned_hint")
    assert standing_of(tally, pinned="off") == Standing("off", "pinned_off")


@given(COUNT, COUNT)
def test_a_share_lies_within_its_bounds(part, more):
    found = share_of(part, part + more)

    assert 0 <= found.low <= found.share <= found.high <= 1
