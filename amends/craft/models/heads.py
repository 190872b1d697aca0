"""What a linear model judges, and how its sums become probabilities."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """One judgement of a linear model: its name, and how its weighed sum becomes a probability.

    The probability is `1 / (1 + exp(-(slope * sum / sqrt(length) + offset)))`; fold intercept and Platt's figures into
    the two. From `threshold` on the judgement holds. `calibrated` is false where no labels prove the probability.
    """

    name: str
    slope: float = 1.0
    offset: float = 0.0
    threshold: float = 0.5
    calibrated: bool = True
