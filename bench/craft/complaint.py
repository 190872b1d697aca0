"""Whether a message is a complaint, on texts of six sets that somebody read; the blind set lies in `blind.py`."""

from amends.craft.listening.hearing import by_rules
from bench.craft.baselines import negative, vader
from bench.craft.gold import SETS
from bench.craft.judged import measure


def run() -> None:
    """Measure set by set: a mean over such different sets says little."""
    measure("complaint", SETS, lambda text: by_rules(text).complaint, {"opinion lexicon": negative, "VADER": vader})
