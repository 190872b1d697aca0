"""Whether a sentence says back what the customer wrote: their matters, in words that are about them."""

from typing import Final

from amends.craft.coach.reading import Draft, Sentence
from amends.craft.coach.stems import shared, terms, total

_ENOUGH: Final = 1.6  # weight of shared terms: one matter, and more than a word every message has
_ENOUGH_UNFRAMED: Final = 2.0
_SHARE: Final = 0.6  # of a message that has few matters
_OURS: Final = frozenset({"promise", "offer", "alternative", "refusal", "next_step", "policy", "blame", "person"})


def restatements(draft: Draft, message: str) -> tuple[Sentence, ...]:
    """Give the sentences of `draft` that say back what stands in `message`."""
    if not draft.known or not message.strip():
        return ()
    told = terms(message, draft.language)
    most = _SHARE * total(told)
    return tuple(
        sentence for sentence in draft.body if _says_back(sentence, told, most=most, compounds=draft.compounds)
    )


def _says_back(sentence: Sentence, told: frozenset[str], *, most: float, compounds: bool) -> bool:
    """Tell whether it speaks of what the customer met; a question does only where it checks the understanding."""
    if sentence.asks and "checking" not in sentence.signs:
        return False
    if "frame" in sentence.signs and "blame" not in sentence.signs:
        enough = _ENOUGH
    elif "statement" in sentence.signs and _OURS.isdisjoint(sentence.signs):
        enough = _ENOUGH_UNFRAMED
    else:
        return False
    return 0 < min(enough, most) <= total(shared(told, sentence.terms, compounds=compounds))
