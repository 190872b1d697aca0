"""What was learnt of one situation, as a row that a desk can keep."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from amends.craft.refusal import Malformed
from amends.craft.situations.terms import TERMS, terms


@dataclass(frozen=True, slots=True)
class Counts:
    """All that is remembered of what was decided for one situation.

    `seen` says in how many of the `examples` each term was; a term is a number, so no word of a customer is kept.
    Counts may fall below zero for a while, where two processes learn and unlearn the same text.
    """

    situation: str
    examples: int = 0
    seen: Mapping[int, int] = field(default_factory=dict[int, int])

    @classmethod
    def read(cls, situation: str, written: str) -> Self:
        """Read what `written` wrote; anything else is refused (`Malformed`)."""
        try:
            kept = json.loads(written)
            seen = {int(term): int(count) for term, count in kept["seen"].items()}
            examples = int(kept["examples"])
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Malformed("counts", situation=situation) from None
        if not all(0 <= term < TERMS for term in seen):
            raise Malformed("counts", situation=situation)
        return cls(situation, examples, seen)

    def written(self) -> str:
        """Write examples and terms as JSON, the same for the same counts."""
        seen = {str(term): count for term, count in sorted(self.seen.items())}
        return json.dumps({"examples": self.examples, "seen": seen}, separators=(",", ":"))

    def learn(self, text: str) -> Self:
        """Give these counts with one more example."""
        return self._with(text, 1)

    def unlearn(self, text: str) -> Self:
        """Give these counts as if `text` had never been learnt."""
        return self._with(text, -1)

    def _with(self, text: str, more: int) -> Self:
        seen = dict(self.seen)
        for term in terms(text):
            seen[term.number] = seen.get(term.number, 0) + more
        return type(self)(self.situation, self.examples + more, {term: count for term, count in seen.items() if count})
