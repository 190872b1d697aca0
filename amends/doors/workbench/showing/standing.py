"""How a customer stands with us, in one table: what raised and what cost their confidence, and what this case took."""

from typing import TYPE_CHECKING, Final

from amends.craft.confidence import LIMIT, PERIOD_DAYS, RULES, WEIGHTS, effort
from amends.desk.cases.models import Case
from amends.desk.standing.contacts import contacts_of
from amends.desk.standing.reading import standing_of
from amends.doors.shell.moments import duration, moment
from amends.doors.workbench.play_page import LedgerLine, Measure, StandingShown

if TYPE_CHECKING:
    from amends.craft.confidence import Bounces, Effort, Line
    from amends.doors.workbench.showing.file import CaseFile

SHOWN: Final = 12
"""Lines of the ledger that are shown, the newest; the score counts all."""

SHAKEN, FIRM = 40, 65
NAMES: Final = {
    "contacts": "Times they got in touch",
    "transfers": "Changes of agent",
    "reasked": "Told twice",
    "channel_switches": "Changes of channel",
    "waiting": "Waited, in open hours",
}
_WHY: Final = {rule.id: rule.why for rule in RULES}


def standing_shown(file: "CaseFile") -> StandingShown | None:
    """Return the standing of the customer; nothing where they have said nothing yet."""
    spent = effort(contacts_of(file.events), file.viewer.settings.calendar, now=file.viewer.now)
    standing = standing_of(file.case.customer, now=file.viewer.now)
    if not spent.contacts and not standing.confidence.lines:
        return None
    lines = standing.confidence.lines[-SHOWN:][::-1]
    numbers = _numbers(lines, file)
    return StandingShown(
        score=standing.confidence.score,
        words=_words(standing.confidence.score),
        lines=tuple(_line(line, numbers.get(line.case, ""), file) for line in lines),
        effort=_measures(spent),
        effort_score=spent.score,
        effort_high=spent.is_high,
        bounces=_bounces(standing.bounces),
        over=standing.bounces.over,
    )


def _words(score: int) -> str:
    return "shaken" if score < SHAKEN else "firm" if score >= FIRM else "open"


def _numbers(lines: "tuple[Line, ...]", file: "CaseFile") -> dict[int, str]:
    """Return the numbers of the cases that the viewer may see."""
    others = {line.case for line in lines} - {file.case.pk}
    if not others:
        return {file.case.pk: file.case.number}
    seen = Case.objects.visible_to(file.viewer.agent).filter(pk__in=others)
    return {file.case.pk: file.case.number, **dict(seen.values_list("pk", "number"))}


def _line(line: "Line", number: str, file: "CaseFile") -> LedgerLine:
    return LedgerLine(
        why=_WHY[line.rule],
        amount=f"+{line.amount}" if line.amount > 0 else f"\N{MINUS SIGN}{-line.amount}",
        raised=line.amount > 0,
        score=line.score,
        at=moment(line.at, now=file.viewer.now, zone=file.viewer.zone),
        number=number,
        url=f"/cases/{number}/" if number and number != file.case.number else "",
    )


def _measures(spent: "Effort") -> tuple[Measure, ...]:
    """Return all measures, also those at nothing: that it took nothing is worth knowing."""
    return tuple(
        Measure(
            name=NAMES[weight.id],
            count=_count(spent, weight.id),
            points=weight.why,
        )
        for weight in WEIGHTS
    )


def _count(spent: "Effort", name: str) -> str:
    if name == "waiting":
        return duration(spent.waiting) if spent.waiting else "0"
    return str(getattr(spent, name))


def _bounces(bounces: "Bounces") -> str:
    times = f"{bounces.count} time{'s' if bounces.count != 1 else ''}"
    over = f", more than {LIMIT}: somebody senior owns it to the end" if bounces.over else ""
    return f"Sent on or asked in vain {times} in {PERIOD_DAYS} days{over}"
