"""Plain ways to tell what a text is about, to measure ours beside: the words as they stand, nothing else."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Protocol

from amends.craft.text import words
from bench.craft.said import Row


class Ranks(Protocol):
    """Anything that puts labels in order for a text."""

    def best(self, text: str) -> list[str]:
        """Give the labels, likeliest first; at least three, where there are so many."""
        ...


class Majority:
    """Always the labels that were seen most."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._order = [label for label, _ in Counter(label for _, label in sorted(rows)).most_common()]

    def best(self, text: str) -> list[str]:
        """Give the same order whatever the text."""
        return self._order


class NaiveBayes:
    """Multinomial naive Bayes over words, with one added to each count."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._texts: Counter[str] = Counter()
        for text, label in rows:
            self._texts[label] += 1
            self._counts[label].update(words(text))
        self._sizes = {label: counts.total() for label, counts in self._counts.items()}
        self._known = len(set().union(*self._counts.values()))

    def best(self, text: str) -> list[str]:
        """Order the labels by the logarithm of their probability."""
        said = words(text)
        chances = {label: self._chance(said, label) for label in self._texts}
        return sorted(chances, key=lambda label: (-chances[label], label))

    def _chance(self, said: Iterable[str], label: str) -> float:
        counts, size = self._counts[label], self._sizes[label] + self._known
        return math.log(self._texts[label]) + sum(math.log((counts[word] + 1) / size) for word in said)


class Centroid:
    """The nearest centroid of bags of words, by cosine."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._bags: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for text, label in rows:
            self._bags[label].update(words(text))
        self._lengths = {label: math.hypot(*bag.values()) or 1.0 for label, bag in self._bags.items()}

    def best(self, text: str) -> list[str]:
        """Order the labels by their cosine with the text."""
        said = Counter(words(text))
        likeness = {
            label: sum(count * bag[word] for word, count in said.items()) / self._lengths[label]
            for label, bag in self._bags.items()
        }
        return sorted(likeness, key=lambda label: (-likeness[label], label))
