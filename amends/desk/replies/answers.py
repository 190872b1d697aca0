"""Which of the questions that count a draft answers, those included that an agent had to add."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amends.craft.coach.answering import answers_of
from amends.craft.coach.asking import questions_of
from amends.craft.coach.reading import read
from amends.craft.text import Span
from amends.desk.advice.rules import key_of

if TYPE_CHECKING:
    from amends.craft.coach import Answer, Review
    from amends.desk.advice.hearing import Asked, Questions


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is to be answered, whether the draft answers it, and where."""

    asked: "Asked"
    answered: bool
    score: float = 0.0
    evidence: tuple[int, int] | None = None


def answers_to(draft: str, questions: "Questions", reviewed: "Review") -> tuple[Question, ...]:
    """Return the questions with their answers, in their order; none in a language in which nothing is judged."""
    answers = _heard(reviewed) | _added(draft, questions, reviewed)
    return tuple(_question(asked, answers[asked.key]) for asked in questions.asked if asked.key in answers)


def _heard(reviewed: "Review") -> "dict[str, Answer]":
    return {key_of(answer.text): answer for answer in reviewed.questions}


def _added(draft: str, questions: "Questions", reviewed: "Review") -> "dict[str, Answer]":
    """Return the answers to what agents added and the coach by itself doesn't take for a question."""
    known = _heard(reviewed)
    spans = [Span(each.start, each.end, each.text) for each in questions.asked if each.added and each.key not in known]
    asked = questions_of(spans, reviewed.language)
    return {key_of(answer.text): answer for answer in answers_of(read(draft), asked)} if asked else {}


def _question(asked: "Asked", answer: "Answer") -> Question:
    return Question(asked, answered=answer.answered, score=answer.score, evidence=answer.evidence)
