"""Where an amount lies among what closed cases alike got, and how those ended: a band with a mark, and in words."""

from decimal import Decimal
from typing import TYPE_CHECKING

from amends.craft.money import Money, show
from amends.doors.workbench.offer_page import BandShown

if TYPE_CHECKING:
    from amends.craft.precedents import Place
    from amends.desk.offers.precedents import Precedents
    from amends.doors.workbench.showing.file import CaseFile

FEW_ANSWERS = 5
"""From so many answers on it is worth saying how many were solved."""


def alike_of(file: "CaseFile", remedy: str, amount: Money) -> BandShown | None:
    """Return the band of cases alike with the amount's mark; none where nothing of the kind was given before."""
    found = file.alikes.lay(amount, remedy)
    band = found.band
    if band is None or found.place is None:
        return None
    full = max(band.highest, amount.amount)
    if not full:
        return None
    return BandShown(
        low=_part(band.low, full),
        high=_part(band.high, full),
        mark=_part(amount.amount, full),
        words=_words(found, file.viewer.settings.language),
        outside=found.outside,
        wants_reason=found.wants_reason,
    )


def _part(amount: Decimal, full: Decimal) -> int:
    return round(amount * 100 / full)


def _words(found: "Precedents", language: str) -> str:
    band, place = found.band, found.place
    assert band is not None
    assert place is not None
    low, high = (show(Money(end, found.currency), language) for end in (band.lowest, band.highest))
    got = f"{place.count} alike got {low}" if low == high else f"{place.count} alike got {low} to {high}"
    parts = [got, _place(place)]
    if found.ended.answered >= FEW_ANSWERS:
        parts.append(f"solved {found.ended.solved * 100 // found.ended.answered} %")
    return " · ".join(part for part in parts if part)


def _place(place: "Place") -> str:
    """Say where the amount lies; shares in per cent only where there are enough alike."""
    if place.show_share:
        return f"above {round(place.above * 100)} % of {place.count} alike"
    return f"{place.less} got less, {place.more} more" if place.less or place.more else ""
