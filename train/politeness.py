"""The part "politeness": how polite a request sounds, by its words and the strategies in it."""

from collections.abc import Iterable

from amends.craft.coach.courtesy import strategies
from amends.craft.coach.reading import read
from amends.craft.models.packing import Packed
from bench.craft import corpora
from train.columns import Plan, Texts
from train.fitting import fit

PLAN = Plan(meaning=0.3)

type Judged = tuple[str, float]
"""A request, and how polite people found it, in standard deviations."""


def train(rows: Iterable[Judged]) -> Packed:
    """Fit one head, "polite": more polite than most. What people were sure of counts more."""
    told = list(rows)
    texts = [text for text, _ in told]
    extra = [sorted(strategies(read(text).sentences)) for text in texts]
    labels = {"polite": [score > 0 for _, score in told]}
    return fit(
        "politeness", Texts.of(texts, PLAN.recipe, extra), labels, PLAN, weights=[abs(score) for _, score in told]
    )


def build() -> list[Packed]:
    """Train on all there is."""
    return [train(corpora.politeness())]
