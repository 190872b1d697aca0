"""Which situations a text may be about, learnt from what a desk decided."""

from amends.craft.situations.contract import Counts, Ranked, Situation

__all__ = ["Counts", "Ranked", "Situation"]
