"""Which situations a text may be about, learnt from what a desk decided."""

from amends.craft.situations.contract import Ranked, Situation
from amends.craft.situations.ranking import UNSURE, Ranker, fits

__all__ = ["UNSURE", "Ranked", "Ranker", "Situation", "fits"]
