"""What a customer's page may show: the plan and our own words to them; the conversation once the address is proved."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from amends.craft.refusal import AlreadyDone, Missing
from amends.desk.cases.models import Message
from amends.desk.delivery.models import Dispatch
from amends.desk.offers.models import Offer
from amends.desk.owed.actions import journey_of
from amends.desk.owed.models import ActionItem, Obligation, Promise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from amends.craft.journey import Journey
    from amends.desk.cases.links import Opened
    from amends.desk.cases.models import Case, Participant
    from amends.desk.offers.models import OfferQuerySet

GONE = (Dispatch.State.LEAVING, Dispatch.State.DELIVERED)
"""Words of ours are said once they are past undoing; what came back undelivered was not."""
SAID = (Message.Kind.MESSAGE, Message.Kind.REPLY)
"""Receipts, codes and links are no part of what was said."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A case as its customer may see it."""

    journey: "Journey"
    owed: "tuple[Obligation, ...]"
    promises: "tuple[Promise, ...]"
    items: "tuple[ActionItem, ...]"
    said: "tuple[Message, ...]"
    offer: "Offer | None" = None


def disclose(opened: "Opened", *, proved: bool, now: "datetime") -> Disclosed:
    """Return what the participant of an opened link may see (invariant 6).

    Without a proof that is only what we said to that address ourselves; with it, also what they said.
    """
    case = opened.case
    mine = Q(case=case) | Q(case__merged_into=case)
    owed = Obligation.objects.open().filter(mine, paused=False).order_by("due", "pk")
    promises = Promise.objects.filter(mine, withdrawn_at=None).select_related("owner", "obligation")
    said = tuple(_said(_messages(case), opened.participant, proved=proved))
    return Disclosed(
        journey=journey_of(case, now=now),
        owed=tuple(owed),
        promises=tuple(promises.order_by("due", "pk")),
        items=tuple(ActionItem.objects.filter(mine)),
        said=said,
        offer=_told(opened, said).standing().last(),
    )


def choosable(opened: "Opened", pk: int) -> "Offer":
    """Return the offer that waits for the word of an opened link's participant.

    Raises AlreadyDone for an earlier one that they were told of, Missing for any other.
    """
    told = _told(opened, tuple(_said(_messages(opened.case), opened.participant, proved=False)))
    newest = told.standing().last()
    if newest is not None and newest.pk == pk:
        return newest
    if told.filter(pk=pk).exists():
        raise AlreadyDone("offer_settled")
    raise Missing("offer")


def _told(opened: "Opened", said: "tuple[Message, ...]") -> "OfferQuerySet":
    """Return what was offered to this address, or to them in a call; oldest first."""
    case, address = opened.case, opened.participant.address
    told = Q(message__in=[message.pk for message in said if message.is_ours])
    if address.customer_id == case.customer_id:
        told |= Q(note__isnull=False)
    return Offer.objects.made().of(case).filter(told, withdrawn_at=None).prefetch_related("options")


def _messages(case: "Case") -> "QuerySet[Message]":
    found = Message.objects.of(case).filter(kind__in=SAID, verified=True)
    return found.select_related("agent", "address", "dispatch").order_by("said_at", "pk")


def _said(messages: "QuerySet[Message]", participant: "Participant", *, proved: bool) -> "Iterator[Message]":
    address = participant.address
    for message in messages:
        if message.is_ours:
            if address.value in {*message.to, *message.cc} and _has_left(message):
                yield message
        elif proved and message.address is not None and message.address.customer_id == address.customer_id:
            yield message


def _has_left(message: Message) -> bool:
    dispatch: Dispatch | None = getattr(message, "dispatch", None)
    return dispatch is not None and dispatch.state in GONE
