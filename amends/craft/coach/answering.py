"""Which of the customer's questions a draft answers, and with which of its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from amends.craft.coach.asking import Kind, Question
from amends.craft.coach.reading import Draft, Sentence
from amends.craft.coach.stems import shared, total

ANSWERED: Final = 0.5  # from this score on, a question counts as answered

_ABOUT_IT: Final = 0.25  # the least share of a question's matter that shows a sentence to be about it
_MOSTLY_ABOUT_IT: Final = 0.5
_MOST_QUESTIONS: Final = 40
_MOST_SENTENCES: Final = 400
_ACTING: Final = frozenset({"promise", "offer", "alternative", "refusal"})
_DIRECT: Final = frozenset({"yes", "no"})
_FITTING: Final[dict[Kind, frozenset[str]]] = {
    "status": frozenset({"time", "past", "place", "promise", "now"}),
    "next": _ACTING | {"next_step"},
    "when": frozenset({"time", "past"}),
    "how_long": frozenset({"time", "past", "lasting"}),
    "how_much": frozenset({"amount"}),
    "how_many": frozenset({"number", "amount", "time"}),
    "who": frozenset({"person"}),
    "where": frozenset({"place"}),
    "why": frozenset({"reason", "explanation"}),
    "how": frozenset({"steps", "next_step"}),
    "other": _ACTING | {"next_step", "time", "past", "explanation"},
}
_CONTACT: Final = frozenset({"call", "write", "answer"})
_MONEY: Final = frozenset({"refund", "pay", "price"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of the customer's, the score of its best answer from 0 to 1, and where that stands if it counts."""

    text: str
    score: float
    start: int
    end: int

    @property
    def answered(self) -> bool:
        """Whether the draft answers the question."""
        return self.score >= ANSWERED

    @property
    def evidence(self) -> tuple[int, int] | None:
        """The place of the answer in the draft."""
        return (self.start, self.end) if self.answered else None


def answers_of(draft: Draft, questions: Sequence[Question]) -> tuple[Answer, ...]:
    """Find for each question the sentence of `draft` that answers it best."""
    sentences = draft.body[:_MOST_SENTENCES]
    asked = questions[:_MOST_QUESTIONS]
    return tuple(
        _answer(question, sentences, [other for other in asked if other is not question]) for question in asked
    )


def _answer(question: Question, sentences: Sequence[Sentence], others: Sequence[Question]) -> Answer:
    best, at = 0.0, None
    for place, sentence in enumerate(sentences):
        score = fit(question, sentence, before=sentences[place - 1] if place else None)
        if score >= ANSWERED and _meant_for_another(question, sentence, others):
            score = ANSWERED - 0.1
        if score > best:
            best, at = score, sentence
    return Answer(question.text, round(best, 2), at.start if at else 0, at.end if at else 0)


def _meant_for_another(question: Question, sentence: Sentence, others: Sequence[Question]) -> bool:
    """Tell whether another question of this kind shares terms with a sentence that shares none with this one."""
    if _cover(question, sentence.terms, sentence.signs) > 0:
        return False
    return any(other.kind == question.kind and _cover(other, sentence.terms, sentence.signs) > 0 for other in others)


def fit(question: Question, sentence: Sentence, *, before: Sentence | None = None) -> float:
    """Tell from 0 to 1 how well `sentence`, which may lean on the one `before` it, answers `question`."""
    cover = _cover(question, sentence.terms, sentence.signs)
    if before is not None:
        cover = max(cover, (cover + _cover(question, sentence.terms | before.terms, sentence.signs)) / 2)
    signs = sentence.signs
    if sentence.asks and signs.isdisjoint(_ACTING | {"time"}):
        return 0.3 * cover
    if "echo" in signs and signs.isdisjoint(_ACTING | _DIRECT):
        return 0.4 * cover
    if question.kind == "whether":
        return _whether(sentence, cover, empty=not question.terms)
    if question.kind == "which":
        return _open(sentence, cover)
    return _typed(question, sentence, cover)


def _cover(question: Question, said: frozenset[str], signs: frozenset[str]) -> float:
    """Give the share of the question's matter that is spoken of; an amount speaks of money."""
    if not question.weight:
        return 0.0
    spoken = said | _MONEY if "amount" in signs else said
    return min(1.0, total(shared(question.terms, spoken, compounds=question.compounds)) / question.weight)


def _whether(sentence: Sentence, cover: float, *, empty: bool) -> float:
    """A yes or no at the head answers; so does a deed or a statement about the same matter."""
    direct = next((hit for hit in sentence.hits if hit.key in _DIRECT), None)
    if direct and direct.start == sentence.start:
        return 0.6 + 0.4 * cover
    acting = not sentence.signs.isdisjoint(_ACTING)
    if empty and acting:
        return 0.6
    if acting and "later" not in sentence.signs:
        return 0.35 + 0.6 * cover
    if "claim" in sentence.signs or "statement" in sentence.signs or direct:
        return 0.2 + 0.75 * cover
    return 0.45 * cover


def _open(sentence: Sentence, cover: float) -> float:
    """Without a type to look for, the matter itself must be spoken of."""
    return min(1.0, 0.85 * cover + (0.1 if "claim" in sentence.signs else 0.0))


def _typed(question: Question, sentence: Sentence, cover: float) -> float:
    """The right type of answer counts most, if it isn't about something else."""
    signs = sentence.signs
    if not _fits(question, signs):
        return 0.45 * cover
    score = _worth(question.kind) + (1 - _worth(question.kind)) * cover
    return min(score, 0.4) if _beside_the_point(question, sentence, cover) else score


def _beside_the_point(question: Question, sentence: Sentence, cover: float) -> bool:
    """Tell whether the type is right by chance: a date of something past, refused, or of the next letter."""
    signs = sentence.signs
    match question.kind:
        case "when" | "how_long" | "status" | "other":
            past = "done" in signs and "promise" not in signs and cover < _ABOUT_IT
            refused = "refusal" in signs and "promise" not in signs and cover < _MOSTLY_ABOUT_IT
            put_off = "later" in signs and question.terms.isdisjoint(_CONTACT)
            return past or refused or put_off
        case "how":
            step = sentence.first("steps")
            told = "next_step" in signs or (step is not None and step.start == sentence.start)
            return not told and cover < _ABOUT_IT
        case _:
            return False


def _fits(question: Question, signs: frozenset[str]) -> bool:
    if not _FITTING[question.kind].isdisjoint(signs):
        return True
    return question.kind == "who" and "amount" in signs and "pay" in question.terms


def _worth(kind: Kind) -> float:
    """How much the type alone is worth: some are rare in a draft, others stand in every sentence."""
    match kind:
        case "next" | "why" | "how_much":
            return 0.6
        case "when" | "how_long" | "how" | "status" | "other":
            return 0.5
        case "how_many" | "where":
            return 0.35
        case _:
            return 0.25
