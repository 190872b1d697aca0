"""Which of the customer's questions a draft answers, and with which of its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from amends.craft.coach.asking import Question
from amends.craft.coach.fitting import ANSWERED, NEARLY, cover, fit
from amends.craft.coach.reading import Draft, Sentence
from amends.craft.coach.weighing import Weighed, weigh

_MOST_QUESTIONS: Final = 40
_MOST_SENTENCES: Final = 400
_NOT_UNLIKELY: Final = 0.15
_WEIGHED: Final = frozenset({"en"})
"""Languages whose answers are weighed by what was learnt; in the others the rules of `fitting` judge alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of the customer's, how likely its best answer answers it (0 to 1), where that stands, if it counts."""

    text: str
    score: float
    start: int
    end: int
    answered: bool

    @property
    def evidence(self) -> tuple[int, int] | None:
        """The place of the answer in the draft."""
        return (self.start, self.end) if self.answered else None


def answers_of(draft: Draft, questions: Sequence[Question]) -> tuple[Answer, ...]:
    """Find for each question the sentence of `draft` that answers it best."""
    sentences = draft.body[:_MOST_SENTENCES]
    asked = questions[:_MOST_QUESTIONS]
    if draft.language in _WEIGHED and sentences and asked:
        weighed = weigh(asked, sentences)
        return tuple(_likeliest(question, sentences, each) for question, each in zip(asked, weighed, strict=True))
    return tuple(
        _answer(question, sentences, [other for other in asked if other is not question]) for question in asked
    )


def _likeliest(question: Question, sentences: Sequence[Sentence], weighed: Weighed) -> Answer:
    best = max(weighed.chances)
    place = weighed.chances.index(best)
    if best < weighed.threshold and (fitting := _sure_by_rule(question, sentences, weighed)) is not None:
        best, place = weighed.threshold, fitting
    at = sentences[place]
    return Answer(question.text, round(best, 3), at.start, at.end, best >= weighed.threshold)


def _sure_by_rule(question: Question, sentences: Sequence[Sentence], weighed: Weighed) -> int | None:
    """Give the sentence that says what the question calls for, of the same matter, unless it was weighed as unlikely.

    One sentence that answers two questions is weighed too lightly for each of them.
    """
    for place, sentence in enumerate(sentences):
        if weighed.chances[place] >= _NOT_UNLIKELY and cover(question, sentence) > 0:
            before = sentences[place - 1] if place else None
            if fit(question, sentence, before=before) >= ANSWERED:
                return place
    return None


def _answer(question: Question, sentences: Sequence[Sentence], others: Sequence[Question]) -> Answer:
    best, at = 0.0, None
    for place, sentence in enumerate(sentences):
        score = fit(question, sentence, before=sentences[place - 1] if place else None)
        if score >= ANSWERED and _meant_for_another(question, sentence, others):
            score = NEARLY
        if score > best:
            best, at = score, sentence
    return Answer(question.text, round(best, 2), at.start if at else 0, at.end if at else 0, best >= ANSWERED)


def _meant_for_another(question: Question, sentence: Sentence, others: Sequence[Question]) -> bool:
    """Tell whether another question of this kind shares terms with a sentence that shares none with this one."""
    if cover(question, sentence) > 0:
        return False
    return any(other.kind == question.kind and cover(other, sentence) > 0 for other in others)
