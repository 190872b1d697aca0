"""Questions that agents add and strike hold in their case at once, and elsewhere for the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.refusal import Missing
from amends.desk.advice.actions import add_question, strike_question
from amends.desk.advice.hearing import questions_in
from amends.desk.advice.models import Example
from amends.desk.advice.rules import Told, asks, key_of
from amends.desk.advice.tests.conftest import MONDAY

CAN, RHETORIC = "Can you send me a new one?", "Does anybody read this?"


def _asked(case):
    return [asked.text for asked in questions_in(case, list(case.messages.all())).asked]


def test_without_examples_it_is_what_was_heard(case):
    found = questions_in(case, list(case.messages.all()))

    assert CAN in [asked.text for asked in found.asked]
    assert found.texts == tuple(message.shown for message in case.messages.all())


def test_a_struck_question_is_gone_from_this_case_and_from_the_same_words_elsewhere(ben, case, other):
    assert RHETORIC in _asked(case)
    strike_question(case, ben, RHETORIC, now=MONDAY)

    assert RHETORIC not in _asked(case)
    assert RHETORIC not in _asked(other)
    assert [asked.text for asked in questions_in(case, list(case.messages.all())).struck] == [RHETORIC]
    assert RHETORIC not in questions_in(case, list(case.messages.all())).texts[0]


def test_an_added_question_is_to_be_answered_here_and_elsewhere(ben, case, other):
    before = len(_asked(case))
    add_question(case, ben, "The blender does not start", now=MONDAY)

    assert len(_asked(case)) == before + 1
    assert _asked(case)[0].startswith("The blender does not start")
    assert any(text.startswith("The blender does not start") for text in _asked(other))
    assert questions_in(case, list(case.messages.all())).texts[0].startswith("The blender does not start?")


def test_part_of_a_sentence_can_be_added_for_this_case(ben, case, other):
    made = add_question(case, ben, "who pays for the   way back", now=MONDAY)
    message = case.messages.get()

    assert message.shown[made.start : made.end] == "who pays for the way back"
    assert "who pays for the way back" in _asked(case)


def test_words_are_found_over_the_ends_of_lines(ben, case):
    case.messages.update(text="Please let me\nknow when\r\nit comes.", own_text="")
    made = add_question(case, ben, "let me know when it comes", now=MONDAY)

    assert made.text == "let me know when it comes"
    assert "let me know when it comes" in _asked(case)


def test_the_newest_word_counts(ben, case):
    strike_question(case, ben, CAN, now=MONDAY)
    add_question(case, ben, CAN, now=MONDAY)

    assert CAN in _asked(case)
    assert Example.objects.count() == 2


def test_the_same_word_twice_is_one_example(ben, case):
    assert strike_question(case, ben, CAN, now=MONDAY) == strike_question(case, ben, CAN.upper(), now=MONDAY)


@pytest.mark.parametrize("words", ["", "   ", "?!", "Where is my refund?"])
def test_only_their_own_words_can_be_a_question(ben, case, words):
    with pytest.raises(Missing, match="question_words"):
        add_question(case, ben, words, now=MONDAY)

    assert not Example.objects.exists()


def test_a_short_question_is_struck_for_its_own_case_only():
    told = [Told("why", 1, asks=False)]

    assert asks("why", told, case=1) is False
    assert asks("why", told, case=2) is None


def test_where_cases_disagree_it_stays_as_it_was_heard():
    told = [Told("how are you", 1, asks=False), Told("how are you", 2, asks=True)]

    assert asks("how are you", told, case=3) is None


TOLD = st.lists(st.builds(Told, st.sampled_from(["how are you", "why"]), st.integers(1, 4), asks=st.booleans()))


@given(TOLD, st.integers(1, 4))
def test_what_was_said_last_in_a_case_always_holds_there(told, case):
    own = [each.asks for each in told if each.case == case and each.key == "why"]

    assert asks("why", told, case=case) == (own[-1] if own else None)


@given(st.text())
def test_folding_words_twice_changes_nothing(text):
    assert key_of(key_of(text)) == key_of(text)


def test_questions_cost_the_same_however_many_messages_there_are(ben, case, django_assert_num_queries):
    strike_question(case, ben, CAN, now=MONDAY)
    messages = list(case.messages.all())
    questions_in(case, messages)
    with django_assert_num_queries(3):
        found = questions_in(case, messages * 3)

    assert found.asked
