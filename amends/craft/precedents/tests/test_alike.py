"""Cases that are alike come first, in an order that does not depend on where they stood."""

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.precedents import Precedent, Target, alike, distance
from amends.craft.precedents.tests.cases import USUAL, closed, euros, precedents

TARGET = Target("arrived_damaged", euros(80)[0], severity=2, tenure_days=400)
SIBLINGS = Target("arrived_damaged", euros(80)[0], severity=2, tenure_days=400, siblings=frozenset({"late"}))


def _cases(*candidates: Precedent, target: Target = TARGET) -> list[str]:
    return [one.precedent.case for one in alike(target, candidates)]


def test_the_same_case_is_no_distance_away() -> None:
    assert distance(TARGET, USUAL) == 0


def test_another_situation_is_no_precedent_and_a_sibling_is_one_further_away() -> None:
    late, same = closed(case="C-2", situation="late"), closed(case="C-3")

    assert _cases(late, same) == ["C-3"]
    assert _cases(late, same, target=SIBLINGS) == ["C-3", "C-2"]


def test_each_difference_makes_a_case_less_alike() -> None:
    others = [
        closed(value=euros(300)[0]),
        closed(value=None),
        closed(severity=4),
        closed(tenure_days=4000),
    ]

    assert all(distance(TARGET, other) > 0 for other in others)


def test_value_counts_by_how_many_times_as_much_not_by_how_much_more() -> None:
    dear = Target("arrived_damaged", euros(8000)[0], severity=2, tenure_days=400)

    assert distance(dear, closed(value=euros(8100)[0])) < distance(TARGET, closed(value=euros(180)[0]))


def test_the_later_of_two_equal_cases_comes_first() -> None:
    later = closed(case="C-2", closed_at=USUAL.closed_at + timedelta(days=1))

    assert _cases(USUAL, later) == ["C-2", "C-1"]


def test_no_more_are_given_than_asked_for() -> None:
    assert len(alike(TARGET, [closed(case=f"C-{number}") for number in range(80)], limit=7)) == 7


@given(st.lists(precedents(), max_size=12, unique_by=lambda one: one.case), st.randoms(use_true_random=False))
def test_order_of_candidates_changes_nothing(candidates: list[Precedent], chance: Random) -> None:
    shuffled = list(candidates)
    chance.shuffle(shuffled)

    assert alike(SIBLINGS, shuffled) == alike(SIBLINGS, candidates)


@given(precedents())
def test_a_distance_is_between_nothing_and_one(one: Precedent) -> None:
    assert 0 <= distance(SIBLINGS, one) <= 1
