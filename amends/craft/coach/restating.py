"""Whether a sentence says back what the customer wrote: their matters, in words that are about them."""

from dataclasses import dataclass
from typing import Final

from amends.craft.coach.reading import Draft, Sentence
from amends.craft.coach.stems import shared, terms, total
from amends.craft.text import words

_ENOUGH: Final = 1.6  # weight of shared terms: one matter, and more than a word every message has
_ENOUGH_UNFRAMED: Final = 2.0
_SHARE: Final = 0.6  # of a message that has few matters
_RUN: Final = 4  # words of the customer's in a row
_OURS: Final = frozenset({"promise", "offer", "alternative", "refusal", "next_step", "policy", "blame", "person"})

type _Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the customer wrote: its terms, its runs of words, and how much of it is enough to say back."""

    terms: frozenset[str]
    runs: _Runs
    most: float
    compounds: bool

    def enough(self, sentence: Sentence, least: float) -> bool:
        """Tell whether `sentence` has enough of its terms."""
        return 0 < min(least, self.most) <= total(shared(self.terms, sentence.terms, compounds=self.compounds))


def restatements(draft: Draft, message: str) -> tuple[Sentence, ...]:
    """Give the sentences of `draft` that say back what stands in `message`."""
    if not draft.known or not message.strip():
        return ()
    about = terms(message, draft.language)
    told = _Told(about, _runs(message), _SHARE * total(about), draft.compounds)
    return tuple(sentence for sentence in draft.body if _says_back(sentence, told))


def _says_back(sentence: Sentence, told: _Told) -> bool:
    """Tell whether it speaks of what the customer met; a question does only where it checks the understanding."""
    if sentence.asks and "checking" not in sentence.signs:
        return False
    if "frame" in sentence.signs and "blame" not in sentence.signs:
        return told.enough(sentence, _ENOUGH) or not told.runs.isdisjoint(_runs(sentence.text))
    if "statement" in sentence.signs and _OURS.isdisjoint(sentence.signs):
        return told.enough(sentence, _ENOUGH_UNFRAMED)
    return False


def _runs(text: str) -> _Runs:
    said = words(text)
    return frozenset(zip(*(said[at:] for at in range(_RUN)), strict=False))
