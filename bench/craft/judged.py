"""How well one judgement of the listener is made: joined, by model alone, by rules alone, and beside plain ways."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

from amends.craft.listening.judging import Weighing, at_least_the_rules
from amends.craft.listening.signs import Signs
from amends.craft.models import part
from bench.craft.calibration import brier, plotted
from bench.craft.folds import splits
from bench.craft.intervals import Mean
from bench.craft.scores import auc, f1
from bench.craft.tables import skipped, table
from train.fitting import model
from train.listening import rows, trainer, weights_of
from train.rows import Row
from train.weighing import join, read, read_by_others

type Tell = Callable[[str], float]
type Read = tuple[Row, Signs]


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

    def show(self, title: str, reliable: str = "") -> None:
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
            plotted(title, self._chances[reliable or OURS], self._labels[OURS]),
        )


OURS = "ours: rules and model"


def measure(name: str, sources: Sequence[str], rules: Tell, plain: dict[str, Tell]) -> None:
    """Measure the judgement `name` over folds on each of the sets `sources`, then from set to set.

    What a model says of a text always comes from one that was not shown its fold (or its set). The few weights that
    join model and rules are fitted on the other folds (or sets) alone.
    """
    told = rows(name)
    if not told:
        skipped(name)
        return
    read_ones = [row for row in told if row.trust == 1.0 or row.source in sources]
    found = read_by_others(told, trainer(name), (part("listening"),), read_ones)
    pairs = list(zip(read_ones, found, strict=True))
    tallies = {source: Tally() for source in sources}
    for known, unseen in splits(pairs, lambda pair: pair[0].text):
        weighing = _join(name, known)
        for source, tally in tallies.items():
            held = [pair for pair in unseen if pair[0].source == source]
            _answer(tally, held, weighing, {"rules alone": rules, **plain})
    for source, tally in tallies.items():
        held = [row for row in read_ones if row.source == source]
        print(f"  {source}: {len(held)} texts, {sum(row.label for row in held)} of them yes")
        tally.show(f"{name}, {source}")
    _across(name, pairs, sources)


def _join(name: str, known: Sequence[Read]) -> Weighing:
    trusted = [pair for pair in known if pair[0].trust == 1.0]
    told = [row for row, _ in trusted]
    return join(name, [one for _, one in trusted], [row.label for row in told], weights_of(name, told))


def _answer(tally: Tally, held: Sequence[Read], weighing: Weighing, others: dict[str, Tell]) -> None:
    labels = [row.label for row, _ in held]
    tally.add(OURS, [at_least_the_rules(weighing, found) for _, found in held], labels, _border(weighing))
    alone = [found.values[f"{weighing.name}.whole"] for _, found in held]
    tally.add("model alone", [1 / (1 + math.exp(-odds)) for odds in alone], labels)
    for way, tell in others.items():
        tally.add(way, [tell(row.text) for row, _ in held], labels)
    tally.add("always yes", [1.0] * len(held), labels)


def _border(weighing: Weighing) -> float:
    """Give the chance from which on the desk takes a judgement for true: of abuse it sees levels, of others chances."""
    return weighing.threshold if weighing.name == "abuse" else 0.5


def _across(name: str, pairs: Sequence[Read], sources: Sequence[str]) -> None:
    """Train on all other sets and test on one: how it does where people talk of other things."""
    lines = []
    for source in sources:
        known = [pair for pair in pairs if pair[0].source != source]
        learn = [row for row in rows(name) if not row.source.startswith(source)]
        if not any(row.label for row in learn) or not any(row.label for row, _ in known if row.trust == 1.0):
            continue
        weighing, alone = _join(name, known), model(trainer(name)(learn))
        held = [row for row, _ in pairs if row.source == source]
        chances = [at_least_the_rules(weighing, read(row.text, (part("listening"), alone))) for row in held]
        labels = [row.label for row in held]
        figure = f1([chance >= _border(weighing) for chance in chances], labels)
        lines.append((source, f"{figure:.3f}", f"{auc(chances, labels):.3f}", f"{brier(chances, labels):.3f}"))
    if lines:
        print("  from the other sets to this one:")
        table(("tested on", "F1", "AUC", "Brier"), lines)
