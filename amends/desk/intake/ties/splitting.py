"""Takes messages out of a case into another one, and back again: their rows stay, and are read where they belong."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Malformed, Missing
from amends.desk.cases.models import Case, Event, KnownId, Link, Message, Moved, Participant, Split
from amends.desk.intake.ties.joining import in_order, merge
from amends.desk.owed.actions import reckon
from amends.desk.search.models import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from amends.desk.people.models import Agent

_TELLING = ("message.received", "understanding.corrected", "not_solved.said")


@transaction.atomic
def split(
    case: Case, messages: "Collection[int]", agent: "Agent", *, now: "datetime", into: Case | None = None
) -> Case:
    """Read these messages of the customer's in a case of their own from now on, or in `into`; return that case.

    Both then owe what their own messages call for, each from when it came in. What we said stays where it is.
    """
    locked = in_order({case.pk} | ({into.pk} if into else set()))
    case, target = locked[case.pk], locked[into.pk] if into else None
    if target is not None and target.pk == case.pk:
        raise Malformed("split_into_itself")
    said = _movable(case, set(messages))
    opened = target is None
    target = target or _case_for(case, said[0])
    made = Split.objects.create(source=case, into=target, opened=opened, agent=agent, split_at=now)
    Moved.objects.bulk_create(Moved(split=made, message=message) for message in said)
    _lead_to(target, said)
    _bring_along(said, case, target, opened=opened)
    _tell(made, said, agent, now=now)
    if not Link.objects.filter(case=case, older=target).exists():
        Link.objects.get_or_create(case=target, older=case, defaults={"agent": agent, "linked_at": now})
    for one in (target, case):
        reckon(one, now=now)
    return target


@transaction.atomic
def end_split(made: Split, agent: "Agent", *, now: "datetime") -> None:
    """Read moved messages where they came in again; a case that was opened for them is merged into theirs."""
    locked = in_order({made.source_id, made.into_id})
    if not Split.objects.filter(pk=made.pk, ended_at=None).update(ended_at=now):
        raise AlreadyDone("split_ended")
    case, target = locked[made.source_id], locked[made.into_id]
    said = list(Message.objects.filter(moves__split=made).select_related("case"))
    for pk in {made.into_id, *(message.case_id for message in said)}:
        Case(pk=pk).write("split.ended", at=now, agent=agent, split=made.pk)
    for message in said:
        _lead_to(message.case, [message])
    if made.opened and target.pk == made.into_id and case.pk != target.pk:
        merge(target, case, agent, now=now)
        return
    for one in {case.pk: case, target.pk: target}.values():
        reckon(one, now=now)


def _movable(case: Case, messages: set[int]) -> "list[Message]":
    """Return the messages, oldest first.

    Raises Missing for one that is not the customer's or not in this case, AlreadyDone for one that was moved here,
    Malformed where nothing of the customer's would be left.
    """
    theirs = Message.objects.of(case).filter(direction=Message.Direction.IN)
    said = list(theirs.filter(pk__in=messages).select_related("address__customer", "case").order_by("said_at", "pk"))
    if not said or len(said) < len(messages):
        raise Missing("message")
    if Moved.objects.filter(message__in=said, split__ended_at=None).exists():
        raise AlreadyDone("message_moved")
    if not theirs.exclude(pk__in=messages).exists():
        raise Malformed("nothing_left")
    return said


def _case_for(case: Case, first: Message) -> Case:
    """Open a case of whoever wrote the first message, owed by the same people."""
    customer = first.address.customer if first.address else case.customer
    made = Case.open_for(
        customer, subject=first.subject, channel=first.channel, now=first.said_at, mailbox=first.mailbox or case.mailbox
    )
    made.team_id, made.owner, made.tone = case.team_id, case.owner, str(first.heard.get("tone", ""))
    made.save(update_fields=["team", "owner", "tone"])
    made.write("case.opened", at=first.said_at, message=first.pk)
    return made


def _lead_to(case: Case, said: "Sequence[Message]") -> None:
    """Let answers to these messages, and whoever searches for them, find this case."""
    ids = [message.message_id for message in said if message.message_id]
    KnownId.objects.filter(value__in=ids).update(case=case)
    Entry.objects.filter(message__in=said).update(case=case)


def _bring_along(said: "Sequence[Message]", case: Case, target: Case, *, opened: bool) -> None:
    """Let the writers take part in the other case; whoever was verified stays so in one that was opened for them."""
    addresses = {message.address for message in said if message.address is not None}
    verified = set(case.participants.filter(verified=True).values_list("address", flat=True))
    for address in addresses:
        known = address.pk in verified and (opened or address.customer_id == target.customer_id)
        Participant.objects.get_or_create(case=target, address=address, defaults={"verified": known})


def _tell(made: Split, said: "Sequence[Message]", agent: "Agent", *, now: "datetime") -> None:
    """Write the events: what left each case, and anew in the other one what it says."""
    moved = {message.pk for message in said}
    for origin in {message.case_id: message.case for message in said}.values():
        events = Event.objects.filter(case=origin, kind__in=_TELLING, data__message__in=moved).order_by("pk")
        for event in list(events):
            told = {"asks": event.kind != "message.received", **event.data, "split": made.pk}
            made.into.write("message.moved", at=event.happened_at, **told)
        left = sorted(message.pk for message in said if message.case_id == origin.pk)
        origin.write("case.split", at=now, agent=agent, split=made.pk, into=made.into_id, messages=left)
