"""Labelled texts of several sets, weighed so that no set's habit passes for what is to be learnt."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from amends.craft.models.packing import Packed
from train.columns import Plan, Texts
from train.fitting import fit

FEW = 3  # texts of one kind: a set with fewer of them says little about the difference
ONE_SIDED = 0.3  # how much the texts of such a set count


class Row(NamedTuple):
    """A text, whether it is so of it, its set, and how much its label is to be trusted."""

    text: str
    label: bool
    source: str
    trust: float = 1.0


def fit_rows(name: str, told: Iterable[Row], plan: Plan) -> Packed:
    """Fit a part with one head, both of the same name."""
    rows = list(told)
    texts = Texts.of([row.text for row in rows], plan.recipe)
    trust = [row.trust for row in rows]
    return fit(name, texts, {name: [row.label for row in rows]}, plan, weights=balanced(rows), trust=trust)


def balanced(rows: Sequence[Row]) -> list[float]:
    """Give each row a weight, so that within every set yes and no weigh the same.

    A set that is all complaints and one that is all errands would teach how the two sets write.
    """
    counts = Counter((row.source, row.label) for row in rows)
    return [row.trust * _share(counts[row.source, row.label], counts[row.source, not row.label]) for row in rows]


def _share(alike: int, others: int) -> float:
    return ONE_SIDED if min(alike, others) < FEW else (alike + others) / 2 / alike
