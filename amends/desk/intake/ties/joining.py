"""Joins two cases into one, and takes them apart again: a row each, nothing is moved."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Malformed
from amends.desk.cases.models import Case, Event, Merge, Message
from amends.desk.owed.actions import reckon

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from amends.desk.people.models import Agent


@transaction.atomic
def merge(source: Case, into: Case, agent: "Agent | None", *, now: "datetime") -> Merge:
    """Read `source` as part of `into` from now on. Both numbers lead there; links given to customers of it end.

    Without an agent the desk did it by itself, because a mail names both. What is owed keeps a closed case open.
    """
    locked = in_order({source.pk, into.pk})
    source, into = locked[source.pk], locked[into.pk]
    if source.pk == into.pk:
        raise Malformed("merge_with_itself")
    if source.is_open and not into.is_open:
        into.reopen(at=now, agent=agent)
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
    """End a merge: the case stands on its own again as it did before, with all that it owed, and what it had taken in.

    Nothing joins the two by itself any more.
    """
    if not Merge.objects.filter(pk=made.pk, ended_at=None).update(ended_at=now):
        raise AlreadyDone("merge_ended")
    if not Message.objects.of(made.source).exists():
        raise Malformed("nothing_left")  # a split was ended: all that it was about is read elsewhere
    both = Case.objects.select_for_update(of=("self",)).filter(pk__in=[made.source_id, made.into_id]).order_by("pk")
    source = {case.pk: case for case in both}[made.source_id]
    into = Case.locked(made.into_id)
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    _take_along(source)
    _stand_as_before(source, agent, now=now)
    into.write("merge.ended", at=now, agent=agent, source=source.pk)
    reckon(source, now=now)
    reckon(into, now=now)


def in_order(cases: "Iterable[int]") -> dict[int, Case]:
    """Return the cases that stand for these, locked by rising id, so that no two processes wait for each other."""
    return {pk: Case.locked(pk) for pk in sorted(cases)}


def _take_along(source: Case) -> None:
    """Let what was merged into a case before it was merged itself lead to it again."""
    standing = [source.pk]
    while standing:
        inner = Merge.objects.filter(into__in=standing, ended_at=None).values_list("source", flat=True)
        standing = list(inner)
        Case.objects.filter(pk__in=standing).update(merged_into=source)


def _stand_as_before(source: Case, agent: "Agent", *, now: "datetime") -> None:
    """Open the case again, unless it was closed already when it was merged: then it is closed as it was."""
    ends = Event.objects.filter(case=source, kind__in=["case.closed", "case.reopened"]).order_by("-pk")
    before = next((event for event in ends if event.data.get("outcome") != "merged"), None)
    if before is not None and before.kind == "case.closed":
        source.close(str(before.data.get("outcome", "")), at=now, agent=agent)
    else:
        source.reopen(at=now, agent=agent)
