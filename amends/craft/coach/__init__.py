"""Coaching: what a draft does for the customer, what is wrong with it, and which of their questions it answers."""

from amends.craft.coach.acting import Act, ActName
from amends.craft.coach.answering import Answer
from amends.craft.coach.asides import apologises, offers, promises, restates
from amends.craft.coach.contract import as_json
from amends.craft.coach.giving import Gift, gives
from amends.craft.coach.judging import Finding
from amends.craft.coach.promising import Promised
from amends.craft.coach.reasking import AskedAgain, Told, asked_again, told_in
from amends.craft.coach.reviewing import Review, Verdict, review
from amends.craft.coach.rulebook import read_pack, rulebook
from amends.craft.coach.rules import CHANNELS, STAGES, Channel, Quiet, Rule, Severity, Stage

__all__ = [
    "CHANNELS",
    "STAGES",
    "Act",
    "ActName",
    "Answer",
    "AskedAgain",
    "Channel",
    "Finding",
    "Gift",
    "Promised",
    "Quiet",
    "Review",
    "Rule",
    "Severity",
    "Stage",
    "Told",
    "Verdict",
    "apologises",
    "as_json",
    "asked_again",
    "gives",
    "offers",
    "promises",
    "read_pack",
    "restates",
    "review",
    "rulebook",
    "told_in",
]
