"""Confidence and effort: what a customer's trust in us was won and lost by, and what it took them to be helped."""

from amends.craft.confidence.bouncing import LIMIT, PERIOD_DAYS, Bounce, BounceKind, Bounces, bounces
from amends.craft.confidence.contact import Contact, ContactKind
from amends.craft.confidence.effort import WEIGHTS, Effort, effort
from amends.craft.confidence.reading import Confidence, Line, read
from amends.craft.confidence.rules import RULES, START, Rule, RuleId
from amends.craft.confidence.told import CaseFacts

__all__ = [
    "LIMIT",
    "PERIOD_DAYS",
    "RULES",
    "START",
    "WEIGHTS",
    "Bounce",
    "BounceKind",
    "Bounces",
    "CaseFacts",
    "Confidence",
    "Contact",
    "ContactKind",
    "Effort",
    "Line",
    "Rule",
    "RuleId",
    "bounces",
    "effort",
    "read",
]
