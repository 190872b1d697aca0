"""Whether somebody means to leave, in what was written to a phone company in English and German."""

from amends.craft.listening.hearing import by_rules
from bench.craft.baselines import LEAVING, listed, vader
from bench.craft.judged import measure


def run() -> None:
    """Measure over folds, and from one language to the other."""
    measure(
        "churn",
        ("churn_EN", "churn_DE"),
        lambda text: by_rules(text).churn,
        {"list of words": lambda text: listed(LEAVING, text), "VADER": vader},
    )
