"""Situations on desks as they are: unevenly taught, with gaps, fresh from the box; and constants chosen elsewhere."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from amends.craft.policy import read
from amends.craft.situations import Ranker, Situation, ranking
from bench.craft.plain import Centroid, Majority, NaiveBayes
from bench.craft.rankings import Ours, cell, right, situations, told, truth
from bench.craft.said import Row, Said, name_of, number
from bench.craft.scores import auc
from bench.craft.tables import table

ENOUGH = 12  # situations, of which some can be left out
TEXTS = 400
FEW = 120  # texts where many rankings are tried
COMPLAINTS = (
    ("complaints written before anything was fitted; phrases were added after reading them", "starters.tsv"),
    ("complaints written after the phrases stood", "starters_after.tsv"),
)
STARTERS = Path(ranking.__file__).parents[1] / "policy" / "starters"
CHOICES = [(near, apart) for near in (0.0, 1.0, 2.0) for apart in (0.0, 4.0, 8.0)]


def run(found: Sequence[Said]) -> None:
    """Measure uneven desks, gaps, constants chosen without the set they are tried on, and the packaged policies."""
    print("uneven desks: lessons and texts by one law, the n-th situation having 1/n of the first; phrases for every")
    print("second situation, for the others a name; right at 1 / among 3:")
    for said in found:
        _uneven(said)
    print("gaps: every fourth situation left out, 20 corrections for each of the others:")
    for said in found:
        if len(said.labels) >= ENOUGH:
            _gaps(said)
    if len(found) > 1:
        _elsewhere(found)
    _starters()


def _uneven(said: Said) -> None:
    phrases, lessons, texts = uneven(said, lessons=200 if len(said.known) > TEXTS else 40)
    ranker = Ranker.of(situations(said.labels, phrases), lessons)
    known = [*((name_of(label), label) for label in said.labels), *phrases, *lessons]
    ways = [cell(right(way, texts)) for way in (Ours(ranker), NaiveBayes(known), Centroid(known), Majority(known))]
    print(f"  {said.name}, {len(lessons)} lessons, {len(texts)} texts: ours {ways[0]}, bayes {ways[1]},", end=" ")
    print(f"centroid {ways[2]}, majority {ways[3]}; {truth(told(ranker, texts))}", flush=True)


def uneven(said: Said, *, lessons: int) -> tuple[list[Row], list[Row], list[Row]]:
    """Give phrases, lessons and texts to ask about, drawn by a law that favours few situations."""
    order = sorted(said.labels, key=lambda label: number(label, salt="uneven"))
    whole = sum(1 / place for place in range(1, len(order) + 1))
    wanted = {label: max(1, round(lessons / place / whole)) for place, label in enumerate(order, 1)}
    with_phrases = set(order[::2])
    phrases = [row for row in said.first(3) if row[1] in with_phrases]
    rest = [row for row in said.known if row not in phrases]
    most = max(wanted.values())
    return (
        phrases,
        list(_taken(rest, wanted)),
        list(_taken(said.held_out, {label: max(1, round(40 * count / most)) for label, count in wanted.items()})),
    )


def _taken(rows: Sequence[Row], wanted: dict[str, int]) -> Iterator[Row]:
    taken: Counter[str] = Counter()
    for text, label in rows:
        if taken[label] < wanted.get(label, 0):
            taken[label] += 1
            yield text, label


def _gaps(said: Said) -> None:
    """Leave out every fourth situation, and see whether its texts are called gaps, and whether chances are true."""
    missing = {label for label in said.labels if number(label, salt="gap") % 4 == 0}
    known = [row for row in said.first(20) if row[1] not in missing]
    ranker = Ranker.of(situations([label for label in said.labels if label not in missing]), known)
    answers = told(ranker, said.held_out[:TEXTS], missing=missing)
    gaps = [not one.fits for one in answers if one.missing]
    others = [one.fits for one in answers if not one.missing]
    area = auc([one.chance for one in answers], [not one.missing for one in answers])
    print(
        f"  {said.name}, {len(missing)} left out: {_share(gaps)} of theirs called gaps, {_share(others)} of the",
        end=" ",
    )
    print(f"others not, AUC {area:.2f}; {truth(answers)}", flush=True)


def _share(answers: Sequence[bool]) -> str:
    return f"{100 * sum(answers) / len(answers):.0f} %" if answers else "none"


def _elsewhere(found: Sequence[Said]) -> None:
    """Choose how much near words and lines between rivals count on all sets but one, and try it on that one."""
    asked = {said.name: _asked(said) for said in found}
    rows = []
    for said in found:
        others = [figures for name, figures in asked.items() if name != said.name]
        best = max(CHOICES, key=lambda choice: sum(figures[choice] for figures in others))
        chosen, shipped, plain = (asked[said.name][at] for at in (best, CHOICES[-1], CHOICES[0]))
        rows.append((said.name, f"{best[0]:g}, {best[1]:g}", *(f"{100 * one:.0f}" for one in (chosen, shipped, plain))))
    print("near words and lines between rivals, chosen on the other sets; right at 1, 3 phrases a situation:")
    table(("set", "chosen", "with these", "as shipped", "without both"), rows)


def _asked(said: Said) -> dict[tuple[float, float], float]:
    ranker = Ranker(situations(said.labels, said.first(3)))
    shares = {}
    for near, apart in CHOICES:
        with patch.multiple(ranking, _NEAR=near, _APART=apart):
            shares[near, apart] = right(Ours(ranker), said.held_out[:FEW])[0]
    return shares


def _starters() -> None:
    """Ask the policies that come with amends about complaints over their situations."""
    kinds = list(_packaged())
    rows = [(phrase, kind.id) for kind in kinds for phrase in (*kind.phrases, *kind.names.values())]
    ranker = Ranker(kinds)
    for title, file in COMPLAINTS:
        with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as table_:
            texts = [(row[1], row[0]) for row in csv.reader(table_, delimiter="\t", quoting=csv.QUOTE_NONE)]
        ways = [cell(right(way, texts)) for way in (Ours(ranker), NaiveBayes(rows), Centroid(rows), Majority(rows))]
        print(f"packaged policies, {len(texts)} {title}: ours {ways[0]}, bayes {ways[1]}, centroid {ways[2]},", end=" ")
        print(f"majority {ways[3]}; {truth(told(ranker, texts))}", flush=True)


def _packaged() -> Iterator[Situation]:
    for path in sorted(STARTERS.glob("*.md")):
        document = read(path.read_text("utf-8"), file=path.name)
        phrases = tuple(text for spoken in document.phrases for text in spoken.texts)
        for slug in document.situations:
            yield Situation(slug, phrases, {name.language: name.text for name in document.names})
