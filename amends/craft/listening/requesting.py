"""Requests that only a model hears: those that no rule has words for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from amends.craft.listening.asked import Asked
from amends.craft.listening.signs import Signs
from amends.craft.text import Span

_TELLS: Final = re.compile(
    r"(please|kindly) (note|find|be (aware|advised|informed))|for your information|fyi", re.IGNORECASE
)
SURE: Final = 0.5  # chance from which on a sentence is a request though no rule knows it
_SHORT: Final = 3  # blanks: what is shorter is a greeting or a scrap


def with_model(asked: Asked, spans: Sequence[Span], found: Signs) -> Asked:
    """Add the sentences in which nothing that is asked was found, and which the model takes for a request."""
    known = (*asked.questions, *asked.requests, *asked.wants, *asked.tried)
    more = [
        span
        for span, reading in zip(spans, found.readings, strict=False)
        if span.text.count(" ") >= _SHORT
        and not _TELLS.match(span.text)
        and reading.probability("requests") >= SURE
        and not any(other.start < span.end and span.start < other.end for other in known)
    ]
    if not more:
        return asked
    return replace(asked, requests=tuple(sorted((*asked.requests, *more), key=lambda span: span.start)))
