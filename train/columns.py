"""Texts as rows of numbers: which features count, what each is multiplied by, and what words mean besides."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from amends.craft.models.features import STANDARD, Recipe, features
from amends.craft.text import fold
from bench.craft.folds import fold_of
from train.vectors import WIDE, vectors
from train.words import common


@dataclass(frozen=True, slots=True)
class Plan:
    """How a part is fitted.

    A feature must occur in `least` texts. Columns are weighed by rarity to the power `rarity`, pieces and pairs of
    words by `piece` and `pair` besides, meanings of words by `meaning` (0 for none). `cost` is the inverse strength of
    the L2 penalty. A feature that weighs less than `faint` of the heaviest, for every head, is dropped.
    """

    recipe: Recipe = STANDARD
    least: int = 3
    rarity: float = 0.5
    piece: float = 0.3
    pair: float = 0.5
    meaning: float = 0.3
    cost: float = 0.6
    faint: float = 0.02


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as counts of features, with their lengths and their folds."""

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


class Columns:
    """The features that a model knows, each with what its column is multiplied by."""

    def __init__(self, texts: Texts, plan: Plan) -> None:
        """Choose the features that occur often enough, and the words that are known by their meaning."""
        self._plan = plan
        often = Counter(name for counts in texts.counts for name in counts)
        chosen = sorted(name for name, count in often.items() if count >= plan.least)
        rare = [float(np.log(1 + len(texts.counts) / often[name])) ** plan.rarity for name in chosen]
        self.places = {name: at for at, name in enumerate(chosen)}
        self.scales = np.array([self._kind(name) * scale for name, scale in zip(chosen, rare, strict=True)])
        self.words = sorted({name for name in chosen if name.isalpha()} | set(common())) if plan.meaning else []
        rarest = float(np.log(1 + len(texts.counts) / plan.least)) ** plan.rarity
        scaled = [self.scales[self.places[word]] if word in self.places else rarest for word in self.words]
        self._meaning = {
            word: plan.meaning * scale * row
            for word, scale, row in zip(self.words, scaled, vectors(self.words), strict=True)
        }

    def _kind(self, name: str) -> float:
        return self._plan.piece if name[0] == "~" else self._plan.pair if " " in name else 1.0

    def rows(self, texts: Texts) -> sparse.csr_matrix:
        """Give texts as rows of numbers, each divided by the root of its length as the reader does."""
        begins, places, numbers = [0], [], []
        means = np.zeros((len(texts.counts), WIDE))
        for row, (counts, length) in enumerate(zip(texts.counts, texts.lengths, strict=True)):
            for name, count in counts.items():
                at = self.places.get(name)
                if at is not None:
                    places.append(at)
                    numbers.append(count * self.scales[at] / length**0.5)
                if name in self._meaning:
                    means[row] += self._meaning[name] / length**0.5
            begins.append(len(places))
        told = sparse.csr_matrix(
            (np.array(numbers), np.array(places, np.int32), begins), (len(begins) - 1, len(self.scales))
        )
        return sparse.hstack([told, sparse.csr_matrix(means)]).tocsr() if self._plan.meaning else told

    def unfold(self, weights: np.ndarray) -> dict[str, tuple[float, ...]]:
        """Turn the weights of columns, one row a head, into weights of features; meanings go into their words."""
        known = len(self.scales)
        told = weights[:, :known] * self.scales
        found = {name: told[:, at] for name, at in self.places.items()}
        for word, row in self._meaning.items():
            found[word] = found.get(word, np.zeros(len(weights))) + weights[:, known:] @ row
        tops = np.abs(np.column_stack(list(found.values()))).max(axis=1)
        return {name: tuple(row) for name, row in found.items() if (np.abs(row) >= self._plan.faint * tops).any()}
