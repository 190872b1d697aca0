"""What may be offered now: each option with its exact amount, how that came about, its limits, and who may give it."""

from decimal import Decimal
from typing import TYPE_CHECKING

from amends.craft.money import Money, show
from amends.craft.policy import is_money
from amends.doors.workbench.offer_page import BandShown, LeftOutShown, OptionShown
from amends.doors.workbench.showing.alike import alike_of
from amends.doors.workbench.showing.facts import label_of
from amends.doors.workbench.showing.policies import clause_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amends.craft.policy import Choice, LeftOut, Row, Working
    from amends.desk.offers.choosing import Offered
    from amends.desk.people.models import Agent
    from amends.doors.workbench.showing.file import CaseFile

NO_LIMIT = Decimal(10**9)
"""From here on an amount means that no limits are written down."""

ORDER = ("authority", "approval", "beyond_policy")
ROUNDED = {"cent": "", "half": ", rounded up to a half", "whole": ", rounded up to a whole"}
BOUNDS = {
    "": "",
    "minimum": ", raised to the least it may be",
    "cap": ", cut at the most it may be",
    "all": ", not more than all",
}
OPERATORS = {
    "is": "has to be",
    "is_not": "must not be",
    "at_least": "has to be at least",
    "at_most": "may be at most",
    "more_than": "has to be more than",
    "less_than": "has to be less than",
    "one_of": "has to be one of",
    "contains": "has to contain",
    "known": "has to be known",
    "unknown": "must not be known",
}


def options_of(file: "CaseFile") -> tuple[OptionShown, ...]:
    """Return all that may be offered, what the viewer may give on their own first."""
    shown = [_shown(choice, offered, file) for offered in file.offered for choice in offered.choices]
    return tuple(sorted(shown, key=lambda option: ORDER.index(option.within)))


def left_out_of(file: "CaseFile") -> tuple[LeftOutShown, ...]:
    """Return what can't be offered in this case, with the reason."""
    return tuple(LeftOutShown(left.title, _why_not(left)) for offered in file.offered for left in offered.left_out)


def id_of(offered: "Offered", choice: "Choice") -> str:
    """Return the name by which an option of a policy is posted."""
    return f"{offered.version.pk}.{choice.option}"


def _shown(choice: "Choice", offered: "Offered", file: "CaseFile") -> OptionShown:
    language = file.viewer.settings.language
    return OptionShown(
        id=id_of(offered, choice),
        title=choice.title,
        amount=show(choice.amount, language) if choice.amount else "",
        typed=str(choice.amount) if choice.amount else "",
        is_money=is_money(choice.remedy),
        working=_working(choice.working, language) if choice.working else "",
        normal=_limits(choice, language),
        clause=choice.clause_title,
        clause_id=clause_id(offered.version, choice.clause),
        needs=(*choice.needs, *(label_of(name).lower() for name in choice.unknown)),
        within=choice.within,
        who=_who(choice, offered, offered.asked_about(choice)),
        band=(alike_of(file, choice.remedy, choice.amount) if choice.amount else None) or _band(choice, language),
    )


def _working(working: "Working", language: str) -> str:
    """Say in one line how an amount came about."""
    if working.percent is None or working.base is None:
        return f"always {show(working.before, language)}{BOUNDS[working.bound]}"
    whole = working.percent == Decimal(100)
    share = "all of" if whole else f"{working.percent.normalize():f} % of"
    rounded = "" if whole else ROUNDED[working.rounding]
    of = label_of(working.of)
    return f"{share} {of[:1].lower()}{of[1:]} ({show(working.base, language)}){rounded}{BOUNDS[working.bound]}"


def _limits(choice: "Choice", language: str) -> str:
    parts = []
    if choice.normal is not None:
        parts.append(f"usually {show(choice.normal.low, language)} to {show(choice.normal.high, language)}")
    if choice.cap is not None:
        parts.append(f"at most {show(choice.cap, language)}")
    return ", ".join(parts)


def _who(choice: "Choice", offered: "Offered", approver: "Agent | None") -> str:
    """Say who decides: the viewer, a colleague by name, or whoever decides the policy."""
    if choice.within == "authority":
        return "you may"
    if choice.amount is None and is_money(choice.remedy):
        return "the amount is open"
    person = f"ask {approver.public_name}{_level(approver)}" if approver else "nobody who is here may allow it"
    if choice.within == "beyond_policy":
        return f"beyond the policy, {offered.version.parsed.decides} decides: {person}"
    return person


def _level(agent: "Agent") -> str:
    return f" ({agent.level})" if agent.level else " (lead)" if agent.is_lead else ""


def _band(choice: "Choice", language: str) -> BandShown | None:
    """Draw what is usual as a part of all that may be given, with a mark where this amount lies."""
    amount, normal = choice.amount, choice.normal
    if amount is None or normal is None:
        return None
    full = max(choice.cap.amount if choice.cap else Decimal(0), normal.high.amount, amount.amount)
    if not full:
        return None
    outside = not normal.low.amount <= amount.amount <= normal.high.amount
    return BandShown(_part(normal.low, full), _part(normal.high, full), _part(amount, full), "", outside)


def _part(amount: Money, full: Decimal) -> int:
    return round(amount.amount * 100 / full)


def _why_not(left: "LeftOut") -> str:
    if left.why == "currency":
        return f"it is worked out in {', '.join(left.currencies)} only"
    return "; ".join(_reasons(left.failed))


def _reasons(rows: "tuple[Row, ...]") -> "Iterator[str]":
    for row in rows:
        values = row.value if isinstance(row.value, tuple) else (row.value,)
        wanted = " or ".join(_said(value) for value in values if value is not None)
        yield f"{label_of(row.field)} {OPERATORS[row.operator]} {wanted}".strip()


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def limit_of(file: "CaseFile") -> str:
    """Return the most that the viewer may still give on their own in this case, where limits are written down."""
    decisions = (choice.decision for offered in file.offered for choice in offered.choices)
    left = [decision.most for decision in decisions if decision is not None and decision.most is not None]
    best = max(left, key=lambda amount: amount.amount, default=None)
    return show(best, file.viewer.settings.language) if best is not None and best.amount < NO_LIMIT else ""
