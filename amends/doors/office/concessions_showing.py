"""The ledger as it is shown: rows in words, totals with their bar, cells that no spreadsheet takes for formulas."""

import csv
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from amends.craft.money import Money, show
from amends.doors.office.concessions_pages import ConcessionRow, Kind, Piece, State, TotalRow
from amends.doors.shell.moments import moment
from amends.doors.shell.policy_words import REMEDIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from amends.desk.offers import ledger
    from amends.doors.shell.viewer import Viewer

WHOLE = 1000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
STATES: "dict[ledger.State, tuple[State, str]]" = {
    "paid": ("good", "✓ paid"),
    "part": ("soon", "◐ partly paid"),
    "open": ("calm", "○ to come"),
    "broken": ("late", "▲ broken, still to come"),
    "withdrawn": ("calm", "– withdrawn"),
}
HEAD = (
    "case promise customer what remedy currency agreed paid unpaid withdrawn state agreed_on due owner made_by".split()
)


def row_of(entry: "ledger.Entry", viewer: "Viewer") -> ConcessionRow:
    """Return one entry in words."""
    made, amounts = entry.promise, entry.amounts
    state, words = STATES[entry.state]
    return ConcessionRow(
        case=made.case.number,
        number=made.pk,
        url=f"/cases/{made.case.number}/",
        customer=str(made.case.customer),
        what=made.what,
        remedy=remedy_of(made.remedy),
        agreed=_said(amounts.agreed),
        paid=_said(amounts.paid),
        rest=_said(amounts.unpaid if entry.state != "withdrawn" else amounts.withdrawn),
        state=state,
        words=words,
        who=made.made_by.public_name,
        at=moment(made.made_at, now=viewer.now, zone=viewer.zone),
    )


def total_of(row: "ledger.Totals") -> TotalRow:
    """Return a currency's totals with the pieces of its bar; the pieces fill it."""
    found = row.amounts
    return TotalRow(
        currency=row.currency,
        count=row.count,
        agreed=_said(found.agreed),
        paid=_said(found.paid),
        unpaid=_said(found.unpaid),
        broken=_said(found.broken) if found.broken.amount else "",
        withdrawn=_said(found.withdrawn),
        pieces=tuple(piece for piece in _pieces(found) if piece.width),
    )


def _pieces(found: "ledger.Amounts") -> "Iterator[Piece]":
    """Yield the pieces of a bar from left to right; rounding moves an edge, never the whole."""
    in_time = found.unpaid.amount - found.broken.amount
    parts: tuple[tuple[Kind, Decimal], ...] = (
        ("paid", found.paid.amount),
        ("unpaid", in_time),
        ("broken", found.broken.amount),
        ("withdrawn", found.withdrawn.amount),
    )
    so_far, start = Decimal(0), 0
    for kind, amount in parts:
        so_far += amount
        end = round(so_far * WHOLE / found.agreed.amount) if found.agreed.amount else 0
        yield Piece(kind, start, end - start)
        start = end


def table(entries: "Iterable[ledger.Entry]", zone: "tzinfo") -> str:
    """Return the entries as comma-separated values (RFC 4180): every cell in quotes, none of them a formula."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEAD)
    for entry in entries:
        made, amounts = entry.promise, entry.amounts
        plain = [money.plain for money in (amounts.agreed, amounts.paid, amounts.unpaid, amounts.withdrawn)]
        dates = [at.astimezone(zone).date().isoformat() for at in (made.made_at, made.due)]
        first = [made.case.number, str(made.pk), str(made.case.customer), made.what, made.remedy, made.currency]
        people = [made.owner.public_name, made.made_by.public_name]
        writer.writerow([safe(cell) for cell in (*first, *plain, entry.state, *dates, *people)])
    return out.getvalue()


def safe(cell: str) -> str:
    """Return a cell that a spreadsheet reads as text: what would begin a formula begins with an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def remedy_of(name: str) -> str:
    """Return what a remedy is called; a promise made without one is one by hand."""
    return next((words for key, words in REMEDIES.items() if key == name), "By hand")


def _said(money: Money) -> str:
    return show(money, "en")
