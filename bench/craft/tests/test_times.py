"""What is timed is as long as it says, and made of words that somebody wrote."""

from itertools import islice

import pytest

from amends.craft.coach import rulebook
from bench.craft.long_texts import WORDS, cut, drafts, messages, worst_of
from bench.craft.times import timed


def test_a_text_is_cut_behind_a_word_and_keeps_its_lines():
    assert cut("Dear  Ms Lopez,\n\nit comes", 4) == "Dear  Ms Lopez,\n\nit"
    assert cut("too short", 4) == "too short"


def test_messages_have_two_hundred_words():
    assert {len(text.split()) for text in messages()} == {WORDS}
    assert all(len(text.split()) >= WORDS for text in drafts())


@pytest.mark.parametrize("rule", [rule.id for rule in islice(rulebook(), 3)])
def test_the_worst_text_of_a_rule_is_as_long_as_asked_for(rule):
    assert len(worst_of(rule, 5000)) == 5000


def test_more_work_takes_more_time():
    assert timed(lambda: sum(range(1_000_000))).cpu > timed(lambda: sum(range(100))).cpu >= 0
