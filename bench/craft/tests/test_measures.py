"""What the measurements rest on: folds, intervals and scores."""

import pytest

from bench.craft.calibration import Bin, brier, reliability
from bench.craft.folds import FOLDS, fold_of, splits
from bench.craft.intervals import Mean, wilson
from bench.craft.scores import auc, f1, macro_f1, reciprocal_rank

TEXTS = [f"my parcel number {number} never came" for number in range(200)]


def test_a_text_keeps_its_fold_whatever_its_case_and_punctuation():
    assert fold_of("Where is my lamp?") == fold_of("where is  my lamp")


def test_the_folds_are_the_same_on_every_machine():
    assert [fold_of(text) for text in TEXTS[:6]] == [fold_of(text.upper()) for text in TEXTS[:6]]
    assert fold_of("Where is my lamp?") == 0


def test_every_row_is_tested_once_and_never_trained_on_meanwhile():
    parts = list(splits(TEXTS, str))

    assert len(parts) == FOLDS
    assert sorted(row for _, test in parts for row in test) == sorted(TEXTS)
    assert all(set(train).isdisjoint(test) and len(train) + len(test) == len(TEXTS) for train, test in parts)


def test_a_mean_of_equal_figures_is_certain():
    assert Mean.of([0.5, 0.5, 0.5]) == Mean(0.5, 0.0)
    assert Mean.of([0.4, 0.6]).half == pytest.approx(1.2706, abs=0.001)


def test_a_share_of_few_has_wide_bounds():
    low, high = wilson(9, 10)
    assert (low, high) == (pytest.approx(0.596, abs=0.001), pytest.approx(0.982, abs=0.001))
    assert wilson(0, 0) == (0.0, 1.0)


def test_f1_counts_what_was_missed_and_what_was_wrong():
    assert f1([True, True, False, False], [True, False, True, False]) == 0.5
    assert macro_f1([frozenset("a"), frozenset("b")], [frozenset("a"), frozenset("a")], ["a", "b"]) == pytest.approx(
        1 / 3
    )


def test_the_area_under_the_curve_counts_ties_half():
    assert auc([0.1, 0.9, 0.5, 0.5], [False, True, True, False]) == 0.875
    assert auc([0.3, 0.3], [True, False]) == 0.5


def test_a_true_one_gains_nothing_from_a_tie():
    assert reciprocal_rank([0.7, 0.7, 0.1], [False, True, False]) == 0.5


def test_a_chance_that_is_true_lies_on_the_diagonal():
    scores, labels = [0.25] * 4 + [0.75] * 4, [True, False, False, False, True, True, True, False]
    assert reliability(scores, labels) == [Bin(4, 0.25, 0.25), Bin(4, 0.75, 0.75)]
    assert brier(scores, labels) == pytest.approx(0.1875)
