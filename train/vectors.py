"""What words mean, by packaged static vectors: lets a model weigh words that it was never shown."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import wordllama
from wordllama import WordLlama

from train.words import common

WIDE = 64  # of 256 dimensions, the main ones


def vectors(words: Sequence[str]) -> np.ndarray:
    """Give one row a word, of length 1 at most: its vector on the main axes of the common words."""
    return _unit(words) @ _axes() if words else np.zeros((0, WIDE))


@cache
def _model() -> WordLlama:
    return WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def _unit(words: Sequence[str]) -> np.ndarray:
    found = np.asarray(_model().embed(list(words), norm=False), dtype=np.float64)
    return found / np.maximum(1e-6, np.linalg.norm(found, axis=1, keepdims=True))


@cache
def _axes() -> np.ndarray:
    rows = _unit(common())
    _, found = np.linalg.eigh(rows.T @ rows)
    main = found[:, ::-1][:, :WIDE]
    return main * np.where(main[0] < 0, -1.0, 1.0)
