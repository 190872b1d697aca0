"""The places in a text that speak for a situation."""

from collections.abc import Sequence
from typing import Final

from amends.craft.situations.memory import Memory
from amends.craft.situations.terms import Term
from amends.craft.text import Span

_MOST: Final = 3  # places shown
_WEAK: Final = 0.25  # of the strongest: what says less is not shown


def evidence(text: str, said: Sequence[Term], situation: int, memory: Memory) -> tuple[Span, ...]:
    """Give at most three places of `text` that make it like a situation, strongest first; places never overlap."""
    worth: dict[tuple[int, int], float] = {}
    for term in said:
        place = (term.start, term.end)
        worth[place] = worth.get(place, 0.0) + memory.worth(term.number, situation)
    least = _WEAK * max(worth.values(), default=0.0)
    chosen: list[tuple[int, int]] = []
    for place in sorted(worth, key=lambda place: (-worth[place], place)):
        if len(chosen) == _MOST or worth[place] <= least:
            break
        if all(place[1] <= start or end <= place[0] for start, end in chosen):
            chosen.append(place)
    return tuple(Span(start, end, text[start:end]) for start, end in chosen)
