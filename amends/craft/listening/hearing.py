"""Hearing a message: one pass of the rules, what it asks and settles, how it weighs; then models and rules together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from amends.craft.listening.asked import Asked, what_is_asked
from amends.craft.listening.coursing import course
from amends.craft.listening.facts import facts
from amends.craft.listening.heard import ALARMS, IS_COMPLAINT, Alarm, Course, Evidence, Fact, Heard, Play
from amends.craft.listening.judging import judge, judge_leaving, models
from amends.craft.listening.plays import plays
from amends.craft.listening.requesting import with_model
from amends.craft.listening.rulebook import LANGUAGES, Rulebook, rulebook
from amends.craft.listening.scoring import Scores, score
from amends.craft.listening.settling import Settling, what_it_settles
from amends.craft.listening.showing import evidence
from amends.craft.listening.signals import Hit
from amends.craft.listening.signs import ABOVE, Signs, signs
from amends.craft.text import Span, fold, language, normalise, sentences

_LISTENS = 40_000  # code points: what is longer is a log or a paste, and is answered from its beginning
_ANSWERED = re.compile(r"\s*(?:re|aw|antw|sv|fwd?|wg)\s*:", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|did|came|got|broke|left|went|took|gave|said|told|made|sent|sold|lost|kept|stood|sat|fell|found|saw|felt"
    r"|\w{2,}[^\We]ed|waren?|hatten?|wurden?|kam|kamen|ging|gingen|fiel|fielen|stand|sah|sahen|ge\w{3,}(?:t|en))\b"
)
_CHASED = 1.0  # log-odds that an earlier complaint lends to the message that follows it
_TOLD = 1.2  # the same for a message that says something and asks nothing
_HAPPENED = 0.85  # and more where it is a first letter that tells what happened: people rarely write to do just that
_SETTLED = -2.0  # the same for thanks, a yes, or a machine's words
_MODELLED = frozenset({"en", "und", "de"})  # what models were trained for; "und" is mostly too short to tell
_REMEMBERS = 8  # earlier messages of a case that are heard again
_TOO_SHORT = 60  # code points: below that, a foreign language may well be a mistake of ours
_A_STORY = 5  # blanks between words from which on something is told


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What the rules made of a message."""

    text: str
    code: str
    spans: tuple[Span, ...]
    hits: tuple[Hit, ...]
    heading: tuple[Span, ...]
    asked: Asked
    settles: Settling
    scores: Scores


def hear(
    text: str, *, channel: str = "email", earlier: Sequence[str] = (), subject: str = "", with_facts: bool = True
) -> Heard:
    """Hear what a customer says in `text`.

    `earlier` are the customer's texts before it in the same case, oldest first; a `subject` that opens a conversation
    is heard for signs of a complaint too. Places in the answer refer to `normalise(text)`. Facts are not looked for
    where nobody wants them: they change nothing else that is heard. English is heard with trained models as well;
    German only for who means to leave.
    """
    before = tuple(hear_once(one[:_LISTENS], channel) for one in earlier[-_REMEMBERS:])
    ruled = _by_rules(text, channel, subject, before)
    found = signs((*ruled.spans, *ruled.heading), ruled.scores, models()) if ruled.code in _MODELLED else None
    if found and ruled.code == "de":
        ruled, found = replace(ruled, scores=judge_leaving(ruled.scores, found)), None
    elif found:
        ruled = _judged(ruled, found)
    scores = ruled.scores
    known = facts(ruled.text, fold(ruled.text), ruled.spans, ruled.hits) if with_facts else ()
    named = plays(ruled.text, ruled.hits, scores, channel)
    shown = evidence(ruled.text, scores, ruled.hits, found)
    return _heard(ruled, scores, known=known, called_for=named, shown=shown, course=course(before, scores))


def _judged(ruled: _Ruled, found: Signs) -> _Ruled:
    """Judge with what the models read; they add requests where something may be asked at all."""
    silent = ruled.settles.silent or ruled.settles.accepts
    asked = ruled.asked if silent else with_model(ruled.asked, ruled.spans, found)
    return replace(ruled, asked=asked, scores=judge(ruled.scores, found, thanks=ruled.settles.thanks_only))


def by_rules(text: str, *, channel: str = "email") -> Scores:
    """Give what the rules alone make of a text: what training joins with the models."""
    return _by_rules(text, channel, "", ()).scores


