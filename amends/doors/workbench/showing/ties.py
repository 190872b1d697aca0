"""Shows how a case hangs together with others."""

from typing import TYPE_CHECKING

from django.db.models import Count

from amends.desk.intake.ties.belonging import may_belong
from amends.doors.workbench.pages import Choice
from amends.doors.workbench.ties_page import SplitShown, Suggested, Ties

if TYPE_CHECKING:
    from amends.desk.cases.models import Case, Merge, Split
    from amends.desk.intake.ties.belonging import MayBelong
    from amends.doors.workbench.showing.file import CaseFile

WHY = {
    "ids": "A mail names both.",
    "number": "Somebody who takes no part there named its number.",
    "customer": "The same customer, about the same.",
    "people": "About the same, from people who belong together.",
}


def ties_of(file: "CaseFile") -> Ties:
    """Return what may belong to a case, what was moved out of it and into it, and whether more can be moved."""
    theirs = sum(not message.is_ours for message in file.messages)
    return Ties(
        suggested=tuple(_suggested(entry) for entry in may_belong(file.case, file.viewer.agent)),
        merged=tuple(_merged(row) for row in file.merges),
        splits=_moves(file.case),
        may_split=theirs > 1,
    )


def _suggested(entry: "MayBelong") -> Suggested:
    case = entry.case
    why = WHY[entry.why] if case.is_open else f"{WHY[entry.why]} It is closed."
    return Suggested(case.number, case.subject or "(no subject)", str(case.customer), f"/cases/{case.number}/", why)


def _merged(row: "Merge") -> Choice:
    by_itself = "" if row.agent_id else " (joined by itself, because a mail names both)"
    return Choice(str(row.pk), f"{row.source.number}: {row.source.subject}{by_itself}")


def _moves(case: "Case") -> tuple[SplitShown, ...]:
    """Return what was moved and can be moved back: out of this case first, then into it."""
    rows = (case.splits.all() | case.splits_in.all()).filter(ended_at=None)
    rows = rows.select_related("source", "into").annotate(count=Count("moved")).order_by("pk")
    return tuple(_moved(row, case) for row in sorted(rows, key=lambda row: row.source_id != case.pk))


def _moved(row: "Split", case: "Case") -> SplitShown:
    out, many = row.source_id == case.pk, vars(row)["count"]
    other = row.into if out else row.source
    words = f"{many} messages" if many > 1 else "One message"
    words += " moved to" if out else " moved here from"
    return SplitShown(row.pk, words, other.number, f"/cases/{other.number}/")
