"""Levels: how far somebody may decide; the records of who changed them are kept beside the table of authority."""

from django.db import transaction
from django.db.models import Count, ProtectedError, Q, QuerySet

from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.people.models import Level

HIGHEST = 99


def levels() -> QuerySet[Level]:
    """Return all levels, the lowest first."""
    return Level.objects.order_by("rank")


def levels_in_use() -> QuerySet[Level]:
    """Return all levels with the number of agents who work here and stand on them, as `people`."""
    return levels().annotate(people=Count("agents", filter=Q(agents__is_active=True)))


@transaction.atomic
def write_level(name: str, rank: int, *, row: Level | None = None) -> Level:
    """Write a level, new or in place of another.

    Raises Missing without a name, Malformed for an impossible rank, NotAllowed where name or rank are taken.
    """
    name = name.strip()[:40]
    if not name:
        raise Missing("name")
    if not 1 <= rank <= HIGHEST:
        raise Malformed("level_rank", rank=rank)
    row = row or Level()
    if Level.objects.filter(Q(name__iexact=name) | Q(rank=rank)).exclude(pk=row.pk).exists():
        raise NotAllowed("level_there", name=name)
    row.name, row.rank = name, rank
    row.save()
    return row


@transaction.atomic
def remove_level(row: Level) -> None:
    """Take a level away.

    Raises NotAllowed while agents or rows of authority stand on it.
    """
    try:
        row.delete()
    except ProtectedError as error:
        raise NotAllowed("level_used", name=row.name) from error
