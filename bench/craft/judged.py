"""How well one judgement of the listener is made: joined, by model alone, by rules alone, and beside plain ways."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from amends.craft.listening.judging import Weighing
from amends.craft.models import part
from amends.craft.models.linear import Linear
from bench.craft.calibration import brier, line, reliability
from bench.craft.folds import splits
from bench.craft.intervals import Mean
from bench.craft.scores import auc, f1
from bench.craft.tables import skipped, table
from train.fitting import model
from train.listening import joined, read_of, rows, trainer
from train.rows import Row
from train.weighing import read

type Tell = Callable[[str], float]


class Tally:
    """What each way said of the texts of one set, fold by fold."""

    def __init__(self) -> None:
        self._f1: dict[str, list[float]] = defaultdict(list)
        self._auc: dict[str, list[float]] = defaultdict(list)
        self._chances: dict[str, list[float]] = defaultdict(list)
        self._labels: dict[str, list[bool]] = defaultdict(list)

    def add(self, way: str, chances: Sequence[float], labels: Sequence[bool], threshold: float = 0.5) -> None:
        """Add the answers of one way to the texts of one fold."""
        if any(labels):
            self._f1[way].append(f1([chance >= threshold for chance in chances], labels))
            self._auc[way].append(auc(chances, labels))
        self._chances[way] += chances
        self._labels[way] += labels

    def show(self, reliable: str = "") -> None:
        """Print F1 and area under the curve with their intervals, the Brier score, and how true the chances are."""
        table(
            ("way", "F1", "AUC", "Brier"),
            [
                (
                    way,
                    Mean.of(self._f1[way]),
                    Mean.of(self._auc[way]),
                    f"{brier(self._chances[way], self._labels[way]):.3f}",
                )
                for way in self._chances
            ],
        )
        print(
            "  reliability, told → true (texts):",
            line(reliability(self._chances[reliable or OURS], self._labels[OURS])),
        )


OURS = "ours: rules and model"


def measure(name: str, sources: Sequence[str], rules: Tell, plain: dict[str, Tell]) -> None:
    """Measure the judgement `name` over folds on each of the sets `sources`, then from set to set."""
    told = rows(name)
    if not told:
        skipped(name)
        return
    tallies = {source: Tally() for source in sources}
    feeling = part("listening")
    for known, unseen in splits(told, lambda row: row.text):
        weighing = joined(name, known, read_of(known), feeling)
        alone = model(trainer(name)(known))
        for source, tally in tallies.items():
            held = [row for row in unseen if row.source == source]
            _answer(tally, held, name=name, weighing=weighing, alone=alone, others={"rules alone": rules, **plain})
    for source, tally in tallies.items():
        held = [row for row in told if row.source == source]
        print(f"  {source}: {len(held)} texts, {sum(row.label for row in held)} of them yes")
        tally.show()
    _across(name, told, sources)


def _answer(
    tally: Tally, held: Sequence[Row], *, name: str, weighing: Weighing, alone: Linear, others: dict[str, Tell]
) -> None:
    labels = [row.label for row in held]
    feeling = part("listening")
    tally.add(OURS, [weighing.chance(read(row.text, (feeling, alone))) for row in held], labels, _border(weighing))
    threshold = alone.heads[0].threshold
    tally.add("model alone", [alone.read(row.text).probability(name) for row in held], labels, threshold)
    for way, tell in others.items():
        tally.add(way, [tell(row.text) for row in held], labels)
    tally.add("always yes", [1.0] * len(held), labels)


def _border(weighing: Weighing) -> float:
    """Give the chance from which on the desk takes a judgement for true: of abuse it sees levels, of others chances."""
    return weighing.threshold if weighing.name == "abuse" else 0.5


def _across(name: str, told: Sequence[Row], sources: Sequence[str]) -> None:
    """Train on all other sets and test on one: how it does where people talk of other things."""
    lines = []
    feeling = part("listening")
    for source in sources:
        known = [row for row in told if not row.source.startswith(source)]
        held = [row for row in told if row.source == source]
        if not any(row.label for row in known) or not read_of(known):
            continue
        weighing = joined(name, known, read_of(known), feeling)
        alone = model(trainer(name)(known))
        chances = [weighing.chance(read(row.text, (feeling, alone))) for row in held]
        labels = [row.label for row in held]
        at_half = f1([chance >= _border(weighing) for chance in chances], labels)
        lines.append((source, f"{at_half:.3f}", f"{auc(chances, labels):.3f}", f"{brier(chances, labels):.3f}"))
    if lines:
        print("  from the other sets to this one:")
        table(("tested on", "F1", "AUC", "Brier"), lines)
