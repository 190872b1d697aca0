"""How well situations are found in what customers really wrote, beside plain ways, and how fast."""

import time
from collections.abc import Iterable, Sequence
from itertools import cycle, islice

from amends.craft.situations import Ranker, Situation
from bench.craft import desks
from bench.craft.corpora import intents
from bench.craft.folds import splits
from bench.craft.intervals import Mean
from bench.craft.plain import Centroid, Majority, NaiveBayes
from bench.craft.rankings import Ours, cell, right, situations
from bench.craft.said import Row, Said, name_of, number, sets
from bench.craft.tables import skipped, table
from bench.figures import Figures

TEXTS = 400  # held out texts that are asked for, at most
CORRECTIONS = (5, 20, 100)
PHRASES = 3
TARGET = 50.0  # milliseconds
BANK = "banking77/train.csv"
WAYS = ("ours", "bayes", "centroid", "majority")


def run() -> None:
    """Measure accuracy over folds and on every set, then desks as they are, then the time of a ranking."""
    _folds()
    found = list(sets())
    print("right at 1 / among 3, in per cent of texts held out; x = ours over the better plain way, at 1")
    print(f"{'':44}" + "".join(f"{way:>12}" for way in WAYS) + f"{'x':>7}")
    for said in found:
        print(f"{said.name}: {len(said.labels)} situations, {len(said.held_out[:TEXTS])} texts held out")
        for title, phrases, learnt in _stages(said):
            _line(title, said, phrases, learnt)
    desks.run(found)
    if found:
        _times(found)


def _folds() -> None:
    """Learn all of banking77 but one fold, and ask about texts of that fold."""
    shares: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
    for known, held_out in splits(intents(BANK, "text", "category"), lambda row: row[0]):
        texts = sorted(held_out, key=lambda row: number(row[0]))[:TEXTS]
        if not texts:
            skipped(BANK)
            return
        labels = sorted({label for _, label in known})
        rows = [*((name_of(label), label) for label in labels), *known]
        ways = (Ours(Ranker.of(situations(labels), known)), NaiveBayes(rows), Centroid(rows), Majority(rows))
        for name, way in zip(WAYS, ways, strict=True):
            shares[name].append(right(way, texts))
    print(f"banking77 over five folds, names and all texts of the other four learnt, {TEXTS} asked a fold:")
    rows_ = [(name, *(Mean.of([row[at] for row in found]) for at in (0, 1))) for name, found in shares.items()]
    table(("", "right at 1", "among 3"), rows_)


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
    ours = Ours(Ranker.of(situations(said.labels, phrases), learnt))
    known = [*names, *phrases, *learnt]
    texts = said.held_out[:TEXTS]
    results = [right(way, texts) for way in (ours, NaiveBayes(known), Centroid(known), Majority(known))]
    cells = "".join(f"{cell(shares):>12}" for shares in results)
    better = max(one for one, _ in results[1:3])
    print(f"  {title:42}{cells}{results[0][0] / better if better else 0:7.2f}", flush=True)


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
