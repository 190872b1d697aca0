"""The stage of a conversation, by which the coach advises: what is owed now, and whether the customer disagrees."""

from typing import TYPE_CHECKING

from amends.desk.cases.models import Event, Message
from amends.desk.offers.models import Offer
from amends.desk.owed.models import Obligation
from amends.desk.plays.models import PlayRecord
from amends.desk.plays.reading import is_disagreed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from amends.craft.coach import Stage
    from amends.desk.cases.models import Case


def stage_of(case: "Case") -> "Stage":
    """Return the stage that a case is at."""
    kinds = set(Obligation.objects.of(case).open().values_list("kind", flat=True))
    if kinds & {"own_up", "follow_up"}:
        return stage(kinds, disagrees=False)
    events = list(Event.objects.of(case).order_by("pk"))
    records = list(PlayRecord.objects.of(case).filter(withdrawn_at=None))
    offers = list(Offer.objects.of(case).filter(withdrawn_at=None).select_related("agreement"))
    messages = Message.objects.of(case).values_list("pk", flat=True) if offers else ()
    return stage(kinds, disagrees=is_disagreed(events, records) or objects(events, offers, messages))


def stage(kinds: "Collection[str]", *, disagrees: bool) -> "Stage":
    """Return the stage for the kinds of what is owed."""
    if "own_up" in kinds:
        return "own_up"
    if "follow_up" in kinds:
        return "follow_up"
    if disagrees:
        return "disagreed"
    return "offer" if "offer" in kinds else "first"


def objects(events: "Sequence[Event]", offers: "Sequence[Offer]", messages: "Iterable[int]") -> bool:
    """Tell whether the customer turned an offer down, or objected after it was made and none was agreed to (C1.6)."""
    if any(offer.declined_at is not None for offer in offers):
        return True
    said = max((offer.message_id for offer in offers if offer.message_id is not None), default=None)
    if said is None or any(hasattr(offer, "agreement") for offer in offers):
        return False
    objections = {event.data.get("message") for event in events if event.kind == "message.received" and _no(event.data)}
    return any(message > said and message in objections for message in messages)


def _no(heard: "Mapping[str, object]") -> bool:
    return any(heard.get(sign) for sign in ("denies", "complaint", "angry"))
