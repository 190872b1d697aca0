"""What was given in cases alike, and where an offer lies among it."""

from amends.craft.precedents.contract import Alike, Band, Ended, Place, Precedent, Spread, Spreads, Target

__all__ = ["Alike", "Band", "Ended", "Place", "Precedent", "Spread", "Spreads", "Target"]
