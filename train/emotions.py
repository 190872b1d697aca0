"""The heads of feelings: seven groups (P. Ekman) and our own, from 27 that readers named on a public board."""

from collections.abc import Iterable

from amends.craft.models.packing import Packed
from bench.craft import corpora
from bench.craft.corpora import Felt
from train.columns import Plan, Texts
from train.fitting import fit

GROUPS = {
    "anger": "anger annoyance disapproval",
    "disgust": "disgust",
    "fear": "fear nervousness",
    "joy": "admiration amusement approval caring desire excitement gratitude joy love optimism pride relief",
    "sadness": "disappointment embarrassment grief remorse sadness",
    "surprise": "confusion curiosity realization surprise",
    "neutral": "neutral",
}
"""The grouping that came with the set."""

OURS = {
    "anger": "anger annoyance disapproval disgust",
    "disappointment": "disappointment",
    "sadness": "sadness grief remorse",
    "worry": "fear nervousness",
    "confusion": "confusion",
    "gratitude": "gratitude",
    "relief": "relief",
    "joy": "joy love admiration excitement amusement",
}
"""Our emotions by those of the set. Helplessness and betrayal have no label there; joy is none of ours, but tells."""

PLAN = Plan()


def train(rows: Iterable[Felt], *, ours: bool = True) -> Packed:
    """Fit heads "group.anger" and so on, and, where wanted, "ours.anger" and so on."""
    told = list(rows)
    heads = {f"group.{name}": names.split() for name, names in GROUPS.items()}
    heads |= {f"ours.{name}": names.split() for name, names in OURS.items() if ours}
    labels = {head: [not row.emotions.isdisjoint(names) for row in told] for head, names in heads.items()}
    return fit("emotions", Texts.of([row.text for row in told], PLAN.recipe), labels, PLAN)


def rows() -> list[Felt]:
    """Give everything in the set."""
    return [row for name in ("train", "dev") for row in corpora.emotions(f"goemotions/{name}.tsv")]


def build() -> list[Packed]:
    """Train on all there is."""
    return [train(rows())]
