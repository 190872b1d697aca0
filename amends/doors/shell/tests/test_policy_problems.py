"""Every problem of a policy file is said in one plain sentence, with what to write instead."""

from typing import get_args

import pytest

from amends.craft.policy import FIELDS, OPERATORS, REMEDIES, Problem, ProblemCode, Row, type_of
from amends.doors.shell.policy_problems import SENTENCES, words_for_problem
from amends.doors.shell.policy_words import FACTS, YES_NO, condition_words
from amends.doors.shell.policy_words import OPERATORS as OPERATOR_WORDS
from amends.doors.shell.policy_words import REMEDIES as REMEDY_WORDS


def test_every_code_has_words():
    assert set(SENTENCES) == set(get_args(ProblemCode.__value__))


@pytest.mark.parametrize("code", get_args(ProblemCode.__value__))
def test_a_problem_is_one_line_that_begins_with_its_place(code):
    words = words_for_problem(Problem("a.md", 7, code, (("text", "{x}\n y" * 30), ("instead", "a, b"))))

    assert words.one_line.startswith("a.md:7: ")
    assert "\n" not in words.one_line
    assert "; " in words.one_line


@pytest.mark.parametrize(
    ("instead", "words"),
    [
        ("refund", "write refund instead"),
        ("refund, repair", "write one of refund, repair instead"),
        ("nothing: known has no value", "leave it out"),
        ("", "leave it out"),
    ],
)
def test_what_to_write_is_a_word_a_choice_or_nothing(instead, words):
    assert words_for_problem(Problem("a.md", 1, "unknown_remedy", (("instead", instead),))).instead == words


def test_every_fact_operator_and_remedy_has_words():
    assert set(FACTS) | set(YES_NO) == set(FIELDS)
    assert set(OPERATOR_WORDS) == set(OPERATORS)
    assert set(REMEDY_WORDS) == set(REMEDIES)
    assert {field for field in FIELDS if type_of(field) == "yes_no"} == set(YES_NO)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Row("first_time", "is", True), "it is their first case"),
        (Row("first_time", "is_not", True), "it is not their first case"),
        (Row("customer_fault", "is", False), "it did not come about on their side"),
        (Row("first_time", "known"), "whether it is their first case is known"),
        (Row("channel", "one_of", ("phone", "chat")), "channel one of “phone” or “chat”"),
        (Row("own.region", "is", ("north",)), "region is “north”"),
        (Row("own.region", "unknown"), "region is not known"),
    ],
)
def test_a_condition_is_said_as_somebody_would_say_it(row, words):
    assert condition_words(row) == words
