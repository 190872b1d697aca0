"""What many times come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Figures:
    """The middle and the slow end of many times, in milliseconds."""

    p50: float
    p95: float

    @classmethod
    def of(cls, times: Sequence[float]) -> "Figures":
        """Return the figures of at least two times."""
        cut = quantiles(times, n=100, method="inclusive")
        return cls(cut[49], cut[94])

    def __str__(self) -> str:
        return f"p50 {self.p50:.1f} ms, p95 {self.p95:.1f} ms"
