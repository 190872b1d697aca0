"""List what is owed to customers, soonest first."""

import argparse
from datetime import datetime

from amends.desk.jobs.handed_down import now
from amends.desk.owed.models import Obligation
from amends.doors.cli.failures import Exit
from amends.doors.cli.printing import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="print JSON only, one object an obligation")


def run(options: argparse.Namespace) -> int:
    """Print each open obligation; the person at the machine sees all of them."""
    at = now()
    rows = Obligation.objects.open().select_related("case__customer", "owner", "backup", "team").order_by("due", "pk")
    for row in rows.iterator(chunk_size=500):
        if options.json:
            print_json(as_json(row, at=at))
        else:
            late = "late " if row.due < at else ""
            owner = row.owner.public_name if row.owner else row.team.name
            print(f"{row.due:%Y-%m-%d %H:%M}Z  {late}{row.kind:<12} {row.case.number}  {row.case.customer}  ({owner})")
    return Exit.OK


def as_json(row: Obligation, *, at: datetime) -> dict[str, object]:
    """Return an obligation with the keys of the contract."""
    return {
        "id": row.pk,
        "case": row.case.survivor().number,
        "obligation": row.kind,
        "customer": str(row.case.customer),
        "owner": row.owner.public_name if row.owner else row.team.name,
        "backup": row.backup.public_name if row.backup else None,
        "due": instant(row.due),
        "not_before": instant(row.not_before),
        "overdue": row.due < at and not row.paused,
    }


def instant(at: datetime | None) -> str | None:
    """Return an instant as RFC 3339 in UTC."""
    return None if at is None else at.isoformat(timespec="seconds").replace("+00:00", "Z")
