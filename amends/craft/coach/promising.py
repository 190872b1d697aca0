"""The promises in a draft: what is promised, by when, and how much."""

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from amends.craft.coach.reading import Draft, Sentence
from amends.craft.text import Span

# "On Thursday it is with you" says more of the promise before it.
_PRONOUN: Final = re.compile(
    r"(?!(?:i|we|you|ich|wir|sie)\b)(?:\w{1,20} ){0,2}(?:it|they|that|this|es|er)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Promised:
    """A sentence that promises, with the words that say what, when and how much, as far as it says so."""

    start: int
    end: int
    text: str
    what: Span | None
    when: Span | None
    amount: Span | None


def promises_of(draft: Draft) -> tuple[Promised, ...]:
    """Give the promises of `draft`; where only the next sentence says when, its words count."""
    found: list[Promised] = []
    body = draft.body
    for sentence, following in zip_longest(body, body[1:]):
        if "promise" in sentence.signs and not sentence.asks:
            promised = _promised(draft, sentence, following)
            if not (found and _PRONOUN.match(sentence.text) and promised.when == found[-1].when):
                found.append(promised)
    return tuple(found)


def _promised(draft: Draft, sentence: Sentence, following: Sentence | None) -> Promised:
    when = _widest(draft, sentence, "time")
    if when is None and following and ("promise" not in following.signs or _PRONOUN.match(following.text)):
        when = _widest(draft, following, "time")
    amount = _widest(draft, sentence, "amount")
    return Promised(sentence.start, sentence.end, sentence.text, _what(draft, sentence), when, amount)


def _widest(draft: Draft, sentence: Sentence, sign: str) -> Span | None:
    """Give the longest words with `sign`: "by Friday 5 pm" rather than "Friday"."""
    places = [hit for hit in sentence.hits if hit.key == sign]
    if not places:
        return None
    best = max(places, key=lambda hit: hit.end - hit.start)
    return Span(best.start, best.end, draft.text[best.start : best.end])


def _what(draft: Draft, sentence: Sentence) -> Span | None:
    """Give the words from the promise to its date or the end of the clause."""
    promise = sentence.first("promise")
    if promise is None:
        return None
    stops = [hit.start for hit in sentence.hits if hit.key == "time" and hit.start >= promise.end]
    stops += [at for mark in ",;:" if (at := draft.text.find(mark, promise.end, sentence.end)) >= 0]
    end = min(stops, default=sentence.end)
    words = draft.text[promise.start : end].rstrip(" ,;:.!\n")
    return Span(promise.start, promise.start + len(words), words)
