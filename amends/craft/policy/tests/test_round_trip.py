"""What is written is what was read."""

from hypothesis import given

from amends.craft.policy import Policy, read, write
from amends.craft.policy.tests.makers import file_of, policies


@given(policies())
def test_a_policy_that_was_written_is_read_as_the_same_policy(policy: Policy):
    assert read(write(policy), file="p.md") == policy


@given(policies())
def test_writing_again_changes_nothing(policy: Policy):
    text = write(policy)

    assert write(read(text, file="p.md")) == text


def test_the_way_a_file_was_written_does_not_matter():
    text = file_of()
    windows = "\ufeff" + text.replace("\n", "\r\n")

    assert read(windows, file="p.md") == read(text, file="p.md")


def test_a_policy_is_written_in_one_way():
    text = write(read(file_of(), file="p.md"))

    assert (
        text
        == """+++
policy = "arrived-damaged"
title = "Goods arrived damaged"
situations = ["arrived-damaged"]
effective_from = 2026-01-01
language = "en"
decides = "lead"
evidence = ["photo"]

[[option]]
id = "part"
title = "Give part of the price back"
remedy = "partial_refund"
amount = { percent = "20", of = "order_value" }
clause = "money-back"
+++

# Inside

## Exchange

Send a new one.

## Money back

Pay it back.

# Customer copy: en

We make it good.
"""
    )
