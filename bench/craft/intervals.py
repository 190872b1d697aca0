"""How sure a figure is: the mean over folds with its interval, and the bounds of a share."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

_T = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}
"""Two-sided 95 % points of Student's t, by degrees of freedom."""
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over folds and half the width of its 95 % interval (0 where there was one fold)."""

    mean: float
    half: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> "Mean":
        """Take the figures of all folds; at least one."""
        half = 0.0
        if len(figures) > 1:
            half = _T.get(len(figures) - 1, _Z) * stdev(figures) / math.sqrt(len(figures))
        return cls(fmean(figures), half)

    def __str__(self) -> str:
        return f"{self.mean:.3f} ±{self.half:.3f}" if self.half else f"{self.mean:.3f}"


def wilson(right: int, of: int) -> tuple[float, float]:
    """Give the 95 % bounds of the share `right` / `of` (E. B. Wilson, JASA 22, 1927); (0, 1) where there is nothing."""
    if not of:
        return 0.0, 1.0
    share, square = right / of, _Z * _Z
    centre = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, centre - half), min(1.0, centre + half)
