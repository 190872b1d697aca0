"""Masking: personal details out of a text before it leaves the house, and back into what comes home."""

from amends.craft.masking.masked import Masked, mask_all
from amends.craft.masking.reading import UNFILLED

__all__ = ["UNFILLED", "Masked", "mask_all"]
