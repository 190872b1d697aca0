"""Whether a chance told is true: Brier score and a reliability plot, drawn in characters and as SVG."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.mails import ROOT

BINS = 10
PLOTS = ROOT / "artefacts" / "reliability"


@dataclass(frozen=True, slots=True)
class Bin:
    """The texts whose score fell between two tenths: how many, what was told on average, what was true."""

    count: int
    told: float
    true: float


def brier(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the mean square of the distance between chance and truth: 0 is perfect, 0.25 is a coin that says so."""
    return sum((score - label) ** 2 for score, label in zip(scores, labels, strict=True)) / len(labels)


def reliability(scores: Sequence[float], labels: Sequence[bool]) -> list[Bin]:
    """Sort the texts by tenths of their score; empty tenths are left out."""
    found: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, label in zip(scores, labels, strict=True):
        found[min(BINS - 1, int(score * BINS))].append((score, label))
    return [
        Bin(len(rows), sum(score for score, _ in rows) / len(rows), sum(label for _, label in rows) / len(rows))
        for rows in found
        if rows
    ]


def line(bins: Sequence[Bin]) -> str:
    """Give the plot in one line: told → true (texts), tenth by tenth."""
    return "  ".join(f"{bin_.told:.2f}→{bin_.true:.2f} ({bin_.count})" for bin_ in bins)


def plotted(title: str, scores: Sequence[float], labels: Sequence[bool]) -> str:
    """Draw the plot into a file that is called after its title, and give it in one line."""
    bins = reliability(scores, labels)
    PLOTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    (PLOTS / f"{name}.svg").write_text(svg(title, bins), encoding="utf-8")
    return line(bins)


def svg(title: str, bins: Sequence[Bin]) -> str:
    """Draw the plot: told along the bottom, true upwards; a true chance lies on the diagonal."""
    size = 200
    points = [(bin_.told * size, size - bin_.true * size) for bin_ in bins]
    lines = "".join(
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="#0f6b5c"/>'
        for (x1, y1), (x2, y2) in pairwise(points)
    )
    dots = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="#0f6b5c"/>' for x, y in points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -24 220 244" role="img"><title>{title}</title>'
        f'<text x="0" y="-8" font-size="12" fill="#5b6475">{title}</text>'
        f'<path d="M0 0V{size}H{size}" fill="none" stroke="#5b6475"/><path d="M0 {size}L{size} 0" stroke="#e4e1d9"/>'
        f"{lines}{dots}</svg>\n"
    )
