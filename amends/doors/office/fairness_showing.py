"""Spreads as they are drawn: a box for each group on one scale, with its numbers in words."""

from decimal import Decimal
from typing import TYPE_CHECKING

from amends.craft.money import Money, show
from amends.craft.precedents import FEWEST, SHARES_FROM
from amends.doors.office.concessions_pages import BoxRow, SpreadPart

if TYPE_CHECKING:
    from amends.craft.precedents import Spread
    from amends.desk.offers.fairness import Compared

WHOLE = 1000


def part(key: str, title: str, words: str, compared: "Compared") -> SpreadPart:
    """Return groups beside each other; all boxes of a part share the scale of its widest."""
    shown = compared.spreads.shown
    widest = max((row.band.highest for row in shown), default=Decimal(0)) or Decimal(1)
    return SpreadPart(key, title, words, tuple(_box(row, widest) for row in shown), tuple(_notes(compared)))


def _box(row: "Spread", widest: Decimal) -> BoxRow:
    band = row.band
    left, low, middle, high, right = (
        int(value * WHOLE / widest) for value in (band.lowest, band.low, band.middle, band.high, band.highest)
    )
    return BoxRow(
        group=row.group,
        count=row.count,
        nothing=_share(row),
        low=_amount(band.low, band.unit),
        middle=_amount(band.middle, band.unit),
        high=_amount(band.high, band.unit),
        ends=f"{_amount(band.lowest, band.unit)} to {_amount(band.highest, band.unit)}",
        left=left,
        right=right,
        box=low,
        box_width=max(high - low, 2),
        mark=middle,
    )


def _share(row: "Spread") -> str:
    """Say how many got no money: in per cent only from ten alike on."""
    if row.count >= SHARES_FROM:
        return f"{row.nothing * 100:.0f} %"
    return f"{round(row.nothing * row.count)} of {row.count}"


def _amount(value: Decimal, currency: str) -> str:
    """Say a quartile, rounded to the coins of its currency."""
    exact = Money(Decimal(0), currency)
    return show(Money(round(value, exact.digits), currency), "en")


def _notes(compared: "Compared") -> "list[str]":
    notes = []
    spreads = compared.spreads
    if spreads.folded:
        groups = "One group" if spreads.folded == 1 else f"{spreads.folded} groups"
        notes.append(f"{groups} with fewer than {FEWEST} cases: not shown, so that nobody is pointed at.")
    if compared.unsaid:
        cases = "one case" if compared.unsaid == 1 else f"{compared.unsaid} cases"
        notes.append(f"For {cases} nobody said which group it is; nothing is guessed.")
    return notes
