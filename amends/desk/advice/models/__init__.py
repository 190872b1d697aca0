"""What the coach was told by this desk, as rows."""

from amends.desk.advice.models.findings import Outcome, Override
from amends.desk.advice.models.questions import Example
from amends.desk.advice.models.rules import HouseRule, Pin, RuleChange

__all__ = ["Example", "HouseRule", "Outcome", "Override", "Pin", "RuleChange"]
