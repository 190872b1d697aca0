"""What a customer told of numbers, money, days and addresses: nobody may ask for it again."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from amends.craft.listening.heard import Fact, FactKind
from amends.craft.listening.products import diagnoses, products
from amends.craft.listening.shapes import DIGITS, LABELLED, NET, TELLING, WEB, WITH_DIGITS, WITHOUT_DIGITS
from amends.craft.listening.signals import Hit
from amends.craft.text import Span

_REACH = 24  # code points on either side of a telling word in which the rest of its fact stands
_MOST = 100  # more of them are a table, and none of it will be asked again


def facts(text: str, folded: str, spans: Sequence[Span], hits: Sequence[Hit] = ()) -> tuple[Fact, ...]:
    """Find the facts in the sentences `spans` of a text, in order; of two that overlap, the first kind tried counts.

    What was bought and what the writer thinks is the cause are found by the `hits` of the rules; where there are none,
    only what stands in numbers, days and addresses is.
    """
    causes = tuple(diagnoses(text, folded, spans, hits))
    told = [hit for hit in hits if not any(cause.start < hit.start < cause.end for cause in causes)]
    found = _plain(text, folded, spans, [*products(text, folded, told), *causes])
    return tuple(sorted(found, key=lambda fact: fact.start))


def _plain(text: str, folded: str, spans: Sequence[Span], named: Sequence[Fact]) -> list[Fact]:
    """Give what was `named`, and the numbers, days and addresses outside it; a number within a product is its model."""
    found = [fact for fact in named if fact.kind == "product"]
    for expression, start, end in _looked_at(folded, spans):
        for match in expression.finditer(folded, start, end):
            fact = _fact(text, match)
            if len(found) >= _MOST:
                break
            if not any(other.start < fact.end and fact.start < other.end for other in found):
                found.append(fact)
    return [*found, *(fact for fact in named if fact.kind == "diagnosis")]


def _looked_at(folded: str, spans: Sequence[Span]) -> Iterator[tuple[re.Pattern[str], int, int]]:
    """Give the stretches worth a look, each with what to look for: most of a text holds nothing of the kind."""
    net = any(sign in folded for sign in NET)
    digits = [digit.start() for digit in DIGITS.finditer(folded)]
    telling = sorted(place for word in TELLING if word in folded for place in _places(folded, word))
    for span in spans:
        if net:
            yield WEB, span.start, span.end
        if numbers := _inside(digits, span):
            yield LABELLED, span.start, span.end
            yield from ((WITH_DIGITS, *stretch) for stretch in _around(folded, span, numbers))
        yield from ((WITHOUT_DIGITS, *stretch) for stretch in _around(folded, span, _inside(telling, span)))


def _places(folded: str, word: str) -> Iterator[int]:
    """Give every place of `word`."""
    place = folded.find(word)
    while place >= 0:
        yield place
        place = folded.find(word, place + 1)


def _inside(places: Sequence[int], span: Span) -> Sequence[int]:
    return places[bisect_left(places, span.start) : bisect_left(places, span.end)]


def _around(folded: str, span: Span, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the stretches of a sentence around `places`, cut where words end, those that touch as one."""
    start = end = -1
    for place in places:
        near = max(span.start, place - _REACH)
        begins = folded.rfind(" ", max(span.start, near - _REACH), near) + 1 or near
        if begins > end:
            if end > start:
                yield start, end
            start = begins
        end = folded.find(" ", place + _REACH, span.end)
        end = span.end if end < 0 else end
    if end > start:
        yield start, end


def _fact(text: str, match: re.Match[str]) -> Fact:
    """Make a fact of a match, whose groups are named as the kinds are."""
    named = match.groupdict()
    value = "value" if "value" in named else match.lastgroup or ""
    kind = next(kind for kind in named if named[kind] and kind != "value")
    start, end = match.span(value)
    return Fact(cast("FactKind", kind), text[start:end], start, end)
