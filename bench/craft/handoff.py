"""Whether somebody asks for a human, in what was said to a bank and to a shop."""

from amends.craft.listening.hearing import by_rules
from bench.craft.baselines import HUMANS, listed
from bench.craft.judged import measure


def run() -> None:
    """Measure over folds, and from the bank to the shop and back."""
    measure(
        "handoff",
        ("nlupp", "bitext"),
        lambda text: by_rules(text).supervisor,
        {"list of words": lambda text: listed(HUMANS, text)},
    )
