"""How well politeness agrees with people: requests they judged, by parts, and commands marked polite or rude.

The strategies and the plan of the model were chosen while looking at parts 1 to 4 of the requests.
"""

import csv
from collections.abc import Callable, Iterator, Sequence

from amends.craft.coach.courtesy import leaning_by, leaning_of, politeness_by
from amends.craft.coach.reading import read
from bench.craft import corpora
from bench.craft.calibration import brier, plotted
from bench.craft.folds import splits
from bench.craft.intervals import Mean
from bench.craft.scores import accuracy, auc
from bench.craft.tables import skipped, table
from bench.mails import DATA

JUDGED = "tydip_politeness/en_train.csv"
COMMANDS = "bitext/train.csv"
QUARTER = 4
POLITE_WORDS = ("please", "thank", "sorry", "could you", "would you")

type Judged = tuple[str, float]
type Way = Callable[[str], float]
"""Gives 0 to 1 for a text."""


def run() -> None:
    """Measure the outer quarters, then calibration on all, then the other set."""
    if not corpora.there(JUDGED):
        return skipped(JUDGED)
    rows = list(corpora.politeness())
    _by_part(rows)
    if corpora.there(COMMANDS):
        _across(rows)
    else:
        skipped(COMMANDS)
    return None


def ours(rows: Sequence[Judged]) -> Way:
    """Give our way, trained on `rows`."""
    from train.fitting import model
    from train.politeness import train

    leaning = leaning_by(model(train(rows)))
    return lambda text: politeness_by(leaning, read(text))


def strategies_alone(text: str) -> float:
    """Give politeness by strategies, as in German; their weights were fitted on all of the requests."""
    return politeness_by(leaning_of, read(text))


def words_alone(text: str) -> float:
    """Give 1 where one of the usual words stands."""
    return float(any(word in text.lower() for word in POLITE_WORDS))


def _by_part(rows: Sequence[Judged]) -> None:
    low, high = _quarters(rows)
    found: dict[str, list[tuple[float, float]]] = {}
    chances: list[tuple[float, bool]] = []
    for known, unknown in splits(rows, lambda row: row[0]):
        outer = [(text, score > high) for text, score in unknown if score <= low or score > high]
        ways = {"ours": ours(known), "strategies alone": strategies_alone, "usual words": words_alone}
        for name, way in ways.items():
            told, truth = [way(text) for text, _ in outer], [polite for _, polite in outer]
            right = accuracy([chance > 0.5 for chance in told], truth)
            found.setdefault(name, []).append((right, auc(told, truth)))
        chances += [(ways["ours"](text), score > 0) for text, score in unknown]
    print("requests of the most and the least polite quarter (TyDiP): which are which; half of them are polite")
    figures = [
        (name, Mean.of([right for right, _ in parts]), Mean.of([area for _, area in parts]))
        for name, parts in found.items()
    ]
    table(("way", "accuracy", "AUC"), figures)
    told, truth = [chance for chance, _ in chances], [polite for _, polite in chances]
    print(f"  all quarters: Brier score {brier(told, truth):.3f}; told → true: {plotted('politeness', told, truth)}")


def _quarters(rows: Sequence[Judged]) -> tuple[float, float]:
    scores = sorted(score for _, score in rows)
    return scores[len(scores) // QUARTER], scores[-len(scores) // QUARTER]


def _across(rows: Sequence[Judged]) -> None:
    """Train on the requests, test on what customers say to a desk, marked P for polite and W for offensive."""
    ways = (("ours", ours(rows)), ("strategies alone", strategies_alone), ("usual words", words_alone))
    marked = list(_marked())
    rude = [(text, "P" in tags) for text, tags in marked if ("P" in tags) != ("W" in tags)]
    plain = [(text, "P" in tags) for text, tags in marked if "W" not in tags]
    print("trained on the requests, tested on what customers say (bitext): AUC of polite against offensive, and plain")
    table(
        ("way", f"offensive ({len(rude)})", f"plain ({len(plain)})"),
        [(name, _area(way, rude), _area(way, plain)) for name, way in ways],
    )


def _marked() -> Iterator[tuple[str, str]]:
    with (DATA / COMMANDS).open(encoding="utf-8", newline="") as file:
        yield from ((row["utterance"], row["tags"]) for row in csv.DictReader(file))


def _area(way: Way, rows: Sequence[tuple[str, bool]]) -> str:
    return f"{auc([way(text) for text, _ in rows], [polite for _, polite in rows]):.3f}"
