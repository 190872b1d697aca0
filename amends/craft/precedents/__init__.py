"""What was given in cases alike, and where an offer lies among it."""

from amends.craft.precedents.bands import SHARE, SHARES_FROM, band, band_of_shares, ended, place, share_of
from amends.craft.precedents.contract import Alike, Band, Ended, Place, Precedent, Spread, Spreads, Target
from amends.craft.precedents.likeness import alike, distance
from amends.craft.precedents.spreads import FEWEST, spread

__all__ = [
    "FEWEST",
    "SHARE",
    "SHARES_FROM",
    "Alike",
    "Band",
    "Ended",
    "Place",
    "Precedent",
    "Spread",
    "Spreads",
    "Target",
    "alike",
    "band",
    "band_of_shares",
    "distance",
    "ended",
    "place",
    "share_of",
    "spread",
]
