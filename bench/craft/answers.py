"""How well the coach tells whether a question is answered, and where; by parts of the sets, beside plain ways.

The clues and word lists were made while looking at parts 1 to 4 of `questions_and_replies.toml`; the later file was
written when they stood. The letters of the coach's own tests are learnt from and not measured: its rules were made on
them.
"""

from collections.abc import Callable, Iterator, Sequence
from statistics import fmean
from typing import NamedTuple

from amends.craft.coach.clues import Clues
from amends.craft.coach.weighing import Weights
from bench.craft import answer_sets, corpora
from bench.craft.answer_sets import Case
from bench.craft.calibration import brier, plotted
from bench.craft.folds import splits
from bench.craft.intervals import Mean
from bench.craft.scores import accuracy, auc, reciprocal_rank
from bench.craft.tables import skipped, table

PASSAGES = "selqa/dev.json"
BY_RULES = 0.5  # from which score on the rules alone call a question answered

type Teller = Callable[[Clues], float]


class Judged(NamedTuple):
    """What one way said of the cases of one part: the chance of each sentence, and from where on it counts."""

    cases: Sequence[Case]
    chances: list[list[float]]
    threshold: float

    @property
    def best(self) -> list[float]:
        """The chance of the likeliest sentence of each case."""
        return [max(each) for each in self.chances]

    @property
    def answered(self) -> list[bool]:
        """Whether each question was really answered."""
        return [case.answered for case in self.cases]


def run() -> None:
    """Measure passages, then replies, then one kind of text by what was learnt on another."""
    if corpora.there(PASSAGES):
        _passages()
    else:
        skipped(PASSAGES)
    _replies()


def _passages() -> None:
    from train.answers import train_passages

    whole, alone = list(answer_sets.passages()), list(answer_sets.alone())
    ways: list[tuple[str, list[Case], Callable[[list[Case]], tuple[Teller, float]]]] = [
        ("ours, in the passage", whole, lambda cases: _ours(train_passages(cases))),
        ("ours, sentence by itself", alone, lambda cases: _ours(train_passages(cases))),
        ("share of words, in the passage", whole, lambda _: (_share, 1.0)),
    ]
    print("does this sentence answer that question (SelQA; Emory): what is tested was not trained on")
    rows = []
    for title, cases, way in ways:
        judged = list(_by_part(cases, way))
        rows.append((title, Mean.of([_auc_of_sentences(part) for part in judged]), _rank(judged)))
        if title.startswith("ours"):
            _calibration(title, [one for part in judged for one in _sentences(part)])
    table(("way", "AUC", "mean reciprocal rank"), rows)


def _replies() -> None:
    from train.answers import tested, train_replies

    also = tested()
    sets = {
        "own": list(answer_sets.own("questions_and_replies")),
        "own, later": list(answer_sets.own("questions_and_replies_later")),
        "tweets": list(answer_sets.care()),
    }
    everything = [case for cases in sets.values() for case in cases]

    def ours(cases: list[Case]) -> tuple[Teller, float]:
        names = {case.key for case in everything} - {case.key for case in cases}
        return _ours(train_replies(cases, [case for case in also if case.key not in names]))

    judged = list(_by_part(everything, ours))
    print("is the question answered by the reply: trained on the other parts of all three sets")
    rows: list[Sequence[object]] = []
    for name, cases in sets.items():
        mine = [_only(part, cases) for part in judged]
        ruled = [
            Judged(part.cases, [[_rules(each) for each in case.clues] for case in part.cases], 0.5) for part in mine
        ]
        words = [
            Judged(part.cases, [[_share(each) for each in case.clues] for case in part.cases], 0.5) for part in mine
        ]
        for title, parts in (("ours", mine), ("rules", ruled), ("words", words)):
            rows.append((f"{name}: {title}", len(cases), *_figures(parts)))
        majority = fmean(case.answered for case in cases)
        rows.append((f"{name}: majority", len(cases), f"{max(majority, 1 - majority):.3f}", "0.500", ""))
    table(("set and way", "questions", "accuracy", "AUC", "right place"), rows)
    _calibration(
        "replies", [(chance, so) for part in judged for chance, so in zip(part.best, part.answered, strict=True)]
    )
    _across(sets, also)


def _across(sets: dict[str, list[Case]], also: Sequence[Case]) -> None:
    """Train on some sets, test on another."""
    from train.answers import train_replies

    rows = []
    for name, cases in sets.items():
        tell, threshold = _ours(train_replies([case for other in sets if other != name for case in sets[other]], also))
        rows.append((name, *_figures([_judge(cases, tell, threshold)])))
    print("trained on the other sets alone")
    table(("tested on", "accuracy", "AUC", "right place"), rows)


def _by_part(cases: list[Case], way: Callable[[list[Case]], tuple[Teller, float]]) -> Iterator[Judged]:
    for known, unknown in splits(cases, lambda case: case.key):
        yield _judge(unknown, *way(known))


def _judge(cases: Sequence[Case], tell: Teller, threshold: float) -> Judged:
    return Judged(cases, [[tell(each) for each in case.clues] for case in cases], threshold)


def _ours(weights: Weights) -> tuple[Teller, float]:
    return weights.probability, weights.threshold


def _share(clues: Clues) -> float:
    return clues["share"]


def _rules(clues: Clues) -> float:
    return clues["rules"]


def _only(judged: Judged, cases: Sequence[Case]) -> Judged:
    wanted = {id(case) for case in cases}
    kept = [at for at, case in enumerate(judged.cases) if id(case) in wanted]
    return Judged([judged.cases[at] for at in kept], [judged.chances[at] for at in kept], judged.threshold)


def _figures(parts: Sequence[Judged]) -> tuple[object, object, object]:
    """Give accuracy, AUC, and how often the likeliest sentence of an answered question is the right one."""
    right = [
        case.right[each.index(max(each))]
        for part in parts
        for case, each in zip(part.cases, part.chances, strict=True)
        if case.answered and case.right is not None
    ]
    return (
        Mean.of([accuracy([best >= part.threshold for best in part.best], part.answered) for part in parts]),
        Mean.of([auc(part.best, part.answered) for part in parts]),
        f"{fmean(right):.3f}" if right else "",
    )


def _sentences(part: Judged) -> Iterator[tuple[float, bool]]:
    """Yield chance and truth of each candidate; one of several sentences has the best of their chances."""
    for case, told in zip(part.cases, part.chances, strict=True):
        found: dict[int, tuple[float, bool]] = {}
        for owner, chance, right in zip(case.owners, told, case.right or (), strict=True):
            found[owner] = (max(chance, found.get(owner, (0.0, right))[0]), right)
        yield from found.values()


def _auc_of_sentences(part: Judged) -> float:
    told = list(_sentences(part))
    return auc([chance for chance, _ in told], [right for _, right in told])


def _rank(parts: Sequence[Judged]) -> Mean:
    """Rank the sentences of each passage; those that were judged by themselves are put together by their question."""
    figures = []
    for part in parts:
        passages: dict[str, list[tuple[float, bool]]] = {}
        for case, told in zip(part.cases, part.chances, strict=True):
            passages.setdefault(case.key, []).extend(zip(told, case.right or (), strict=True))
        figures.append(fmean(reciprocal_rank([c for c, _ in one], [r for _, r in one]) for one in passages.values()))
    return Mean.of(figures)


def _calibration(title: str, told: Sequence[tuple[float, bool]]) -> None:
    chances, truth = [chance for chance, _ in told], [so for _, so in told]
    print(f"  {title}: Brier score {brier(chances, truth):.3f}; told → true: {plotted(title, chances, truth)}")
