"""Joins two cases into one, and takes them apart again: a row each, nothing is moved."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Malformed
from amends.desk.cases.models import Case, Merge
from amends.desk.owed.actions import reckon

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent


@transaction.atomic
def merge(source: Case, into: Case, agent: "Agent", *, now: "datetime") -> Merge:
    """Read `source` as part of `into` from now on. Both numbers lead there; links given to customers of it end."""
    source, into = Case.locked(source.pk), Case.locked(into.pk)
    if source.pk == into.pk:
        raise Malformed("merge_with_itself")
    made = Merge.objects.create(source=source, into=into, agent=agent, merged_at=now)
    source.close("merged", at=now, agent=agent)
    source.end_links()
    Case.objects.filter(merged_into=source).update(merged_into=into)
    source.merged_into = into
    source.due_at, source.owed_kind = None, ""
    source.save(update_fields=["merged_into", "due_at", "owed_kind"])
    into.write("case.merged", at=now, agent=agent, source=source.pk)
    if into.owner is None and source.owner is not None:
        into.give_to(source.owner)
    reckon(into, now=now)
    return made


@transaction.atomic
def part(made: Merge, agent: "Agent", *, now: "datetime") -> None:
    """End a merge: the case stands on its own again, with all that it owed."""
    if not Merge.objects.filter(pk=made.pk, ended_at=None).update(ended_at=now):
        raise AlreadyDone("merge_ended")
    source = Case.objects.select_for_update(of=("self",)).get(pk=made.source_id)
    into = Case.locked(made.into_id)
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    source.reopen(at=now, agent=agent)
    into.write("merge.ended", at=now, agent=agent, source=source.pk)
    reckon(source, now=now)
    reckon(into, now=now)
