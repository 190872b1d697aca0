"""The part "weighing": how rules and models are joined to one chance for each judgement, and who proved it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import numpy as np
from sklearn.linear_model import LogisticRegression

from amends.craft.listening.hearing import by_rules
from amends.craft.listening.judging import Weighing
from amends.craft.listening.signs import Signs, log_odds, signs
from amends.craft.models.linear import Linear
from amends.craft.models.packing import Packed
from amends.craft.text import normalise, sentences
from bench.craft.folds import fold_of
from train.fitting import best_threshold, model
from train.rows import Row

COST = 0.1
CENTRED = frozenset({"churn"})
"""Judgements moved so that a half is their best border: they are rare in the texts at hand, and a half is asked for."""
DIGITS = 4

INPUTS = {
    "complaint": "rules.complaint rules.complaint.told complaint.whole ours.anger.most",
    "abuse": "rules.abuse abuse.most abuse.whole",
    "churn": "rules.churn churn.most churn.whole",
    "handoff": "rules.supervisor handoff.most handoff.whole",
    "anger": "rules.anger rules.betrayal rules.abuse ours.anger.most ours.anger.whole complaint.whole rules.complaint",
    "disappointment": "rules.disappointment ours.disappointment.most ours.sadness.most complaint.whole rules.complaint",
    "worry": "rules.worry ours.worry.most ours.worry.whole complaint.whole",
    "confusion": "rules.confusion ours.confusion.most group.surprise.most complaint.whole",
    "helplessness": "rules.helplessness ours.sadness.most ours.worry.most complaint.whole rules.complaint",
    "gratitude": "rules.gratitude ours.gratitude.most ours.gratitude.whole complaint.whole",
}
"""Which signs speak of what."""

type Train = Callable[[Iterable[Row]], Packed]


@cache
def read(text: str, models: tuple[Linear, ...]) -> Signs:
    """Read an English text with rules and models, as the listener does."""
    text = normalise(text)
    return signs(sentences(text), by_rules(text), models)


def read_by_others(
    rows: Sequence[Row], train: Train, always: tuple[Linear, ...], wanted: Sequence[Row], *, sets: bool = False
) -> list[Signs]:
    """Read each of `wanted` with a model of the rows outside its fold, and with the models of `always`.

    With `sets` it is a model of the other sets: what is joined then is what such a model is worth among strangers.
    """
    part_of = set_of if sets else lambda row: str(fold_of(row.text))
    parts = [part_of(row) for row in wanted]
    others = {part: model(train([row for row in rows if part_of(row) != part])) for part in sorted(set(parts))}
    return [read(row.text, (*always, others[part])) for row, part in zip(wanted, parts, strict=True)]


def set_of(row: Row) -> str:
    """Give the set of a row, however its label was come by."""
    return row.source.partition(" ")[0]


def join(name: str, found: Sequence[Signs], labels: Sequence[bool], weights: Sequence[float]) -> Weighing:
    """Fit the weighing of one judgement; signs are brought to one scale first, so that none is pressed harder."""
    inputs = INPUTS[name].split()
    table = np.array([[one.values[sign] for sign in inputs] for one in found])
    spread = table.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=COST).fit(table / spread, np.array(labels), np.array(weights))
    pairs = tuple(
        (sign, round(float(weight), DIGITS)) for sign, weight in zip(inputs, fitted.coef_[0] / spread, strict=True)
    )
    joined = Weighing(name, pairs, round(float(fitted.intercept_[0]), DIGITS), 0.5)
    threshold = best_threshold([joined.chance(one) for one in found], labels)
    if name in CENTRED:
        offset = round(joined.offset - log_odds(threshold), DIGITS)
        return Weighing(name, pairs, offset, 0.5, calibrated=False)
    return Weighing(name, pairs, joined.offset, threshold)
