"""Whether a message settles rather than asks: thanks alone, a yes, a no, or a machine's words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amends.craft.listening.signals import Hit
from amends.craft.text import Span, is_greeting, is_sign_off

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_MOST_WORDS = 60  # longer messages say more than thanks
_TROUBLE = 1.5  # log-odds: a sign of a complaint stronger than this is no part of thanks
_NAME = 4  # words of a line that can be a name below a letter
_NAMES = 2  # names inside a sentence of thanks
_SETTLING = frozenset({"thanks", "accept"})
_ASKING = frozenset({"question", "request", "want"})
_MACHINE = 2  # signs that together give a machine away
_YES = re.compile(r"(?:yes|yep|yeah|sure|ja|jawohl|gerne?)\b")  # says more than thanks


@dataclass(frozen=True, slots=True)
class Settling:
    """What a message settles. Where in doubt, nothing: then it asks."""

    thanks_only: bool = False
    accepts: bool = False
    denies: bool = False
    silent: bool = False  # nothing in it wants an answer: bare thanks, a bare yes, or a machine's words


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    marks: frozenset[str]
    bare: bool  # all its words are thanks, assent or words that ask nothing


def what_it_settles(folded: str, spans: Sequence[Span], hits: Sequence[Hit], small: frozenset[str]) -> Settling:
    """Tell what the sentences `spans` settle, given the hits in them and the `small` words that ask nothing."""
    denies = _begins_with_no(spans, hits)
    machine = len({folded[hit.start : hit.end] for hit in hits if "automatic" in hit.rule.marks}) >= _MACHINE
    if "?" in folded or folded.count(" ") > _MOST_WORDS:
        return Settling(denies=denies, silent=machine and "?" not in folded)
    lines = tuple(_lines(folded, spans, hits, small))
    if denies or not lines:
        return Settling(denies=denies, silent=machine)
    bare = all(line.bare for line in lines) and not any(hit.rule.gives.complaint > _TROUBLE for hit in hits)
    first = next((line for line in lines if "thanks" not in line.marks or "accept" in line.marks), lines[0])
    accepts = "accept" in first.marks and not first.marks & {"but", "deny"}
    thanks = bare and any("thanks" in line.marks for line in lines) and not _YES.match(folded, first.span.start)
    return Settling(thanks, accepts, denies, machine or (bare and (thanks or accepts)))


def _begins_with_no(spans: Sequence[Span], hits: Sequence[Hit]) -> bool:
    """Tell whether one of the first two sentences after the greeting turns something down, or any our answer."""
    if any("unanswered" in hit.rule.marks for hit in hits):
        return True
    said = [span for span in spans[:3] if not is_greeting(span.text)][:2]
    return any("deny" in hit.rule.marks and span.start <= hit.start < span.end for span in said for hit in hits)


def _lines(folded: str, spans: Sequence[Span], hits: Sequence[Hit], small: frozenset[str]) -> Iterator[_Line]:
    """Give the sentences that say something: not the greeting, nor the sign-off and the names below it."""
    body = [span for span in spans if not is_greeting(span.text)]
    settled = any(hit.rule.marks & _SETTLING for hit in hits)
    while len(body) > 1 and (
        (_is_name(body[-1].text) and not any(hit.start >= body[-1].start for hit in hits)) or is_sign_off(body[-1].text)
    ):
        body.pop()
    for span in body:
        inside = [hit for hit in hits if span.start <= hit.start < span.end]
        marks = frozenset[str]().union(*(hit.rule.marks for hit in inside))
        yield _Line(span, marks, _is_bare(folded, span, inside, small, names=_NAMES if settled else 0))


def _is_name(line: str) -> bool:
    """Tell whether a line can be the name below a letter: few words, each with a capital."""
    named = line.rstrip(".,!").split()
    return (
        0 < len(named) <= _NAME
        and all(word[0].isupper() or not word[0].isalpha() for word in named)
        and "?" not in line
    )


def _is_bare(folded: str, span: Span, hits: Sequence[Hit], small: frozenset[str], *, names: int) -> bool:
    """Tell whether nothing but thanks, assent, small words and up to `names` names is in a sentence."""
    covering = [hit for hit in hits if hit.rule.marks & _SETTLING]
    if any(
        hit.rule.marks & _ASKING and not any(other.start <= hit.start < other.end for other in covering) for hit in hits
    ):
        return False
    left = 0
    for word in _WORD.finditer(folded, span.start, span.end):
        if word[0] in small or any(hit.start <= word.start() < hit.end for hit in covering):
            continue
        letters = span.text[word.start() - span.start : word.end() - span.start]
        if not letters[0].isupper() or word.start() == span.start:
            return False
        left += 1
    return left <= names
