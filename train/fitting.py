"""Fits linear models over words: a logistic regression a head, its chances made true on texts it did not see."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from amends.craft.models.heads import Head
from amends.craft.models.linear import Linear
from amends.craft.models.packaged import read
from amends.craft.models.packing import Packed, pack_linear, write
from bench.craft.folds import FOLDS
from bench.craft.scores import f1
from train.columns import Columns, Plan, Texts

THRESHOLDS = [step / 50 for step in range(2, 48)]
MANY = 20_000  # texts: from then on one part held back is enough to make probabilities true


def fit(
    name: str,
    texts: Texts,
    labels: Mapping[str, Sequence[bool]],
    plan: Plan,
    *,
    weights: Sequence[float] = (),
    trust: Sequence[float] = (),
) -> Packed:
    """Fit one head for each of `labels` and pack them.

    `weights` says how much each text counts for what is learnt, `trust` how much for what makes chances true.
    """
    columns = Columns(texts, plan)
    rows = columns.rows(texts)
    heavy = np.array(weights) if weights else np.ones(len(texts.counts))
    trusted = np.array(trust) if trust else np.ones(len(texts.counts))
    heads, table = [], []
    for head, told in labels.items():
        truth = np.array(told, dtype=bool)
        whole = _regression(rows, truth, heavy, plan.cost)
        seen, scores = _scored_by_others(rows, truth, heavy, texts.folds, plan.cost)
        slope, offset = platt(scores, truth[seen], trusted[seen])
        chances = 1 / (1 + np.exp(-(slope * scores + offset)))
        threshold = best_threshold(chances.tolist(), truth[seen].tolist())
        heads.append(Head(head, slope, slope * float(whole.intercept_[0]) + offset, threshold))
        table.append(whole.coef_[0])
    return pack_linear(name, heads, columns.unfold(np.array(table)), recipe=plan.recipe)


def model(packed: Packed) -> Linear:
    """Give a packed model as the app will read it."""
    return Linear(read(memoryview(write([packed])))[packed.name])


def platt(scores: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Give slope and offset that turn scores into true log-odds (J. Platt, 1999)."""
    fitted = LogisticRegression(C=100.0).fit(scores.reshape(-1, 1), labels, weights)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def best_threshold(chances: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the chance from which on to say yes for the best F1; of equals the one nearest to a half."""
    return max(
        THRESHOLDS, key=lambda least: (round(f1([one >= least for one in chances], labels), 3), -abs(least - 0.5))
    )


def _regression(rows: sparse.csr_matrix, truth: np.ndarray, heavy: np.ndarray, cost: float) -> LogisticRegression:
    return LogisticRegression(C=cost, solver="liblinear", random_state=0, tol=1e-3).fit(rows, truth, heavy)


def _scored_by_others(
    rows: sparse.csr_matrix, truth: np.ndarray, heavy: np.ndarray, folds: Sequence[int], cost: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give which texts were scored by a model of the others, and their scores."""
    seen, scores = [], []
    for there in _held_back(np.array(folds)):
        others = ~there
        if there.any() and 0 < truth[others].sum() < others.sum():
            seen.append(np.flatnonzero(there))
            scores.append(_regression(rows[others], truth[others], heavy[others], cost).decision_function(rows[there]))
    return np.concatenate(seen), np.concatenate(scores)


def _held_back(parted: np.ndarray) -> Iterator[np.ndarray]:
    parts = sorted(set(parted.tolist()))
    return (parted == part for part in (parts[-1:] if len(parted) >= MANY else parts[:FOLDS]))
