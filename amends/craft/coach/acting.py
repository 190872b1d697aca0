"""The acts of a draft: what each of its sentences does for the customer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from amends.craft.coach.naming import name_used
from amends.craft.coach.reading import Draft, Sentence
from amends.craft.coach.restating import restatements

type ActName = Literal[
    "greeting", "name", "apology", "thanks", "empathy", "restatement", "question", "explanation",
    "offer", "alternative", "refusal", "promise", "policy", "blame", "next_step", "closing",
]  # fmt: skip

ACTS: Final[tuple[ActName, ...]] = get_args(ActName.__value__)
_OF_A_SENTENCE: Final = frozenset(ACTS) - {"greeting", "name", "restatement", "question", "closing"}
_ONLY_IN_BODY: Final = frozenset({"promise", "offer", "refusal", "alternative", "blame"})


@dataclass(frozen=True, slots=True)
class Act:
    """What the words from `start` to `end` do."""

    act: ActName
    start: int
    end: int


def acts_of(draft: Draft, message: str, *, name: str) -> tuple[Act, ...]:
    """Give the acts of `draft` in the order of their places."""
    found = [act for sentence in draft.sentences for act in _plain(sentence)]
    if not draft.ruled:
        return tuple(found)
    found += [Act("restatement", said.start, said.end) for said in restatements(draft, message)]
    if used := name_used(draft, name):
        found.append(Act("name", used.start, used.end))
    return tuple(sorted(found, key=lambda act: (act.start, ACTS.index(act.act))))


def _plain(sentence: Sentence) -> Iterator[Act]:
    """Give the acts that a sentence shows by itself."""
    if sentence.part != "body":
        yield Act("greeting" if sentence.part == "greeting" else "closing", sentence.start, sentence.end)
    if sentence.asks:
        yield Act("question", sentence.start, sentence.end)
    for act in ACTS:
        if act in _OF_A_SENTENCE and act in sentence.signs and not (sentence.part != "body" and act in _ONLY_IN_BODY):
            yield Act(act, sentence.start, sentence.end)
