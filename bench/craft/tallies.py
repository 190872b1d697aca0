"""How often a rule was right: counted in replies, with the bounds of what so few replies can show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bench.craft.intervals import wilson
from bench.craft.replied import Read

ENOUGH = 20
"""A share of fewer than these is no figure."""
AIMS = {"error": 0.90, "warning": 0.80}

SAME = frozenset(
    {
        frozenset({"policy.no", "no.bare"}),
        frozenset({"policy.no", "policy.says"}),
        frozenset({"name.wrong", "missing.name"}),
        frozenset({"promise.vague", "promise.hedged"}),
        frozenset({"promise.vague", "promise.undated"}),
        frozenset({"promise.hedged", "promise.undated"}),
    }
)
"""Rules of which one stands for the other; fixed before anything was run, from what FAULTS.md says of them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many replies a fault was labelled, in how many the rule spoke, was right, or right by another name."""

    labelled: int = 0
    fired: int = 0
    right: int = 0
    other: int = 0

    def __add__(self, more: "Tally") -> "Tally":
        return Tally(
            self.labelled + more.labelled, self.fired + more.fired, self.right + more.right, self.other + more.other
        )

    @property
    def wrong(self) -> int:
        """How often it spoke of what no reader found, by no name."""
        return self.fired - self.right - self.other

    @property
    def precision(self) -> float | None:
        """The share that was right by its own name, where enough fired."""
        return self.right / self.fired if self.fired >= ENOUGH else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The 95 % bounds of the precision."""
        return wilson(self.right, self.fired)

    @property
    def recall(self) -> float | None:
        """The share of what was labelled that was found, where enough was labelled."""
        return self.right / self.labelled if self.labelled >= ENOUGH else None


def tally(reads: Iterable[Read], rule: str) -> Tally:
    """Count one rule over all replies."""
    return total(_of_one(one, rule) for one in reads)


def _of_one(one: Read, rule: str) -> Tally:
    labelled, fired = rule in one.reply.faults, rule in one.fired
    return Tally(labelled, fired, labelled and fired, rule in renamed(one.fired, one.reply.faults))


def total(tallies: Iterable[Tally]) -> Tally:
    """Add up."""
    return sum(tallies, Tally())


@cache
def renamed(fired: frozenset[str], faults: frozenset[str]) -> Mapping[str, str]:
    """Return the rules that spoke of a labelled fault by the other name, with it; a fault missed excuses one rule."""
    missed, found = set(faults - fired), {}
    for rule in sorted(fired - faults):
        if fault := next((fault for fault in sorted(missed) if frozenset({rule, fault}) in SAME), None):
            missed.remove(fault)
            found[rule] = fault
    return found


def wrong_in(one: Read) -> frozenset[str]:
    """Return the rules that spoke of what no reader found."""
    return one.fired - one.reply.faults - renamed(one.fired, one.reply.faults).keys()


def missed_in(one: Read) -> frozenset[str]:
    """Return the labelled faults that no rule spoke of, by any name."""
    return one.reply.faults - one.fired - frozenset(renamed(one.fired, one.reply.faults).values())


def good(reads: Iterable[Read]) -> list[Read]:
    """Return the replies in which no reader found a fault."""
    return [one for one in reads if one.reply.is_good]


def per_ten(count: int, reads: Sequence[object]) -> float:
    """Return how many there are in ten replies."""
    return 10 * count / max(1, len(reads))
