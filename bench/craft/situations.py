"""How well situations are found in what customers really wrote, beside plain ways, and how fast."""

import time
from collections.abc import Iterable, Sequence
from itertools import cycle, islice

from amends.craft.situations import Ranker, Situation, fits
from bench.craft.plain import Centroid, Majority, NaiveBayes, Ranks
from bench.craft.said import Row, Said, name_of, number, sets
from bench.figures import Figures

TEXTS = 400  # held out texts that are asked for, at most
CORRECTIONS = (5, 20, 100)
PHRASES = 3
ENOUGH = 12  # situations, of which some can be left out
TARGET = 50.0  # milliseconds


class Ours:
    """The ranker of the desk, asked as the plain ones are."""

    def __init__(self, ranker: Ranker) -> None:
        self._ranker = ranker

    def best(self, text: str) -> list[str]:
        """Give the three likeliest situations."""
        return [ranked.situation for ranked in self._ranker.rank(text, limit=3)]


def run() -> None:
    """Measure accuracy on every set, then gaps and chances, then the time of a ranking."""
    found = list(sets())
    print("situations: right at 1 / among 3, in per cent of texts held out; x = ours over the better plain way, at 1")
    print(f"{'':44}{'ours':>12}{'bayes':>12}{'centroid':>12}{'majority':>12}{'x':>7}")
    for said in found:
        print(f"{said.name}: {len(said.labels)} situations, {len(said.held_out[:TEXTS])} texts held out")
        for title, phrases, learnt in _stages(said):
            _line(title, said, phrases, learnt)
    for said in found:
        _gaps(said)
    if found:
        _times(found)


def _stages(said: Said) -> Iterable[tuple[str, list[Row], Sequence[Row]]]:
    """Yield what is known at each stage: a title, the phrases of policies, and what was corrected.

    A set that has no more to learn from is asked no further.
    """
    yield "names alone", [], []
    phrases = said.first(PHRASES)
    yield f"names and {PHRASES} phrases a situation", phrases, []
    others = [row for row in said.known if row not in phrases]
    for count in CORRECTIONS:
        if len(others) >= count:
            yield f"the same and {count} corrections in all", phrases, others[:count]
    learnt: list[Row] = []
    for count in CORRECTIONS:
        if len(said.first(count)) > len(learnt):
            learnt = said.first(count)
            yield f"names and up to {count} corrections a situation", [], learnt


def _line(title: str, said: Said, phrases: list[Row], learnt: Sequence[Row]) -> None:
    names = [(name_of(label), label) for label in said.labels]
    ours = Ours(Ranker.of(_situations(said.labels, phrases), learnt))
    known = [*names, *phrases, *learnt]
    results = [_right(way, said) for way in (ours, NaiveBayes(known), Centroid(known), Majority(known))]
    cells = "".join(f"{f'{100 * one:.0f} / {100 * three:.0f}':>12}" for one, three in results)
    better = max(one for one, _ in results[1:3])
    print(f"  {title:42}{cells}{results[0][0] / better if better else 0:7.2f}", flush=True)


def _situations(labels: Iterable[str], phrases: Iterable[Row] = ()) -> list[Situation]:
    said = list(phrases)
    return [
        Situation(label, tuple(text for text, of in said if of == label), {"en": name_of(label)}) for label in labels
    ]


def _right(way: Ranks, said: Said) -> tuple[float, float]:
    """Give the shares of texts whose situation comes first, and among the first three."""
    texts = said.held_out[:TEXTS]
    ranks = [(label, way.best(text)[:3]) for text, label in texts]
    return (
        sum(best[:1] == [label] for label, best in ranks) / len(texts),
        sum(label in best for label, best in ranks) / len(texts),
    )


def _gaps(said: Said) -> None:
    """Leave out every fourth situation, and see whether its texts are called gaps, and whether chances are true."""
    missing = {label for label in said.labels if number(label, salt="gap") % 4 == 0}
    if len(said.labels) < ENOUGH:
        return
    ranker = Ranker.of(_situations([label for label in said.labels if label not in missing]))
    for text, label in said.first(20):
        if label not in missing:
            ranker.learn(text, label)
    ranks = [(label, ranker.rank(text)) for text, label in said.held_out[:TEXTS]]
    known = [fits(ranked) for label, ranked in ranks if label not in missing]
    gaps = [not fits(ranked) for label, ranked in ranks if label in missing]
    told = sum(ranked[0].score for _, ranked in ranks if ranked)
    right = sum(bool(ranked) and ranked[0].situation == label for label, ranked in ranks)
    print(
        f"gaps in {said.name}, {len(missing)} situations left out, 20 corrections a situation: {_share(gaps)} of theirs"
        f" called gaps, {_share(known)} of the others not; {told:.0f} right by the chances told, {right} really"
    )


def _share(answers: Sequence[bool]) -> str:
    return f"{100 * sum(answers) / len(answers):.0f} %" if answers else "none"


def _times(found: Sequence[Said]) -> None:
    """Rank texts of 500 words on a desk with 200 situations that has decided 10,000 cases of some fifty words each."""
    pool = sorted({text for said in found for text, _ in said.known}, key=number)
    texts = cycle(pool)
    situations = [Situation(f"s{at}", tuple(islice(texts, 3)), {"en": next(texts)}) for at in range(200)]
    ranker = Ranker(situations)
    for at in range(10_000):
        ranker.learn(" ".join(" ".join(islice(texts, 4)).split()[:50]), f"s{at % 200}")
    for length in (50, 500):
        times, cpu = [], []
        for _ in range(100):
            text = " ".join(" ".join(islice(texts, length // 5)).split()[:length])
            began, began_cpu = time.perf_counter(), time.thread_time()
            ranker.rank(text)
            times.append(1000 * (time.perf_counter() - began))
            cpu.append(1000 * (time.thread_time() - began_cpu))
        print(
            f"a ranking of {length} words, 200 situations, 10,000 decided: {Figures.of(times)} by the clock,", end=" "
        )
        print(f"{Figures.of(cpu)} by CPU (wanted: p95 below {TARGET:.0f} ms)")
