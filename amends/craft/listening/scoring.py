"""From hits to figures: what the rules alone say. `judging` joins it with what trained models say."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from amends.craft.listening.heard import IS_COMPLAINT, Emotions, Groups, Tone
from amends.craft.listening.signals import STRENGTHS, Hit, Rule
from amends.craft.text import Span

_TIPS = 2.0  # log-odds at which a complaint is as likely as not
_MAYBE = 0.3  # what a sign is worth in a sentence about what could happen
_QUIET = 0.4  # an emotion must be stronger than this to give the tone
_COURTESY = 0.3  # what thanks and relief are worth in a complaint: "thanks in advance", "finally"
_LET_DOWN = 0.3  # disappointment from which on thanks are mere courtesy, too
_REACH = 30  # code points before good news in which a "not" spoils it
_NOT = re.compile(r"(?:\b(?:not|never|no|without|nicht|nie|niemals|kein\w*|ohne)|n't)\b[^.!?]*$")
_SHOUTED = re.compile(r"\b[A-ZÄÖÜ]{4,}\b")
_LOUD = re.compile(r"!!|\?!|!\?|\?\?")
_EMOTIONS = tuple(field.name for field in fields(Emotions) if field.name != "neutral")
TONES: dict[str, Tone] = {  # where two are as strong, the first gives the tone
    "anger": "angry",
    "helplessness": "helpless",
    "betrayal": "angry",
    "worry": "worried",
    "disappointment": "disappointed",
    "sadness": "disappointed",
    "confusion": "confused",
    "relief": "relieved",
    "gratitude": "grateful",
}


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of a message; ranges as in `Heard`."""

    complaint: float
    severity: int
    urgency: int
    abuse: int
    churn: float
    supervisor: float
    call: float
    emotions: Emotions
    tone: Tone
    human: float = 0.0
    groups: Groups | None = None


def score(text: str, folded: str, spans: Sequence[Span], hits: Iterable[Hit], *, before: float = 0.0) -> Scores:
    """Weigh the hits of a message: each rule counts once, with its strongest hit.

    `before` is what speaks for a complaint, in log-odds, before a word of the message is read.
    """
    worth = _worth(folded, spans, tuple(hits))
    loud = _loudness(text)
    odds = before + 2 * loud + sum(weight * rule.gives.complaint for rule, weight in worth)
    complaint = 1 / (1 + math.exp(_TIPS - max(-20.0, min(20.0, odds))))
    strength = _strengths(worth, loud)
    if complaint >= IS_COMPLAINT or strength["disappointment"] > _LET_DOWN:
        strength |= {name: round(strength[name] * _COURTESY, 3) for name in ("gratitude", "relief")}
    loudest = max(TONES, key=strength.__getitem__)
    certain = [rule.gives for rule, weight in worth if weight == 1]
    return Scores(
        complaint=round(complaint, 3),
        severity=max((gives.severity for gives in certain), default=1) if complaint >= IS_COMPLAINT else 0,
        urgency=max((gives.urgency for gives in certain), default=0),
        abuse=max((gives.abuse for gives in certain), default=0),
        churn=strength["churn"],
        supervisor=strength["supervisor"],
        call=strength["call"],
        emotions=Emotions(**{name: strength[name] for name in _EMOTIONS}, neutral=round(1 - strength[loudest], 3)),
        human=strength["supervisor"],
        tone=TONES[loudest] if strength[loudest] > _QUIET else "calm",
    )


def _worth(folded: str, spans: Sequence[Span], hits: Sequence[Hit]) -> tuple[tuple[Rule, float], ...]:
    """Give each rule that fired, once, with what it is worth where it stands."""
    doubtful = [
        (span.start, span.end)
        for hit in hits
        if "maybe" in hit.rule.marks
        for span in spans
        if span.start <= hit.start < span.end
    ]
    best: dict[str, tuple[Rule, float]] = {}
    for hit in hits:
        rule = hit.rule
        weight = _MAYBE if any(start <= hit.start < end for start, end in doubtful) else 1.0
        known = best.get(rule.id)
        if (known is None or weight > known[1]) and not _spoilt(folded, hit):
            best[rule.id] = (rule, weight)
    return tuple(best.values())


def _spoilt(folded: str, hit: Hit) -> bool:
    """Tell whether good news was taken back just before it: "not arrived today"."""
    if hit.rule.gives.complaint >= 0:
        return False
    return _NOT.search(folded, max(0, hit.start - _REACH), hit.start) is not None


def _strengths(worth: Iterable[tuple[Rule, float]], loud: float) -> dict[str, float]:
    """Join the strengths of all rules, as independent signs of the same thing."""
    absent = dict.fromkeys(STRENGTHS, 1.0)
    absent["anger"] = 1 - loud
    for rule, weight in worth:
        for name, strength in rule.strengths:
            absent[name] *= 1 - weight * strength
    return {name: round(1 - rest, 3) for name, rest in absent.items()}


def _loudness(text: str) -> float:
    """Tell how loud a text is on the page, from 0 to 0.6: capitals and repeated marks."""
    shouted = min(3, len(_SHOUTED.findall(text))) * 0.12
    return shouted + (0.24 if _LOUD.search(text) else 0.0)
