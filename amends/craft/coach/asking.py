"""What kind of answer a customer's question calls for, and what it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from amends.craft.coach.packaged import LANGUAGES
from amends.craft.coach.phrases import Hit
from amends.craft.coach.signs import question_book
from amends.craft.coach.stems import terms, total, weight
from amends.craft.text import Span, fold

type Kind = Literal[
    "status",
    "next",
    "when",
    "how_long",
    "how_much",
    "how_many",
    "who",
    "where",
    "why",
    "how",
    "which",
    "whether",
    "other",
]

_KINDS: Final[tuple[Kind, ...]] = get_args(Kind.__value__)
_POINTS_BACK: Final = re.compile(r"(?:[\w']+ ){0,2}(?:this|that|it|das|dies|es)(?: \w+)?\s*\?")  # "Geht das?"
_OBJECT: Final = re.compile(r"\b(?:this|that|it|das|dies|es)\b")
_FEW: Final = 2.0  # weight of terms
_MET_BY: Final = {
    "you_may": re.compile(
        r"(?:[\w']+,? ){0,2}(?:can|may|could|do|must|should|kann|darf|muss|soll) (?:i|we|ich|wir|man)\b"
    ),
    "there_is": re.compile(r"(?:[\w']+,? ){0,2}(?:is there|are there|do you have|gibt es|haben sie|habt ihr)\b"),
}
_PAST: Final = re.compile(r"\b(?:was|were|did|didn't|had|has|have|war|waren|wurde|wurden|hat|haben|hatte|hatten)\b")
_LEADS_IN: Final = re.compile(
    r"(?:(?:@?\w+[,!.:]|and|or|so|also|but|then|hi|hey|hello|please|just|und|oder|also|aber|dann|bitte|hallo|@\w+)\s+)*"
)
_STATES: Final = re.compile(
    r"^[^?]*\b(?:is|are|was|were|has|have|does|doesn't|do|did|called|came|never|nobody)\b[^?]*$"
)
_OPENS: Final = 24  # code points before a question word that may be "And then, please, " and the like


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the customer's: its text, the kind of answer it calls for, and the terms it is about.

    `weight` is that of all its terms; a question is `vague` where they are words that every message has, or few beside
    an "it". `met_by` is the sign of the statement that mirrors it ("can I", "you can"), `ahead` tells whether it asks
    of what is to come, `compounds` whether its language joins words into one, and `states` that it is no question but
    something else that an agent wants answered.
    """

    text: str
    kind: Kind
    terms: frozenset[str]
    weight: float
    vague: bool
    met_by: str
    ahead: bool
    compounds: bool
    states: bool = False


def questions_of(asked: Sequence[Span], language: str) -> tuple[Question, ...]:
    """Read the questions cut out of a message; in a language the coach doesn't speak there are none to judge."""
    if language not in LANGUAGES:
        return ()
    return tuple(_question(span.text, language) for span in asked)


def _question(text: str, language: str) -> Question:
    folded = fold(text)
    kind = _kind(folded, language)
    about = frozenset() if _POINTS_BACK.match(folded) else terms(text, language)
    return Question(
        text,
        kind=kind,
        terms=about,
        weight=total(about),
        vague=all(weight(term) < 1 for term in about) or (total(about) <= _FEW and bool(_OBJECT.search(folded))),
        met_by=next((sign for sign, form in _MET_BY.items() if form.match(folded)), ""),
        ahead=_PAST.search(folded) is None,
        compounds=language == "de",
        states=kind == "other" and _STATES.search(folded) is not None,
    )


def _kind(folded: str, language: str) -> Kind:
    """Tell the kind by the words a question opens with; behind "tell me" and the like, by those that follow."""
    hits = list(question_book(language).find(folded, 0, len(folded)))
    telling = next((hit for hit in hits if hit.key == "telling"), None)
    kinds = [hit for hit in hits if hit.key != "telling"]
    told = [hit for hit in kinds if telling and hit.start >= telling.end and hit.key != "whether"]
    opening = [hit for hit in kinds if hit.start <= _OPENS]
    chosen = told or opening or kinds
    if not chosen or (chosen is not told and _states(folded, chosen)):
        return "other"
    return _earliest(chosen)


def _states(folded: str, hits: list[Hit]) -> bool:
    """Tell whether it is a statement with a verb that could open a question: "The blender does not start."."""
    if "?" in folded or any(hit.key != "whether" for hit in hits):
        return False
    led_in = _LEADS_IN.match(folded)
    return min(hit.start for hit in hits) > (led_in.end() if led_in else 0)


def _earliest(hits: list[Hit]) -> Kind:
    first = min(hit.start for hit in hits)
    there = {hit.key for hit in hits if hit.start == first}
    return next((kind for kind in _KINDS if kind in there), "other")
