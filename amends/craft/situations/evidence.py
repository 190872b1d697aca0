"""The places in a text that speak for a situation."""

from collections.abc import Mapping, Sequence
from typing import Final

from amends.craft.situations.memory import Memory
from amends.craft.situations.terms import Term
from amends.craft.text import Span

_MOST: Final = 3  # places shown
_WEAK: Final = 0.25  # of the strongest: what says less is not shown

type Place = tuple[int, int]


def evidence(
    text: str, said: Sequence[Term], worths: Mapping[int, float], *, situation: int, memory: Memory
) -> tuple[Span, ...]:
    """Give at most three places of `text` that make it like a situation, strongest first; places never overlap."""
    worth: dict[Place, float] = {}
    for term in said:
        if term.number in worths and (count := memory.count(term.number, situation)) > 0:
            place = (term.start, term.end)
            worth[place] = worth.get(place, 0.0) + worths[term.number] * count
    return tuple(Span(start, end, text[start:end]) for start, end in _strongest(worth))


def _strongest(worth: Mapping[Place, float]) -> list[Place]:
    least = _WEAK * max(worth.values(), default=0.0)
    chosen: list[Place] = []
    for place in sorted(worth, key=lambda place: (-worth[place], place)):
        if len(chosen) == _MOST or worth[place] <= least:
            break
        if all(place[1] <= start or end <= place[0] for start, end in chosen):
            chosen.append(place)
    return chosen
