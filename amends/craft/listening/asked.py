"""What is asked: the questions, requests and wants of a message, each cut out of its sentence."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from amends.craft.listening.joints import (
    AND_WHO,
    ASKS_FIRST,
    BARE,
    BEFORE,
    INVERTED,
    JOINED,
    JOINED_OR_COMMA,
    JOINED_QUESTION,
    LOOSE,
    LOUD,
    WHY_TOLD,
)
from amends.craft.listening.signals import Hit
from amends.craft.text import Span

_ASKING = frozenset({"question", "request", "want"})
_CUTS = _ASKING | {"tried", "goes_on", "filler"}
_NEAR = 30  # code points before a hit in which the words that join it can stand
_FEW = 2  # words: "please, can you" is one question, "I lost it, can you" is a wish and a question
_LEAST = 12  # code points of a question before anything may be cut off behind it
_SOON = 4  # code points in which an outcry may follow what opens its sentence: "So, "
_TROUBLE = 2.0  # log-odds of a sign of trouble: what holds one and asks in no other way is an outcry


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
    said: int = 0  # where the words end by which it was known
    silent: int = 0  # the same for those of an outcry, in which nothing is asked


def what_is_asked(text: str, folded: str, spans: Sequence[Span], hits: Sequence[Hit]) -> Asked:
    """Cut what is asked out of the sentences `spans` of a text.

    A polite question for a deed ("Can you send me a new one?") is a question and a request; a request that names a
    remedy is also a want. A sentence with a question mark asks, unless it is an outcry ("Seriously?"). A question that
    is asked twice counts once.
    """
    found: dict[str, list[Span]] = {"question": [], "request": [], "want": [], "tried": []}
    for span, inside in zip(spans, _by_sentence(spans, hits), strict=True):
        if not inside and "?" not in span.text:
            continue
        if _joins(text, folded, span, found["question"]):
            continue
        for clause in _clauses(folded, span, inside):
            piece = Span(clause.start, clause.end, text[clause.start : clause.end])
            for mark in found.keys() & clause.marks:
                found[mark].append(piece)
    return Asked(_once(found["question"]), *(tuple(found[mark]) for mark in ("request", "want", "tried")))


def _by_sentence(spans: Sequence[Span], hits: Sequence[Hit]) -> list[list[Hit]]:
    """Sort the hits that matter here into the sentences in which they begin."""
    starts = [span.start for span in spans]
    sorted_in: list[list[Hit]] = [[] for _ in spans]
    for hit in hits:
        matters = hit.rule.marks or hit.rule.gives.complaint >= _TROUBLE
        if matters and (place := bisect_right(starts, hit.start) - 1) >= 0:
            sorted_in[place].append(hit)
    return sorted_in


def _joins(text: str, folded: str, span: Span, questions: list[Span]) -> bool:
    """Let a sentence that cannot stand alone ("And when?") be part of the question just before it."""
    if not questions or not BARE.fullmatch(folded, span.start, span.end):
        return False
    last = questions[-1]
    if text[last.end : span.start].strip(" \n?!"):
        return False
    questions[-1] = Span(last.start, span.end, text[last.start : span.end])
    return True


def _once(questions: list[Span]) -> tuple[Span, ...]:
    """Leave out what was asked before in the same words."""
    first: dict[str, Span] = {}
    for span in questions:
        first.setdefault(" ".join(span.text.lower().split()).rstrip(" ?.!"), span)
    return tuple(first.values())


def _clauses(folded: str, span: Span, hits: Sequence[Hit]) -> list[_Clause]:
    """Cut a sentence into the clauses that ask, or that tell what was tried."""
    clauses = _begun(folded, span, hits)
    _end_each(folded, clauses)
    if clauses and BEFORE.match(folded, span.start) and "tried" not in clauses[0].marks:
        clauses[0].start = span.start
    if span.text.rstrip("\"')”’ ").endswith("?") and not any("question" in clause.marks for clause in clauses):
        _ask_last(folded, clauses, span, hits)
    clauses = [part for clause in clauses for part in _parted(folded, clause)]
    for clause in clauses:
        _cut_short(folded, clause)
    _name_wants(clauses, hits)
    return [clause for clause in clauses if "filler" not in clause.marks and clause.start < clause.end]


def _begun(folded: str, span: Span, hits: Sequence[Hit]) -> list[_Clause]:
    """Begin a clause at each hit that asks or tells, unless it goes on with the one before."""
    clauses: list[_Clause] = []
    for hit in hits:
        marks = hit.rule.marks & _CUTS
        if not marks or ("filler" in marks and not _stands_first(folded, span, hit)):
            continue
        if "goes_on" in marks:
            _go_on(folded, clauses, hit, span.end)
            continue
        if clauses and (_goes_with(clauses[-1], hit) or not _begins_anew(folded, clauses[-1], hit)):
            if not clauses[-1].silent:
                clauses[-1].marks |= hit.rule.marks
        else:
            silent = hit.end if "filler" in marks else 0
            clauses.append(_Clause(hit.start, span.end, set(hit.rule.marks), said=hit.end, silent=silent))
    return clauses


def _goes_with(clause: _Clause, hit: Hit) -> bool:
    """Tell whether a hit stands in the words of an outcry, or just behind those that open one: "Query: is it"."""
    return hit.start < clause.silent or ("embeds" in clause.marks and hit.start <= clause.said + _SOON // 2)


def _go_on(folded: str, clauses: list[_Clause], hit: Hit, end: int) -> None:
    """Begin one more clause of what was tried behind another; "and put in a new one" then asks for nothing."""
    here: list[_Clause] = []
    while clauses and clauses[-1].start == hit.start:
        here.append(clauses.pop())
    near = max(hit.start - _NEAR, clauses[-1].start) if clauses else 0
    if clauses and "tried" in clauses[-1].marks and JOINED_OR_COMMA.search(folded, near, hit.start):
        here = [_Clause(hit.start, end, {"tried"}, said=hit.end)]
    clauses += here


def _stands_first(folded: str, span: Span, hit: Hit) -> bool:
    """Tell whether an outcry begins its clause: "right?" behind a statement asks all the same."""
    near = max(span.start, hit.start - _NEAR)
    before = folded[near : hit.start]
    opens = near == span.start and (len(before) <= _SOON or before.startswith("@") or not before.strip(" ,¿¡"))
    return opens or JOINED.search(before) is not None


def _begins_anew(folded: str, clause: _Clause, hit: Hit) -> bool:
    """Tell whether a hit begins a clause of its own: behind a joining word, or a comma where the kind changes."""
    same = ("tried" in clause.marks) == ("tried" in hit.rule.marks)
    joint = JOINED if same else JOINED_OR_COMMA
    if "inverted" in hit.rule.marks and "embeds" not in clause.marks and not clause.marks.isdisjoint(_ASKING):
        joint = JOINED_QUESTION if folded.count(" ", max(clause.start, hit.start - _NEAR), hit.start) > _FEW else JOINED
    return joint.search(folded, max(clause.start, hit.start - _NEAR), hit.start) is not None


def _end_each(folded: str, clauses: list[_Clause]) -> None:
    """End each clause where the next begins, without the words that join them."""
    for clause, following in itertools.pairwise(clauses):
        loose = LOOSE.search(folded, max(clause.start, following.start - _NEAR), following.start)
        clause.end = loose.start() if loose else following.start


def _ask_last(folded: str, clauses: list[_Clause], span: Span, hits: Sequence[Hit]) -> None:
    """Let the question mark of a sentence make a question of its last clause, or of all of it; not of an outcry."""
    if clauses and clauses[-1].marks & {"filler", "plea"}:
        return
    cries = LOUD.search(folded, span.start, span.end) or any(hit.rule.gives.complaint >= _TROUBLE for hit in hits)
    if cries and not ASKS_FIRST.match(folded, span.start):
        return
    if clauses and "tried" not in clauses[-1].marks:
        clauses[-1].marks.add("question")
    else:
        clauses.append(_Clause(span.start, span.end, {"question"}))


def _parted(folded: str, clause: _Clause) -> list[_Clause]:
    """Part "when does it come and who pays" in two; a bare "and when?" stays with what it asks about."""
    parts, end = [clause], clause.end
    if "question" in clause.marks and clause.said:
        for also in AND_WHO.finditer(folded, clause.said, clause.end):
            embeds, comma = "embeds" in clause.marks, folded[also.start()] == ","
            if not comma or not (embeds or INVERTED.match(folded, also.start(1)) is None):
                parts[-1].end = also.start()
                parts.append(_Clause(also.start(1), end, {"question"}))
    for part in parts:
        part.end = part.start + len(folded[part.start : part.end].rstrip(" ,\n"))
    return parts


def _cut_short(folded: str, clause: _Clause) -> None:
    """Cut off the reason that is told behind a question which has no mark of its own."""
    if "question" not in clause.marks or folded[clause.start : clause.end].rstrip("\"')”’ ").endswith("?"):
        return
    told = WHY_TOLD.search(folded, max(clause.start + _LEAST, min(clause.said, clause.end)), clause.end)
    if told is not None:
        clause.end = told.start()


def _name_wants(clauses: list[_Clause], hits: Sequence[Hit]) -> None:
    """Let a request that names a remedy also be a want."""
    places = [hit.start for hit in hits if "remedy" in hit.rule.marks]
    for clause in clauses:
        if "request" in clause.marks and bisect_left(places, clause.start) < bisect_left(places, clause.end):
            clause.marks.add("want")
