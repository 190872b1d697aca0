"""The parts "listening", all heads for English, and "weighing", how they are joined with the rules."""

from collections.abc import Sequence
from dataclasses import asdict

from amends.craft.listening.judging import Weighing
from amends.craft.listening.signs import Signs
from amends.craft.models.linear import Linear
from amends.craft.models.packing import Packed, merge
from bench.craft.gold import Gold, gold
from train import complaint, emotions, wishes
from train.fitting import model
from train.rows import Row, balanced
from train.weighing import Train, join, read_by_others

TONES = {
    "anger": "angry",
    "disappointment": "disappointed",
    "worry": "worried",
    "confusion": "confused",
    "helplessness": "helpless",
    "gratitude": "grateful",
}
"""Emotions that readers of customers' texts named as the tone; of the others no labels are at hand."""


def trainer(name: str) -> Train:
    """Give what trains the part "complaint" or one of the wishes."""
    return complaint.train if name == "complaint" else lambda told: wishes.train(name, told)


def rows(name: str) -> list[Row]:
    """Give what a part is trained on."""
    return complaint.rows() if name == "complaint" else wishes.rows(name)


def read_of(told: Sequence[Row]) -> list[Row]:
    """Give the texts on which rules and models are joined: those whose labels are trusted whole."""
    return [row for row in told if row.trust == 1.0]


def joined(name: str, told: Sequence[Row], wanted: Sequence[Row], feeling: Linear) -> Weighing:
    """Fit the weighing of a part on texts whose signs come from models of other texts."""
    found = read_by_others(told, trainer(name), (feeling,), wanted, sets=name == "complaint")
    return join(name, found, [row.label for row in wanted], weights_of(name, wanted))


def weights_of(name: str, wanted: Sequence[Row]) -> list[float]:
    """Give how much each text counts for a weighing: of complaints as many yes as no in each set, else as it is."""
    return balanced(wanted) if name == "complaint" else [row.trust for row in wanted]


def felt(told: Sequence[Gold], found: Sequence[Signs]) -> list[Weighing]:
    """Fit the weighings of the emotions that readers named."""
    return [join(name, found, [row.tone == tone for row in told], [1.0] * len(told)) for name, tone in TONES.items()]


def read_for_tone(complaints: Sequence[Row], told: Sequence[Gold], feeling: Linear) -> list[Signs]:
    """Read texts whose tone is known; what the complaint of a text is comes from models of others."""
    wanted = [Row(row.text, row.complaint, row.source) for row in told]
    return read_by_others(complaints, complaint.train, (feeling,), wanted, sets=True)


def build() -> list[Packed]:
    """Train every head on all there is, and every weighing on what models of other texts said."""
    feelings = emotions.train(emotions.rows())
    feeling = model(feelings)
    parts = [feelings, *(trainer(name)(rows(name)) for name in NAMES)]
    told = gold()
    weighings = [joined(name, rows(name), read_of(rows(name)), feeling) for name in NAMES if name != "requests"]
    weighings += felt(told, read_for_tone(rows("complaint"), told, feeling))
    return [merge("listening", parts), Packed("weighing", {"judgements": [asdict(each) for each in weighings]})]


NAMES = ("complaint", *wishes.SETS)
"""The parts that are merged with the emotions."""
