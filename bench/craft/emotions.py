"""Feelings: the seven groups by what readers named on a public board, and the tone of what customers wrote."""

from collections.abc import Sequence

from amends.craft.listening.hearing import by_rules
from amends.craft.listening.judging import feelings, tone_of
from amends.craft.models import part
from bench.craft.calibration import brier, plotted
from bench.craft.corpora import Felt
from bench.craft.folds import splits
from bench.craft.gold import Gold, gold
from bench.craft.intervals import Mean
from bench.craft.scores import accuracy, auc, f1, macro_f1
from bench.craft.tables import skipped, table
from train import complaint, emotions
from train.fitting import model
from train.listening import TONES, felt, read_for_tone
from train.weighing import read

GROUPS = tuple(emotions.GROUPS)
OF_RULES = {
    "anger": ("anger", "betrayal"),
    "disgust": (),
    "fear": ("worry", "helplessness"),
    "joy": ("gratitude", "relief"),
    "sadness": ("sadness", "disappointment"),
    "surprise": ("confusion",),
}
"""Our ten emotions by group, for the rules alone."""


def run() -> None:
    """Measure the groups over folds, then the tone."""
    rows = emotions.rows()
    if rows:
        _groups(rows)
    else:
        skipped("goemotions")
    if told := gold():
        _across(told)
        _tone(told)


def _groups(rows: Sequence[Felt]) -> None:
    """Train on four folds and test on the fifth."""
    figures: dict[str, list[float]] = {name: [] for name in (*GROUPS, "macro", "rules", "majority")}
    chances: dict[str, list[float]] = {name: [] for name in GROUPS}
    labels: dict[str, list[bool]] = {name: [] for name in GROUPS}
    for known, unseen in splits(rows, lambda row: row.text):
        learnt = model(emotions.train(known, ours=False))
        true = [frozenset(name for name in GROUPS if _speaks(row, name)) for row in unseen]
        readings = [learnt.read(row.text) for row in unseen]
        told = [frozenset(name for name in GROUPS if one.holds(f"group.{name}")) for one in readings]
        for name in GROUPS:
            figures[name].append(f1([name in one for one in told], [name in one for one in true]))
            chances[name] += [one.probability(f"group.{name}") for one in readings]
            labels[name] += [name in one for one in true]
        figures["macro"].append(macro_f1(told, true, GROUPS))
        figures["rules"].append(macro_f1([_by_rules(row.text) for row in unseen], true, GROUPS))
        figures["majority"].append(macro_f1([frozenset({"neutral"})] * len(true), true, GROUPS))
    table(
        ("seven groups", "F1", "Brier"),
        [
            *((name, Mean.of(figures[name]), f"{brier(chances[name], labels[name]):.3f}") for name in GROUPS),
            ("macro: ours", Mean.of(figures["macro"]), ""),
            ("macro: rules alone", Mean.of(figures["rules"]), ""),
            ("macro: always neutral", Mean.of(figures["majority"]), ""),
        ],
    )
    for name in GROUPS:
        print(f"  reliability of {name}:", plotted(f"emotions, group {name}", chances[name], labels[name]))


def _speaks(row: Felt, group: str) -> bool:
    return not row.emotions.isdisjoint(emotions.GROUPS[group].split())


def _by_rules(text: str) -> frozenset[str]:
    told = by_rules(text).emotions
    found = {group for group, ours in OF_RULES.items() if any(getattr(told, name) > 0.4 for name in ours)}
    return frozenset(found or {"neutral"})


def _across(told: Sequence[Gold]) -> None:
    """From the public board to customers: how well a head that never saw one puts their tones in order."""
    learnt = part("listening")
    lines = []
    for name, tone in TONES.items():
        head = f"ours.{name}"
        if head in learnt.places:
            scores = [read(row.text, (learnt,)).values[f"{head}.most"] for row in told]
            ruled = [float(getattr(by_rules(row.text).emotions, name)) for row in told]
            labels = [row.tone == tone for row in told]
            lines.append((tone, sum(labels), f"{auc(scores, labels):.3f}", f"{auc(ruled, labels):.3f}"))
    print("  from the board to customers, area under the curve:")
    table(("tone", "texts", "model alone", "rules alone"), lines)


def _tone(told: Sequence[Gold]) -> None:
    """The tone of customers' texts: complaints read by models of other sets, joined on four folds for the fifth."""
    found = read_for_tone(complaint.rows(), told, part("listening"))
    ours: list[float] = []
    macro: list[float] = []
    brier_of: dict[str, tuple[list[float], list[bool]]] = {name: ([], []) for name in TONES}
    for known, unseen in splits(zip(told, found, strict=True), lambda pair: pair[0].text):
        weighings = {each.name: each for each in felt([row for row, _ in known], [one for _, one in known])}
        heard = [tone_of(feelings(one, weighings), weighings) for _, one in unseen]
        labels = [row.tone for row, _ in unseen]
        ours.append(accuracy(heard, labels))
        macro.append(_macro(heard, labels))
        for name, (chances, true) in brier_of.items():
            chances += [weighings[name].chance(one) for _, one in unseen]
            true += [label == TONES[name] for label in labels]
    lines: list[tuple[object, ...]] = [("ours: rules and model", Mean.of(ours), Mean.of(macro))]
    labels = [row.tone for row in told]
    for way, heard in (
        ("rules alone", [by_rules(row.text).tone for row in told]),
        ("always calm", ["calm"] * len(told)),
    ):
        lines.append((way, f"{accuracy(heard, labels):.3f}", f"{_macro(heard, labels):.3f}"))
    table(("tone of customers", "accuracy", "macro-F1"), lines)
    for name, (chances, true) in brier_of.items():
        usual = sum(true) / len(true)
        print(f"  {name}: Brier {brier(chances, true):.3f} (always {usual:.2f}: {usual * (1 - usual):.3f})")


def _macro(heard: Sequence[str], labels: Sequence[str]) -> float:
    tones = sorted(set(labels))
    return macro_f1([frozenset({one}) for one in heard], [frozenset({one}) for one in labels], tones)
