"""Five parts of every set, fixed by the texts themselves: what is tested was never trained on.

A text falls into the same part wherever it turns up, in every set and on every machine, and so do texts that differ
only in case, punctuation or blanks. Whoever tries out an idea looks at parts 1 to 4; part 0 is only measured.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from amends.craft.text import words

FOLDS = 5


def fold_of(text: str) -> int:
    """Give the part of a text, from 0 to FOLDS - 1."""
    said = " ".join(words(text)) or text.strip()
    return int(sha256(said.encode()).hexdigest()[:12], 16) % FOLDS


def splits[T](rows: Iterable[T], text_of: Callable[[T], str]) -> Iterator[tuple[list[T], Sequence[T]]]:
    """Yield, for each part, the rows outside it, to train on, and the rows in it, to test on."""
    parted = [(fold_of(text_of(row)), row) for row in rows]
    for fold in range(FOLDS):
        yield [row for part, row in parted if part != fold], [row for part, row in parted if part == fold]
