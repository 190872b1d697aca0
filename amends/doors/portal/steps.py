"""What happens now, line by line: what is promised, what else we owe, and what the customer wanted to do."""

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amends.craft.money import Money, show
from amends.doors.portal.pages import PortalStep

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.owed.models import ActionItem, Obligation, Promise
    from amends.desk.replies.disclosing import Disclosed
    from amends.doors.portal.access import Visit


def steps_of(visit: "Visit", shown: "Disclosed", contact: str) -> tuple[PortalStep, ...]:
    """Return what was done first, then what is to come, soonest first; the first of it is under way."""
    steps = [*(_promise(row, visit) for row in shown.promises), *_owed(visit, shown, contact)]
    done = [step for step in steps if step.state == "done"]
    ahead = sorted((step for step in steps if step.state != "done"), key=lambda step: step.iso)
    if ahead and ahead[0].state == "ahead":
        ahead[0] = replace(ahead[0], state="now")
    return (*done, *ahead)


def your_steps_of(visit: "Visit", shown: "Disclosed") -> tuple[PortalStep, ...]:
    """Return what the customer said they would do; it is never late."""
    return tuple(_item(item, visit) for item in shown.items)


def _promise(row: "Promise", visit: "Visit") -> PortalStep:
    thing = row.what
    if row.amount is not None:
        thing = f"{row.what}, {show(Money(row.amount, row.currency), visit.language)}"
    if row.kept_at is not None:
        kept = row.evidence_on or row.kept_at
        return PortalStep("done", thing, _promised_by(row), _day(kept, visit), kept.isoformat())
    when = _time(row.due, visit)
    if row.obligation is not None and row.obligation.paused:
        return PortalStep("ahead", thing, _("waits for what you wanted to do"), "", row.due.isoformat())
    if row.broken_at is not None or row.due < visit.now:
        return PortalStep("late", thing, _("promised for then, and late; we are sorry"), when, row.due.isoformat())
    return PortalStep("ahead", thing, _promised_by(row), when, row.due.isoformat())


def _promised_by(row: "Promise") -> str:
    return _("promised by %(name)s") % {"name": row.owner.public_name}


def _owed(visit: "Visit", shown: "Disclosed", contact: str) -> list[PortalStep]:
    """Return what we owe besides promises, each thing once, by its soonest time."""
    lines: dict[str, Obligation] = {}
    for row in shown.owed:
        thing = _thing(row.kind, contact)
        if thing:
            lines.setdefault(thing, row)
    return [_owed_step(thing, row, visit) for thing, row in lines.items()]


def _owed_step(thing: str, row: "Obligation", visit: "Visit") -> PortalStep:
    late = row.due < visit.now
    return PortalStep("late" if late else "ahead", thing, "", _time(row.due, visit), row.due.isoformat())


def _thing(kind: str, contact: str) -> str:
    """Return in the customer's terms what is owed; promises have lines of their own."""
    things = {
        "acknowledge": _("%(contact)s answers you"),
        "answer": _("%(contact)s answers you"),
        "understand": _("%(contact)s tells you what we understood"),
        "offer": _("%(contact)s tells you what we can do"),
        "call_back": _("We call you back"),
        "update": _("You hear from us how it stands"),
        "approve": _("%(contact)s tells you what we can do"),
        "escalate": _("Somebody senior looks into it and comes to you"),
        "own_up": _("You hear from us how it stands"),
        "follow_up": _("We ask you whether it is solved"),
        "circle_back": _("We come back to you, if we hear nothing before"),
    }
    return things.get(kind, "") % {"contact": contact}


def _item(item: "ActionItem", visit: "Visit") -> PortalStep:
    if item.done_at is not None:
        return PortalStep("done", item.what, "", _day(item.done_at, visit), item.done_at.isoformat())
    if item.due is None:
        return PortalStep("ahead", item.what, "", "")
    return PortalStep("ahead", item.what, "", _time(item.due, visit), item.due.isoformat())


def _day(at: "datetime", visit: "Visit") -> str:
    return date_format(at.astimezone(ZoneInfo(visit.settings.zone)), _("l j F"))


def _time(at: "datetime", visit: "Visit") -> str:
    """Return weekday, date and time; the zone stands under the list, since a customer may be elsewhere."""
    local = at.astimezone(ZoneInfo(visit.settings.zone))
    this_year = local.year == visit.now.astimezone(local.tzinfo).year
    return date_format(local, _("l j F, H:i") if this_year else _("l j F Y, H:i"))
