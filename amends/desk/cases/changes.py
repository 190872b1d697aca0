"""Which cases changed after a given event, for those who watch."""

from dataclasses import dataclass

from django.db.models import Max

from amends.desk.cases.models import Event


@dataclass(frozen=True, slots=True)
class Change:
    """An event and the case it happened in."""

    event_id: int
    case_id: int


def latest_event() -> int:
    """Return the id of the newest event, or 0 where nothing happened yet."""
    return Event.objects.aggregate(newest=Max("pk"))["newest"] or 0


def changes_after(event_id: int, *, limit: int) -> list[Change]:
    """Return up to `limit` changes with a higher id, in order."""
    newer = Event.objects.filter(pk__gt=event_id).order_by("pk").values_list("pk", "case_id")
    return [Change(*row) for row in newer[:limit]]
