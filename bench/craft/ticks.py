"""Whether the coach ticks the questions that a reply answers, and leaves those open that it doesn't."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from amends.craft.coach import Answer
from amends.craft.text import sentences, words
from bench.craft.replied import Read

_THE_SAME = 0.5  # share of words, of both together, from which on two wordings are the same question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a reader found, whether the reply answers it, what the coach says, and what plain words say."""

    text: str
    answered: bool
    found: Answer | None
    overlap: float

    @property
    def is_right(self) -> bool:
        """Whether the agent is told the truth; nobody is told of a question that was not heard."""
        return self.answered == (self.found is None or self.found.answered)


def asked_in(one: Read) -> Iterator[Asked]:
    """Yield the questions labelled in a reply's message, each with the coach's if it heard it."""
    left = list(one.review.questions)
    labelled = [(text, True) for text in one.reply.answered_questions]
    labelled += [(text, False) for text in one.reply.open_questions]
    for text, answered in labelled:
        found = max(left, key=lambda answer: _likeness(answer.text, text), default=None)
        if found is not None and _likeness(found.text, text) >= _THE_SAME:
            left.remove(found)
        else:
            found = None
        yield Asked(text, answered, found, _overlap(text, one.reply.draft))


def asked(reads: Iterable[Read]) -> list[Asked]:
    """Return all questions labelled."""
    return list(chain.from_iterable(map(asked_in, reads)))


def heard_beside(reads: Sequence[Read]) -> int:
    """Count what the coach took for a question and no reader did."""
    return sum(len(one.review.questions) - sum(q.found is not None for q in asked_in(one)) for one in reads)


def _likeness(one: str, other: str) -> float:
    """Return the share of words that two wordings have in common (Dice); 1 where one holds the other."""
    ours, theirs = words(one), words(other)
    shorter, longer = sorted((" ".join(ours), " ".join(theirs)), key=len)
    if shorter and shorter in longer:
        return 1.0
    return 2 * len(set(ours) & set(theirs)) / max(1, len(set(ours)) + len(set(theirs)))


def _overlap(question: str, draft: str) -> float:
    """Return the greatest share of a question's longer words that one sentence of the draft has: the plain way."""
    wanted = {word for word in words(question) if len(word) > 3}
    return max((len(wanted & set(words(span.text))) / max(1, len(wanted)) for span in sentences(draft)), default=0.0)
