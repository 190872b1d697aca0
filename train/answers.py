"""The part "answers": does this sentence answer that question, in a reply, in a passage, or all by itself."""

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MaxAbsScaler

from amends.craft.coach.clues import Clues
from amends.craft.coach.weighing import Weights
from amends.craft.models.packing import Packed
from bench.craft import answer_sets
from bench.craft.answer_sets import Case
from bench.craft.folds import FOLDS, fold_of
from train.fitting import platt

COST = 0.3
ROUNDS = 3  # in which a case answered nobody knows where is tied to its likeliest sentence
TESTED = 5
DIGITS = 6

type Fitted = tuple[dict[str, float], float]
"""What each clue weighs, and what is added."""


def replies() -> list[Case]:
    """Give the cases of all sets of replies."""
    return [
        *answer_sets.own("questions_and_replies"),
        *answer_sets.own("questions_and_replies_later"),
        *answer_sets.care(),
    ]


def tested() -> list[Case]:
    """Give what the coach's own tests say; it counts more, since it must hold, and tells nothing about chances."""
    return list(answer_sets.sentences_and_letters()) * TESTED


def train_replies(cases: Sequence[Case], also: Sequence[Case]) -> Weights:
    """Fit the way "reply": the chance told is that of the question to be answered, by the best of all sentences.

    `also` is learnt from, but left out where chances are made true and the threshold is chosen.
    """
    return _weights(cases, also, whole=True)


def train_passages(cases: Sequence[Case]) -> Weights:
    """Fit the ways "passage" and "alone": the chance told is that of a sentence to answer."""
    return _weights(cases, (), whole=False)


def build() -> list[Packed]:
    """Train on all there is."""
    ways = {
        "reply": train_replies(replies(), tested()),
        "passage": train_passages(list(answer_sets.passages())),
        "alone": train_passages(list(answer_sets.alone())),
    }
    return [Packed("answers", {name: _told(weights) for name, weights in ways.items()})]


def _told(weights: Weights) -> dict[str, object]:
    return {
        "weights": dict(sorted(weights.weights.items())),
        "slope": weights.slope,
        "offset": weights.offset,
        "threshold": weights.threshold,
    }


def _weights(cases: Sequence[Case], also: Sequence[Case], *, whole: bool) -> Weights:
    """Fit on all cases; make the chances true, and choose the threshold, on scores by models of the other parts."""
    weights, bias = _fit([*cases, *also])
    scores, truth = _scored_by_others(cases, also, whole=whole)
    slope, offset = platt(scores, truth, np.ones(len(truth)))
    chances = 1 / (1 + np.exp(-(slope * scores + offset)))
    whole_chance = [max(_score((weights, bias), clues) for clues in case.clues) for case in also]
    must = 1 / (1 + np.exp(-(slope * np.array(whole_chance) + offset)))
    threshold = _best_threshold(chances, truth, must, np.array([case.answered for case in also], dtype=bool))
    kept = {name: round(weight, DIGITS) for name, weight in weights.items() if round(weight, DIGITS)}
    return Weights(kept, round(slope, DIGITS), round(slope * bias + offset, DIGITS), round(threshold, 2))


def _scored_by_others(cases: Sequence[Case], also: Sequence[Case], *, whole: bool) -> tuple[np.ndarray, np.ndarray]:
    scores: list[float] = []
    truth: list[bool] = []
    for fold in range(FOLDS):
        fitted = _fit([case for case in (*cases, *also) if fold_of(case.key) != fold])
        for case in cases:
            if fold_of(case.key) == fold:
                told = [_score(fitted, clues) for clues in case.clues]
                scores += [max(told)] if whole else told
                truth += [case.answered] if whole or case.right is None else case.right
    return np.array(scores), np.array(truth)


def _best_threshold(chances: np.ndarray, truth: np.ndarray, must: np.ndarray, so: np.ndarray) -> float:
    """Give the chance from which on most questions are judged rightly, of those that judge most of `must` as is `so`.

    Of equals the one nearest to a half is taken.
    """
    steps = [step / 100 for step in range(20, 81)]
    return max(
        steps,
        key=lambda least: (
            int(((must >= least) == so).sum()),
            round(float(((chances >= least) == truth).mean()), 3),
            -abs(least - 0.5),
        ),
    )


def _fit(cases: Sequence[Case]) -> Fitted:
    known = [case for case in cases if case.right is not None or not case.answered]
    clues = [each for case in known for each in case.clues]
    truth = [one for case in known for one in case.right or (False,) * len(case.clues)]
    fitted = _regression(clues, truth)
    unknown = [case for case in cases if case.right is None and case.answered]
    for _ in range(ROUNDS if unknown else 0):
        tied = [_tied(case, fitted) for case in unknown]
        fitted = _regression(
            [*clues, *(each for case in unknown for each in case.clues)],
            [*truth, *(one for row in tied for one in row)],
        )
    return fitted


def _tied(case: Case, fitted: Fitted) -> list[bool]:
    told = [_score(fitted, clues) for clues in case.clues]
    best = told.index(max(told))
    return [at == best for at in range(len(told))]


def _regression(clues: Sequence[Clues], truth: Sequence[bool]) -> Fitted:
    names, scale = DictVectorizer(sparse=False), MaxAbsScaler()
    rows = scale.fit_transform(names.fit_transform(clues))
    fitted = LogisticRegression(C=COST, max_iter=3000, tol=1e-6).fit(rows, np.array(truth))
    weights = fitted.coef_[0] / scale.scale_
    return dict(zip(names.feature_names_, map(float, weights), strict=True)), float(fitted.intercept_[0])


def _score(fitted: Fitted, clues: Clues) -> float:
    weights, bias = fitted
    return sum(weights.get(name, 0.0) * value for name, value in clues.items()) + bias
