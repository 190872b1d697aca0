"""What is asked: the questions, requests and wants of a message, each cut out of its sentence."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from amends.craft.listening.signals import Hit
from amends.craft.text import Span

_ASKING = frozenset({"question", "request", "want"})
_JOINTS = r"[;:.!?(\n-]|\b(?:and|but|or|so|then|also|because|und|aber|oder|dann|also|denn|sowie)"
_JOINED = re.compile(rf"(?:{_JOINTS})\s*$")
_JOINED_OR_COMMA = re.compile(rf"(?:,|{_JOINTS})\s*$")
_LOOSE = re.compile(r"(?:[\s,;:(-]|\b(?:and|but|or|so|und|aber|oder|sowie))+$")
_NEAR = 12  # code points before a hit in which a word that joins it can stand
_BEFORE = re.compile(r"(?:if|when|once|since|because|as|in case|falls|wenn|sobald|da|weil|nachdem|sofern)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions, requests and wants of a message, and what the customer tried already."""

    questions: tuple[Span, ...]
    requests: tuple[Span, ...]
    wants: tuple[Span, ...]
    tried: tuple[Span, ...]


@dataclass(slots=True)
class _Clause:
    """A stretch of a sentence that asks one thing, and the marks of the hits in it."""

    start: int
    end: int
    marks: set[str]


def what_is_asked(text: str, folded: str, spans: Sequence[Span], hits: Sequence[Hit]) -> Asked:
    """Cut what is asked out of the sentences `spans` of a text.

    A polite question for a deed ("Can you send me a new one?") is a question and a request; a request that names a
    remedy is also a want. A sentence with a question mark asks, unless it is a mere exclamation ("Seriously?").
    """
    found: dict[str, list[Span]] = {"question": [], "request": [], "want": [], "tried": []}
    for span, inside in zip(spans, _by_sentence(spans, hits), strict=True):
        if inside or span.text.endswith("?") or "?" in span.text:
            for clause in _clauses(folded, span, inside):
                piece = Span(clause.start, clause.end, text[clause.start : clause.end])
                for mark in found.keys() & clause.marks:
                    found[mark].append(piece)
    return Asked(*(tuple(found[mark]) for mark in ("question", "request", "want", "tried")))


def _by_sentence(spans: Sequence[Span], hits: Sequence[Hit]) -> list[list[Hit]]:
    """Sort the hits that matter here into the sentences in which they begin."""
    starts = [span.start for span in spans]
    sorted_in: list[list[Hit]] = [[] for _ in spans]
    for hit in hits:
        if hit.rule.marks and (place := bisect_right(starts, hit.start) - 1) >= 0:
            sorted_in[place].append(hit)
    return sorted_in


def _clauses(folded: str, span: Span, hits: Sequence[Hit]) -> list[_Clause]:
    """Cut a sentence into the clauses that ask, or that tell what was tried."""
    clauses: list[_Clause] = []
    asks = span.text.rstrip("\"')”’ ").endswith("?")
    for hit in hits:
        if "filler" in hit.rule.marks and hit.start <= span.start + 4:
            return []
        if not hit.rule.marks & (_ASKING | {"tried"}):
            continue
        if clauses and not _begins_anew(folded, clauses[-1], hit):
            clauses[-1].marks |= hit.rule.marks
        else:
            clauses.append(_Clause(hit.start, span.end, set(hit.rule.marks)))
    _end_each(folded, clauses)
    if clauses and _BEFORE.match(folded, span.start) and "tried" not in clauses[0].marks:
        clauses[0].start = span.start
    if asks and not any("question" in clause.marks for clause in clauses):
        _ask_last(clauses, span)
    _name_wants(clauses, hits)
    return clauses


def _begins_anew(folded: str, clause: _Clause, hit: Hit) -> bool:
    """Tell whether a hit begins a clause of its own: behind a joining word, or a comma where the kind changes."""
    same = ("tried" in clause.marks) == ("tried" in hit.rule.marks)
    joint = _JOINED if same else _JOINED_OR_COMMA
    return joint.search(folded, max(clause.start, hit.start - _NEAR), hit.start) is not None


def _end_each(folded: str, clauses: list[_Clause]) -> None:
    """End each clause where the next begins, without the words that join them."""
    for clause, following in itertools.pairwise(clauses):
        loose = _LOOSE.search(folded, max(clause.start, following.start - _NEAR), following.start)
        clause.end = loose.start() if loose else following.start


def _ask_last(clauses: list[_Clause], span: Span) -> None:
    """Let the question mark of a sentence make a question of its last clause, or of all of it."""
    if clauses and "tried" not in clauses[-1].marks:
        clauses[-1].marks.add("question")
    else:
        clauses.append(_Clause(span.start, span.end, {"question"}))


def _name_wants(clauses: list[_Clause], hits: Sequence[Hit]) -> None:
    """Let a request that names a remedy also be a want."""
    places = [hit.start for hit in hits if "remedy" in hit.rule.marks]
    for clause in clauses:
        if "request" in clause.marks and any(clause.start <= place < clause.end for place in places):
            clause.marks.add("want")
