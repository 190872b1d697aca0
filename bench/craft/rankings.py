"""Rankers asked about texts with known situations: what comes first, how likely it is said to be, and what is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amends.craft.situations import Ranker, Situation, fits
from bench.craft.calibration import brier, line, reliability
from bench.craft.plain import Ranks
from bench.craft.said import Row, name_of


class Ours:
    """The ranker of the desk, asked as the plain ones are."""

    def __init__(self, ranker: Ranker) -> None:
        self._ranker = ranker

    def best(self, text: str) -> list[str]:
        """Give the three likeliest situations."""
        return [ranked.situation for ranked in self._ranker.rank(text, limit=3)]


@dataclass(frozen=True, slots=True)
class Told:
    """What a ranker told about one text: the chance of the likeliest, whether it is right, and whether it fits."""

    chance: float
    right: bool
    among: bool
    fits: bool
    missing: bool = False


def right(way: Ranks, texts: Sequence[Row]) -> tuple[float, float]:
    """Give the shares of texts whose situation comes first, and among the first three."""
    ranks = [(label, way.best(text)[:3]) for text, label in texts]
    return (
        sum(best[:1] == [label] for label, best in ranks) / len(texts),
        sum(label in best for label, best in ranks) / len(texts),
    )


def cell(shares: tuple[float, float]) -> str:
    """Write two shares in per cent."""
    return " / ".join(f"{100 * share:.0f}" for share in shares)


def told(ranker: Ranker, texts: Iterable[Row], *, missing: Iterable[str] = ()) -> list[Told]:
    """Ask about texts; those whose label is among `missing` have no situation that is right."""
    gone, answers = frozenset(missing), []
    for text, label in texts:
        ranked = ranker.rank(text, limit=3)
        best = [one.situation for one in ranked]
        chance = ranked[0].score if ranked else 0.0
        answers.append(Told(chance, best[:1] == [label], label in best, fits(ranked), label in gone))
    return answers


def truth(answers: Sequence[Told]) -> str:
    """Say how true the chances are that were told."""
    chances, rights = [one.chance for one in answers], [one.right for one in answers]
    return f"Brier {brier(chances, rights):.3f}; told→true {line(reliability(chances, rights))}"


def situations(labels: Iterable[str], phrases: Iterable[Row] = ()) -> list[Situation]:
    """Make situations of labels, each with its name and its phrases."""
    said = list(phrases)
    return [
        Situation(label, tuple(text for text, of in said if of == label), {"en": name_of(label)}) for label in labels
    ]
