"""Fits linear models over words: counts in, one logistic regression a head, probabilities made true, packed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from amends.craft.models.features import STANDARD, Recipe, features
from amends.craft.models.heads import Head
from amends.craft.models.linear import Linear
from amends.craft.models.packaged import read
from amends.craft.models.packing import Packed, pack_linear, write
from amends.craft.text import fold
from bench.craft.folds import FOLDS, fold_of
from bench.craft.scores import f1

THRESHOLDS = [step / 50 for step in range(2, 48)]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a part is fitted.

    A feature must occur in `least` texts. Columns are weighed by rarity to the power `rarity`, pieces of words and pairs
    of words by `piece` and `pair` besides. `cost` is the inverse strength of the L2 penalty. What weighs less than
    `faint` of the heaviest is dropped.
    """

    recipe: Recipe = STANDARD
    least: int = 3
    rarity: float = 0.5
    piece: float = 0.4
    pair: float = 1.0
    cost: float = 0.4
    faint: float = 0.012
    calibrated: bool = True


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as counts of features, each with the names that the caller found in it, and their lengths."""

    counts: Sequence[Mapping[str, int]]
    lengths: Sequence[int]
    folds: Sequence[int]

    @classmethod
    def of(cls, texts: Sequence[str], recipe: Recipe = STANDARD, extra: Sequence[Iterable[str]] = ()) -> "Texts":
        """Cut texts up; `extra` gives each its further features."""
        cut = [features(fold(text), recipe) for text in texts]
        more = extra or [()] * len(texts)
        return cls(
            [counts | {f"={name}": 1 for name in names} for (counts, _), names in zip(cut, more, strict=True)],
            [length for _, length in cut],
            [fold_of(text) for text in texts],
        )


@dataclass(slots=True)
class Columns:
    """The features that a model knows, each with what its column is multiplied by."""

    places: dict[str, int] = field(default_factory=dict)
    scales: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, texts: Texts, plan: Plan) -> "Columns":
        """Choose the features that occur often enough."""
        often = Counter(name for counts in texts.counts for name in counts)
        columns = cls()
        for name in sorted(name for name, count in often.items() if count >= plan.least):
            kind = plan.piece if name[0] == "~" else plan.pair if " " in name else 1.0
            columns.places[name] = len(columns.scales)
            columns.scales.append(kind * float(np.log(1 + len(texts.counts) / often[name])) ** plan.rarity)
        return columns

    def matrix(self, texts: Texts) -> sparse.csr_matrix:
        """Give texts as rows of numbers, each divided by the root of its length as the reader does."""
        begins, places, numbers = [0], [], []
        for counts, length in zip(texts.counts, texts.lengths, strict=True):
            for name, count in counts.items():
                at = self.places.get(name)
                if at is not None:
                    places.append(at)
                    numbers.append(count * self.scales[at] / length**0.5)
            begins.append(len(places))
        shape = (len(texts.counts), len(self.scales))
        return sparse.csr_matrix((np.array(numbers), np.array(places, np.int32), begins), shape)


def _regression(rows: sparse.csr_matrix, labels: np.ndarray, weights: np.ndarray, cost: float) -> LogisticRegression:
    return LogisticRegression(C=cost, solver="liblinear", random_state=0, tol=1e-3).fit(rows, labels, weights)


def platt(scores: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Give slope and offset that turn scores into true log-odds (J. Platt, 1999)."""
    fitted = LogisticRegression(C=100.0).fit(scores.reshape(-1, 1), labels, weights)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def best_threshold(chances: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the chance from which on to say yes for the best F1; of equals the one nearest to a half."""
    return max(
        THRESHOLDS, key=lambda least: (round(f1([one >= least for one in chances], labels), 3), -abs(least - 0.5))
    )


def fit(
    name: str, texts: Texts, labels: Mapping[str, Sequence[bool]], plan: Plan, *, weights: Sequence[float] | None = None
) -> Packed:
    """Fit one head for each of `labels`; `weights` says how much each text counts.

    What makes a head's probabilities true comes from texts that it was not fitted on: each fold is scored by a model of
    the others.
    """
    columns = Columns.of(texts, plan)
    rows = columns.matrix(texts)
    heavy = np.ones(len(texts.counts)) if weights is None else np.array(weights)
    heads, columns_of_weights = [], []
    for head, told in labels.items():
        truth = np.array(told, dtype=bool)
        whole = _regression(rows, truth, heavy, plan.cost)
        scores = _scored_by_others(rows, truth, heavy, texts.folds, plan.cost)
        slope, offset = platt(scores, truth, heavy)
        chances = 1 / (1 + np.exp(-(slope * scores + offset)))
        threshold = best_threshold(chances.tolist(), truth.tolist())
        heads.append(Head(head, slope, slope * float(whole.intercept_[0]) + offset, threshold, plan.calibrated))
        columns_of_weights.append(whole.coef_[0] * np.array(columns.scales))
    table = np.column_stack(columns_of_weights)
    tops = np.abs(table).max(axis=0)
    kept = (np.abs(table) >= plan.faint * tops).any(axis=1)
    weighed = {word: tuple(table[at]) for word, at in columns.places.items() if kept[at]}
    return pack_linear(name, heads, weighed, recipe=plan.recipe)


def _scored_by_others(
    rows: sparse.csr_matrix, truth: np.ndarray, heavy: np.ndarray, folds: Sequence[int], cost: float
) -> np.ndarray:
    scores = np.zeros(len(truth))
    parted = np.array(folds)
    for part in range(FOLDS):
        there, others = parted == part, parted != part
        if there.any() and 0 < truth[others].sum() < others.sum():
            scores[there] = _regression(rows[others], truth[others], heavy[others], cost).decision_function(rows[there])
    return scores


def model(packed: Packed) -> Linear:
    """Give a packed model as the app will read it."""
    return Linear(read(memoryview(write([packed])))[packed.name])
