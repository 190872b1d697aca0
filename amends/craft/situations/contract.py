"""What goes into the ranking of situations and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from amends.craft.text import Span


@dataclass(frozen=True, slots=True)
class Situation:
    """A kind of case: sentences by which customers show that they are in it, and its name for each language code."""

    id: str
    phrases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Ranked:
    """A situation that may fit: its chance from 0 to 1, and the places in the text that speak for it, strongest first.

    The chances of all situations and the chance that none of them fits make up one.
    """

    situation: str
    score: float
    evidence: tuple[Span, ...]
