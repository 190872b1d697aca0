"""Promises as lines of a list and as cards of a case."""

from typing import TYPE_CHECKING

from amends.craft.money import show
from amends.desk.owed.rules import exact
from amends.doors.shell.moments import HOUR, Moment, moment, time_left
from amends.doors.workbench.case_page import ItemShown, PromiseShown, PromiseState
from amends.doors.workbench.pages import Face, Row
from amends.doors.workbench.showing.rows import channel_of
from amends.doors.workbench.showing.words import amount_of, thing_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amends.desk.owed.models import ActionItem, Delivery, Promise
    from amends.doors.shell.viewer import Viewer

SOON = 24 * HOUR


def promise_rows(promises: "Iterable[Promise]", viewer: "Viewer") -> tuple[Row, ...]:
    """Return a row a promise; to be read with case, customer and owner."""
    return tuple(_row(promise, viewer) for promise in promises)


def _row(promise: "Promise", viewer: "Viewer") -> Row:
    left = time_left(promise.due, now=viewer.now, zone=viewer.zone)
    kept = promise.kept_at is not None
    name = "You" if promise.owner == viewer.agent else promise.owner.public_name
    thing = thing_of(promise, viewer.settings.language)
    return Row(
        number=promise.case.number,
        url=f"/cases/{promise.case.number}/",
        verb="Kept:" if kept else "Keep:",
        person=f"{thing}, {promise.case.customer}",
        why=promise.evidence or promise.case.subject,
        left="kept" if kept else left.main,
        since=_when(promise, viewer).words if kept else left.sub,
        urgency="none" if kept else left.group,
        due=left.iso,
        channel=channel_of(promise.case.channel),
        owner=Face(name, promise.owner.initials),
        mark="broken" if promise.broken_at and not kept else "",
    )


def promise_shown(promise: "Promise", viewer: "Viewer") -> PromiseShown:
    """Return a promise as the case shows it."""
    state = _state(promise, viewer)
    return PromiseShown(
        id=promise.pk,
        thing=promise.what,
        amount=amount_of(promise, viewer.settings.language),
        due=moment(promise.due, now=viewer.now, zone=viewer.zone),
        owner=promise.owner.public_name,
        backup=promise.backup.public_name if promise.backup else "",
        state=state,
        words=_words(promise, state, viewer),
        evidence=promise.evidence,
        rest=_rest(promise, viewer),
        arrived=tuple(_arrived(part, viewer) for part in promise.deliveries.all()) if promise.kept_at is None else (),
    )


def _rest(promise: "Promise", viewer: "Viewer") -> str:
    """Return what is still to come of a promise that came in parts."""
    rest = promise.outstanding
    in_parts = promise.kept_at is None and rest is not None and rest != promise.money
    return show(rest, viewer.settings.language) if in_parts and rest is not None else ""


def _arrived(part: "Delivery", viewer: "Viewer") -> str:
    amount = exact(part.amount, part.promise.currency)
    when = moment(part.on, now=viewer.now, zone=viewer.zone).words
    return (
        f"{show(amount, viewer.settings.language)} {when}: {part.reference}" if amount else f"{when}: {part.reference}"
    )


def item_shown(item: "ActionItem", viewer: "Viewer") -> ItemShown:
    """Return what the customer will do as the case shows it."""
    due = moment(item.due, now=viewer.now, zone=viewer.zone) if item.due else None
    return ItemShown(id=item.pk, thing=item.what, due=due, done=item.done_at is not None)


def _state(promise: "Promise", viewer: "Viewer") -> PromiseState:
    if promise.kept_at is not None:
        return "kept"
    if promise.obligation is not None and promise.obligation.paused:
        return "paused"
    if promise.broken_at is not None:
        return "broken"
    if promise.due < viewer.now:
        return "late"
    return "soon" if promise.due - viewer.now < SOON else "due"


def _words(promise: "Promise", state: PromiseState, viewer: "Viewer") -> str:
    match state:
        case "kept":
            late = promise.broken_at is not None
            return f"kept {_when(promise, viewer).words}{', recorded late' if late else ''}"
        case "paused":
            return "waits for the customer's part"
        case "broken" | "late":
            return "the date has passed"
        case _:
            return ""


def _when(promise: "Promise", viewer: "Viewer") -> Moment:
    return moment(promise.evidence_on or promise.kept_at or promise.due, now=viewer.now, zone=viewer.zone)
