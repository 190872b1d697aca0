"""All that the coach can point out, by id: rules that come with amends and rules of the house."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from amends.craft.coach import rulebook
from amends.desk.advice.house import house

if TYPE_CHECKING:
    from amends.craft.coach import Rule, Severity


@dataclass(frozen=True, slots=True)
class Known:
    """A rule by its id: what it points out, how grave that is, and whether it holds a mail."""

    id: str
    theme: str
    craft: str
    severity: "Severity"
    why: str
    holds: bool = False
    house: bool = False
    rule: "Rule | None" = None


UNRECORDED: Final = "promise.unrecorded"
_BESIDE: Final = (
    Known("told.again", "asking", "C2.9", "warning", "They have told you that already"),
    Known(UNRECORDED, "promise", "C2.5", "error", "A promise of money that is recorded nowhere", holds=True),
)
"""What is found without a rule in a pack."""


def catalogue() -> Mapping[str, Known]:
    """Return every rule by its id; the same object as long as nobody changes a rule of the house."""
    return _catalogue(house())


@lru_cache(maxsize=4)
def _catalogue(of_the_house: "tuple[Rule, ...]") -> Mapping[str, Known]:
    found = {known.id: known for known in _BESIDE}
    for rule in (*rulebook(), *of_the_house):
        found[rule.id] = Known(
            rule.id, rule.theme, rule.craft, rule.severity, rule.why, holds=rule.hold, house=rule.house, rule=rule
        )
    return found
