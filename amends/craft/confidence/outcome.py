"""What the customer says of the outcome: solved, not solved, or by coming back."""

from typing import TYPE_CHECKING

from amends.craft.confidence.told import CaseFacts, Told
from amends.craft.journey import facts

if TYPE_CHECKING:
    from collections.abc import Iterator


def of_outcomes(case: CaseFacts) -> "Iterator[Told]":
    """Tell each outcome once in a round: saying "solved" twice is one word, "not solved" reopens by itself."""
    known = case.by_id.values()
    denied_at = {fact.at for fact in known if isinstance(fact, facts.NotSolvedSaid)}
    confirmed = False
    for fact in known:
        match fact:
            case facts.SolvedSaid() if not confirmed:
                confirmed = True
                yield Told("solved_confirmed", fact.at, case.case, fact.id)
            case facts.NotSolvedSaid():
                confirmed = False
                yield Told("not_solved", fact.at, case.case, fact.id)
            case facts.CaseReopened():
                confirmed = False
                if fact.at not in denied_at:
                    yield Told("came_back", fact.at, case.case, fact.id)
            case _:
                pass
