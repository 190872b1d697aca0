"""What leads look at: every rule with what became of its findings, reports of wrong ones, questions as examples."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from amends.desk.advice.catalogue import Known, catalogue
from amends.desk.advice.models import Example, Outcome
from amends.desk.advice.rules import Standing, Tally, standing_of
from amends.desk.advice.tallies import pins, tallies

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from amends.desk.people.models import Agent


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule with what became of its findings at this desk, and how loudly it speaks."""

    known: Known
    tally: Tally
    standing: Standing
    pinned: str = ""


def overview() -> tuple[Ruled, ...]:
    """Return every rule of the coach, those that found most first; the same queries however many there are."""
    counted, pinned, known = tallies(), pins(), catalogue()
    found = [
        Ruled(
            rule,
            counted.get(name, Tally()),
            standing_of(counted.get(name, Tally()), pinned=pinned.get(name), holds=rule.holds),
            pinned.get(name, ""),
        )
        for name, rule in known.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.tally.shown, each.known.id)))


def look_up(rule: str) -> Ruled | None:
    """Return one rule; none where there is none of that id."""
    return next((each for each in overview() if each.known.id == rule), None)


def reported_wrong(rule: str, agent: "Agent") -> "QuerySet[Outcome]":
    """Return the reports that a rule found something wrongly, in cases that `agent` may see, newest first."""
    seen = Outcome.objects.visible_to(agent).standing().filter(rule=rule, kind=Outcome.Kind.WRONG)
    return seen.select_related("agent", "case__customer").order_by("-pk")


def examples(agent: "Agent") -> "QuerySet[Example]":
    """Return the questions that were added and struck in cases that `agent` may see, newest first."""
    return Example.objects.visible_to(agent).select_related("agent", "case__customer", "message").order_by("-pk")


def examples_by_kind(agent: "Agent") -> dict[str, int]:
    """Return how many questions were added, and how many struck."""
    return dict(examples(agent).order_by().values_list("kind").annotate(times=Count("pk")))
