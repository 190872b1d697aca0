"""What was owed and came in time, came late, or did not come: answers, updates, owning up."""

from typing import TYPE_CHECKING

from amends.craft.confidence.kept import breaches_of
from amends.craft.confidence.told import CaseFacts, Told
from amends.craft.journey import facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from amends.craft.journey import Fact, Owed

_WORDS_OF_OURS = (facts.ReplyLeft, facts.CallNoted)
_CHANGES = (facts.PromiseMoved, facts.PromiseAtRisk)


def of_owed(case: CaseFacts, now: "datetime") -> "Iterator[Told]":
    """Tell what became of everything owed in one case, up to `now`."""
    known = case.by_id
    owed = sorted({entry for entry in case.owed if not entry.waived}, key=lambda entry: (entry.due, entry.key))
    yield from _late_answers(case, [entry for entry in owed if entry.kind == "answer"], known, now)
    for entry in owed:
        settler = known.get(entry.settled_by or 0)
        match entry.kind:
            case "update" if isinstance(known.get(entry.opened_by), _CHANGES):
                if isinstance(settler, _WORDS_OF_OURS) and settler.at <= entry.due:
                    yield Told("update_in_time", settler.at, case.case, settler.id)
            case "update" if now >= entry.due or settler is not None:
                at = entry.due if settler is None else min(settler.at, entry.due)
                yield Told("silence", at, case.case, entry.opened_by)
            case "own_up" if settler is not None and _unasked(case, entry, settler, known):
                yield Told("owned_up", settler.at, case.case, settler.id)
            case _:
                pass


def _late_answers(
    case: CaseFacts, answers: "list[Owed]", known: "dict[int, Fact]", now: "datetime"
) -> "Iterator[Told]":
    """One late reply is one slip, however many messages it answers."""
    told: set[int | None] = set()
    for entry in answers:
        settler = known.get(entry.settled_by or 0)
        answered_at = now if settler is None else settler.at
        if answered_at > entry.due and entry.settled_by not in told:
            told.add(entry.settled_by)
            yield Told("answer_late", entry.due, case.case, entry.opened_by)


def _unasked(case: CaseFacts, entry: "Owed", settler: "Fact", known: "dict[int, Fact]") -> bool:
    """Whether we owned up to a breach that stands before the customer said a word."""
    broken = breaches_of(case).get(entry.opened_by)
    if broken is None or isinstance(settler, facts.CaseClosed):
        return False
    return not any(
        isinstance(fact, facts.MessageReceived) and not fact.automatic and broken.at <= fact.at <= settler.at
        for fact in known.values()
    )
