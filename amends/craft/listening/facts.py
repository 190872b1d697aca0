"""What a customer told of numbers, money, days and addresses: nobody may ask for it again."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

from amends.craft.listening.heard import Fact, FactKind
from amends.craft.listening.products import diagnoses, products
from amends.craft.listening.shapes import DIGIT, LABELLED, NET, WEB, WITH_DIGITS, WITHOUT_DIGITS, WORDS
from amends.craft.listening.signals import Hit
from amends.craft.text import Span

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
    for expression, piece in _looked_at(folded, spans):
        for match in expression.finditer(folded, piece.start, piece.end):
            fact = _fact(text, match)
            if len(found) >= _MOST:
                break
            if not any(other.start < fact.end and fact.start < other.end for other in found):
                found.append(fact)
    return [*found, *(fact for fact in named if fact.kind == "diagnosis")]


def _looked_at(folded: str, spans: Sequence[Span]) -> Iterator[tuple[re.Pattern[str], Span]]:
    """Give the sentences worth a look, each with what to look for: most hold nothing of the kind."""
    net = any(sign in folded for sign in NET)
    days = tuple(word for word in WORDS if word in folded)
    for span in spans:
        if net:
            yield WEB, span
        if DIGIT.search(folded, span.start, span.end):
            yield LABELLED, span
            yield WITH_DIGITS, span
        if days and any(folded.find(word, span.start, span.end) >= 0 for word in days):
            yield WITHOUT_DIGITS, span


def _fact(text: str, match: re.Match[str]) -> Fact:
    """Make a fact of a match, whose groups are named as the kinds are."""
    named = match.groupdict()
    value = "value" if "value" in named else match.lastgroup or ""
    kind = next(kind for kind in named if named[kind] and kind != "value")
    start, end = match.span(value)
    return Fact(cast("FactKind", kind), text[start:end], start, end)