def asked_by_rules(text: str) -> Asked:
    """Give what a text asks as the rules alone hear it."""
    return _by_rules(text, "email", "", ()).asked


def _by_rules(text: str, channel: str, subject: str, earlier: Sequence[Heard]) -> _Ruled:
    text = normalise(text)[:_LISTENS]
    folded = fold(text)
    code = language(text)
    books = _books(code, text, subject)
    spans = sentences(text)
    hits = sorted((hit for book in books for hit in book.find(folded)), key=lambda hit: hit.start)
    asked = what_is_asked(text, folded, spans, hits)
    settles = what_it_settles(folded, spans, hits, frozenset().union(*(book.small for book in books)))
    answers = bool(earlier) or _ANSWERED.match(subject) is not None
    opening = "" if settles.silent or settles.accepts or answers else subject.strip()
    heading = _all(books, fold(opening))
    told = 0.0 if _asks(asked) or settles.denies or settles.accepts else _telling(folded, hits, answers, channel)
    before = _SETTLED if settles.silent else told + _chased(earlier)
    scores = score(text, folded, spans, (*hits, *heading), before=before)
    above = (Span(ABOVE, 0, opening),) if opening else ()
    return _Ruled(text, code, spans, tuple(hits), above, asked, settles, scores)


@lru_cache(maxsize=64)
def hear_once(text: str, channel: str = "email") -> Heard:
    """Hear a text that is looked at again and again while somebody answers it; the last few are remembered."""
    return hear(text, channel=channel)


def _books(code: str, text: str, subject: str) -> tuple[Rulebook, ...]:
    """Give the rules to hear with: of the language told, or of all where it can't be told."""
    if code not in LANGUAGES:
        code = language(f"{subject}\n{text}")
    if code in LANGUAGES:
        return (rulebook(code),)
    return tuple(map(rulebook, LANGUAGES)) if code == "und" or len(text) < _TOO_SHORT else ()


def _all(books: Sequence[Rulebook], folded: str) -> tuple[Hit, ...]:
    return tuple(hit for book in books for hit in book.find(folded))


def _asks(asked: Asked) -> bool:
    return bool(asked.questions or asked.requests or asked.wants)


def _telling(folded: str, hits: Sequence[Hit], answers: bool, channel: str) -> float:
    """Tell, in log-odds, how far a message that asks nothing is a complaint because it tells something."""
    if folded.count(" ") < _A_STORY or any(hit.rule.gives.gratitude for hit in hits):
        return 0.0
    first = not answers and channel != "chat"
    return _TOLD + (_HAPPENED if first and _PAST.search(folded) else 0.0)


def _alarms(hits: Sequence[Hit]) -> tuple[Alarm, ...]:
    """Name what must not wait for the usual way: somebody may be hurt, or speaks of the law."""
    return tuple(alarm for alarm in ALARMS if any(alarm in hit.rule.marks for hit in hits))


def _chased(earlier: Sequence[Heard]) -> float:
    """Tell, in log-odds, what earlier messages say: who complained before is likely still to complain."""
    return _CHASED if any(heard.is_complaint for heard in earlier[-3:]) else 0.0


def _heard(
    ruled: _Ruled,
    scores: Scores,
    *,
    known: tuple[Fact, ...],
    called_for: tuple[Play, ...],
    shown: tuple[Evidence, ...],
    course: Course,
) -> Heard:
    """Put together what was heard; where in doubt, the message asks."""
    asked, settles = ruled.asked, ruled.settles
    complains = scores.complaint >= IS_COMPLAINT
    answerable = complains or (not settles.silent and _asks(asked))
    return Heard(
        tone=scores.tone,
        emotions=scores.emotions,
        complaint=scores.complaint,
        severity=scores.severity,
        urgency=scores.urgency,
        churn=scores.churn,
        abuse=scores.abuse,
        wants_supervisor=scores.supervisor,
        wants_call=scores.call,
        wants_human=scores.human,
        questions=asked.questions,
        requests=asked.requests,
        wants=asked.wants,
        facts=known,
        tried=asked.tried,
        plays=called_for,
        language=ruled.code,
        asks=answerable or not settles.silent,
        thanks_only=settles.thanks_only and not answerable,
        accepts=settles.accepts and not complains,
        denies=settles.denies,
        alarms=_alarms(ruled.hits) if complains else (),
        groups=scores.groups,
        evidence=shown,
        course=course,
    )
