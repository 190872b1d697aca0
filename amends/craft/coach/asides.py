"""Short questions the desk asks about a draft while it keeps the books."""

from amends.craft.coach.promising import Promised, promises_of
from amends.craft.coach.reading import Draft, read
from amends.craft.coach.restating import restatements

_REASONED_NO = frozenset({"explanation", "reason", "policy"})
_INSTEAD = frozenset({"alternative", "offer", "next_step"})


def restates(draft: str, message: str) -> bool:
    """Tell whether `draft` says back to the customer what they wrote in `message`."""
    return bool(restatements(read(draft, message=message), message))


def apologises(draft: str) -> bool:
    """Tell whether `draft` apologises, and not only "if you feel" that there is something to apologise for."""
    return any(
        "apology" in sentence.signs and sentence.signs.isdisjoint({"apology.conditional", "apology.but"})
        for sentence in read(draft).sentences
    )


def offers(draft: str) -> bool:
    """Tell whether `draft` offers or promises something, or gives a reasoned no with an alternative."""
    said = read(draft)
    return any(not sentence.signs.isdisjoint({"offer", "promise"}) for sentence in said.body) or _refuses_well(said)


def promises(draft: str) -> tuple[Promised, ...]:
    """Give the promises in `draft`, with the words that say what, when and how much."""
    return promises_of(read(draft))


def _refuses_well(draft: Draft) -> bool:
    signs = frozenset().union(*(sentence.signs for sentence in draft.body))
    return "refusal" in signs and not signs.isdisjoint(_REASONED_NO) and not signs.isdisjoint(_INSTEAD)
