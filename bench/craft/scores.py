"""Figures of answers against labels: F1, accuracy, area under the curve, reciprocal rank."""

from collections.abc import Hashable, Sequence
from statistics import fmean


def accuracy[L: Hashable](told: Sequence[L], labels: Sequence[L]) -> float:
    """Give the share of right answers."""
    return sum(one == other for one, other in zip(told, labels, strict=True)) / len(labels)


def precision_recall(told: Sequence[bool], labels: Sequence[bool]) -> tuple[float, float]:
    """Give precision and recall; 0 where nothing was told, or nothing was there."""
    hits = sum(one and other for one, other in zip(told, labels, strict=True))
    return hits / max(1, sum(told)), hits / max(1, sum(labels))


def f1(told: Sequence[bool], labels: Sequence[bool]) -> float:
    """Give the harmonic mean of precision and recall."""
    precision, recall = precision_recall(told, labels)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def macro_f1(told: Sequence[frozenset[str]], labels: Sequence[frozenset[str]], classes: Sequence[str]) -> float:
    """Give the mean of the F1 of all classes, each text having any number of them."""
    return fmean(f1([name in one for one in told], [name in one for one in labels]) for name in classes)


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the chance that a true one scores above a false one, ties counting half; 0.5 where one kind is missing."""
    ordered = sorted(zip(scores, labels, strict=True))
    trues = sum(labels)
    falses = len(labels) - trues
    if not trues or not falses:
        return 0.5
    ranks, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        ranks += (at + end + 1) / 2 * sum(label for _, label in ordered[at:end])
        at = end
    return (ranks - trues * (trues + 1) / 2) / (trues * falses)


def reciprocal_rank(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Give one over the place of the first true one, best score first; of equal scores the true one comes last."""
    ordered = sorted(zip(scores, labels, strict=True), key=lambda pair: (-pair[0], pair[1]))
    return next((1 / place for place, (_, label) in enumerate(ordered, 1) if label), 0.0)
