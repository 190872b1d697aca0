"""Policies: what a company does in a situation, what it may offer there, and who may give how much."""

from amends.craft.policy.amounts import Band, Bound, Working
from amends.craft.policy.authority import Asker, Authority, Decision, Given, Limit, Why, decide
from amends.craft.policy.conditions import Judgement, Truth, judge
from amends.craft.policy.document import (
    Amounts,
    Fixed,
    Operand,
    Operator,
    Option,
    Phrases,
    Policy,
    Quantity,
    Range,
    Rounding,
    Row,
    Share,
    When,
    Worded,
)
from amends.craft.policy.facts import FIELDS, Facts, FieldType, Own, type_of
from amends.craft.policy.options import Choice, LeftOut, WhyNot, Within, left_out, options, with_amount
from amends.craft.policy.packaged import Starter, starters
from amends.craft.policy.problems import Flawed, Problem, ProblemCode
from amends.craft.policy.reading import read
from amends.craft.policy.reading_conditions import OPERATORS, OPERATORS_FOR
from amends.craft.policy.remedies import REMEDIES, Kind, Remedy, as_remedy, is_money, kind_of
from amends.craft.policy.sections import Clause, anchor
from amends.craft.policy.writing import write

__all__ = [
    "FIELDS",
    "OPERATORS",
    "OPERATORS_FOR",
    "REMEDIES",
    "Amounts",
    "Asker",
    "Authority",
    "Band",
    "Bound",
    "Choice",
    "Clause",
    "Decision",
    "Facts",
    "FieldType",
    "Fixed",
    "Flawed",
    "Given",
    "Judgement",
    "Kind",
    "LeftOut",
    "Limit",
    "Operand",
    "Operator",
    "Option",
    "Own",
    "Phrases",
    "Policy",
    "Problem",
    "ProblemCode",
    "Quantity",
    "Range",
    "Remedy",
    "Rounding",
    "Row",
    "Share",
    "Starter",
    "Truth",
    "When",
    "Why",
    "WhyNot",
    "Within",
    "Worded",
    "Working",
    "anchor",
    "as_remedy",
    "decide",
    "is_money",
    "judge",
    "kind_of",
    "left_out",
    "options",
    "read",
    "starters",
    "type_of",
    "with_amount",
    "write",
]
