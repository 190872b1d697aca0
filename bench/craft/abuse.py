"""Whether somebody is abusive, as most of those said who read what people said to a chat bot."""

from amends.craft.listening.hearing import by_rules
from bench.craft.baselines import CURSES, listed, vader
from bench.craft.judged import measure


def run() -> None:
    """Measure over folds, and from firms' customers to the chat bot."""
    measure(
        "abuse",
        ("convabuse",),
        lambda text: float(by_rules(text).abuse > 0),
        {"list of curses": lambda text: listed(CURSES, text), "VADER": vader},
    )
