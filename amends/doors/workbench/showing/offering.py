"""The side of a case from what it is about to what was agreed, put together."""

from typing import TYPE_CHECKING

from amends.craft.policy import REMEDIES
from amends.doors.workbench.offer_page import OfferSide
from amends.doors.workbench.pages import Choice
from amends.doors.workbench.showing.facts import asked_of, evidence_of, told_of
from amends.doors.workbench.showing.offers import offers_of
from amends.doors.workbench.showing.options import left_out_of, limit_of, options_of
from amends.doors.workbench.showing.policies import policies_of
from amends.doors.workbench.showing.situations import situation_of

if TYPE_CHECKING:
    from amends.doors.workbench.showing.file import CaseFile

REMEDY_WORDS = {
    "refund": "money back",
    "partial_refund": "part of the money back",
    "waive_fee": "no fee",
    "credit": "a voucher",
    "discount": "a discount",
    "free_month": "a free month",
    "goodwill": "a gesture",
    "replacement": "a new one",
    "repair": "a repair",
    "pause": "a pause",
    "callback": "a call back",
    "explanation": "an explanation",
    "apology": "an apology",
    "referral": "somebody else who helps",
}


def offer_side(file: "CaseFile") -> OfferSide | None:
    """Return what the side shows of situation, options and offers; a closed case shows only what was offered."""
    if not file.case.is_open and not file.offers and file.case.situation is None:
        return None
    options = options_of(file)
    return OfferSide(
        situation=situation_of(file),
        policies=policies_of(file),
        asked=asked_of(file),
        told=told_of(file),
        evidence=evidence_of(file),
        options=options,
        left_out=left_out_of(file),
        offers=offers_of(file),
        remedies=tuple(Choice(name, REMEDY_WORDS[name]) for name in REMEDIES),
        limit=limit_of(file),
        ask_why_different=any(option.band.wants_reason for option in options if option.band is not None),
    )
