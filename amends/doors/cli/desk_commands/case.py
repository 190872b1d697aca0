"""Show one case: its people, what was said, what happened and what is owed."""

import argparse

from amends.desk.cases.models import Case
from amends.desk.jobs.handed_down import now
from amends.desk.owed.models import Obligation
from amends.doors.cli.desk_commands.owed import as_json as owed_as_json
from amends.doors.cli.desk_commands.owed import instant
from amends.doors.cli.failures import CommandError, Exit
from amends.doors.cli.printing import print_json


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("number", help="the public number, like K7Q4")
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(options: argparse.Namespace) -> int:
    """Print the case; a merged one shows the case that stands for it."""
    found = Case.objects.select_related("merged_into", "customer", "owner", "team", "situation").filter(
        number=options.number.upper()
    )
    case = found.first()
    if case is None:
        message = f"there is no case {options.number}"
        raise CommandError(message)
    shown = _as_json(case.survivor())
    if options.json:
        print_json(shown)
    else:
        _tell(shown)
    return Exit.OK


def _as_json(case: Case) -> dict[str, object]:
    at = now()
    owed = Obligation.objects.open().filter(case=case).select_related("case__customer", "owner", "backup", "team")
    return {
        "case": case.number,
        "subject": case.subject,
        "customer": str(case.customer),
        "kind": case.kind,
        "state": "open" if case.is_open else "closed",
        "outcome": case.outcome or None,
        "owner": case.owner.public_name if case.owner else case.team.name,
        "situation": case.situation.slug if case.situation else None,
        "understanding": case.understanding,
        "heat": case.heat,
        "opened": instant(case.opened_at),
        "closed": instant(case.closed_at),
        "messages": [
            {"id": row.pk, "direction": row.direction, "kind": row.kind, "at": instant(row.said_at), "text": row.shown}
            for row in case.messages.all()
        ],
        "events": [
            {"id": row.pk, "kind": row.kind, "at": instant(row.happened_at)} for row in case.events.order_by("pk")
        ],
        "owed": [owed_as_json(row, at=at) for row in owed.order_by("due")],
    }


def _tell(shown: dict[str, object]) -> None:
    print(f"{shown['case']}  {shown['subject']}  ({shown['kind']}, {shown['state']}, {shown['owner']})")
    messages, owed = shown["messages"], shown["owed"]
    assert isinstance(messages, list)
    assert isinstance(owed, list)
    for message in messages:
        print(f"\n{message['at']}  {'customer' if message['direction'] == 'in' else 'we'}\n{message['text'].strip()}")
    print("\nowed: " + (", ".join(f"{row['obligation']} by {row['due']}" for row in owed) or "nothing"))
