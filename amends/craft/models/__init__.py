"""Small trained models in one packaged file: cheap, calibrated, the same on every machine, and able to say why."""

from amends.craft.models.linear import Evidence, Linear, Reading, part
from amends.craft.models.packaged import Part, raw

__all__ = ["Evidence", "Linear", "Part", "Reading", "part", "raw"]
