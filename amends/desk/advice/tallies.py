"""What became of the coach's findings at this desk, rule by rule, and how loudly each rule speaks for it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final, cast

from django.db.models import Count

from amends.desk.advice.catalogue import catalogue
from amends.desk.advice.models import Outcome, Pin
from amends.desk.advice.rules import Standing, Tally, standing_of

if TYPE_CHECKING:
    from amends.desk.advice.rules import Pinned

COUNTED: Final = 20_000
"""Newest outcomes that count: what a desk thought of a rule years ago is no judgement of today's."""

_DISMISSED: Final = (Outcome.Kind.ONCE, Outcome.Kind.CASE, Outcome.Kind.ME)


def tallies(rules: Collection[str] | None = None, *, with_kept: bool = True) -> Mapping[str, Tally]:
    """Return what became of the findings of `rules`, or of all that found anything."""
    newest = Outcome.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    found = Outcome.objects.standing().filter(pk__gt=newest - COUNTED)
    if rules is not None:
        found = found.filter(rule__in=rules)
    if not with_kept:
        found = found.exclude(kind=Outcome.Kind.KEPT)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for rule, kind, times in found.order_by().values_list("rule", "kind").annotate(times=Count("pk")):
        counts[rule][kind] = times
    return {rule: _tally(kinds) for rule, kinds in counts.items()}


def pins() -> "Mapping[str, Pinned]":
    """Return what leads said of rules."""
    return cast("Mapping[str, Pinned]", dict(Pin.objects.values_list("rule", "state")))


def standings(rules: Collection[str], pinned: "Mapping[str, Pinned] | None" = None) -> Mapping[str, Standing]:
    """Return how loudly each of `rules` speaks now; `pinned` is what `pins` returned, where it was asked already."""
    if not rules:
        return {}
    pinned = pins() if pinned is None else pinned
    counted, known = tallies(rules, with_kept=False), catalogue()
    return {
        rule: standing_of(
            counted.get(rule, Tally()), pinned=pinned.get(rule), holds=rule in known and known[rule].holds
        )
        for rule in rules
    }


def _tally(kinds: Mapping[str, int]) -> Tally:
    return Tally(
        taken=kinds.get(Outcome.Kind.TAKEN, 0),
        dismissed=sum(kinds.get(kind, 0) for kind in _DISMISSED),
        wrong=kinds.get(Outcome.Kind.WRONG, 0),
        kept=kinds.get(Outcome.Kind.KEPT, 0),
    )
