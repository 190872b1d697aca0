"""Whether a draft says back what the customer wrote: their matters, in words that are about them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from amends.craft.coach.reading import Draft, Sentence
from amends.craft.coach.stems import shared, terms, total
from amends.craft.text import words

_ONE_MATTER: Final = 1.0  # weight of shared terms
_ENOUGH: Final = 1.6  # one matter, and more than a word every message has
_ENOUGH_UNFRAMED: Final = 2.0
_ENOUGH_IN_PASSING: Final = 3.0
_ENOUGH_MENTIONED: Final = 2.6
_SHARE: Final = 0.6  # of a message that has few matters
_RUN: Final = 4  # words of the customer's in a row
_FRAMES: Final = frozenset({"frame", "apology", "empathy"})
_OURS: Final = frozenset({"promise", "offer", "alternative", "refusal", "next_step", "policy", "blame", "person"})
_MONEY: Final = frozenset({"refund"})

type _Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the customer wrote: its terms, its runs of words, and how much of it is enough to say back."""

    terms: frozenset[str]
    runs: _Runs
    most: float

    def said_in(self, sentence: Sentence) -> frozenset[str]:
        """Give those of its terms that `sentence` has; an amount speaks of money."""
        said = sentence.terms | _MONEY if "amount" in sentence.signs else sentence.terms
        return shared(self.terms, said, loosely=True)

    def enough(self, said: frozenset[str], least: float) -> bool:
        """Tell whether `said` is enough of it."""
        return 0 < min(least, self.most) <= total(said)


@lru_cache(maxsize=4)  # a message stays the same while its answer is typed
def _told(message: str, language: str) -> _Told:
    about = terms(message, language)
    return _Told(about, _runs(message), _SHARE * total(about))


def terms_told(message: str, language: str) -> frozenset[str]:
    """Give the terms of what the customer wrote."""
    return _told(message, language).terms


def restatements(draft: Draft, message: str) -> tuple[Sentence, ...]:
    """Give the sentences of `draft` that say back what stands in `message`."""
    if not draft.known or not message.strip():
        return ()
    told = _told(message, draft.language)
    body = [sentence for sentence in draft.body if not _asks_away(sentence)]
    alone = tuple(sentence for sentence in body if _says_back(sentence, told))
    return alone or _together(draft, body, told)


def mentions(draft: Draft, message: str) -> bool:
    """Tell whether `draft` speaks at least here and there of what stands in `message`: less than a restatement."""
    if not draft.known or not message.strip():
        return False
    told = _told(message, draft.language)
    said = frozenset[str]().union(*(told.said_in(sentence) for sentence in draft.body if not _asks_away(sentence)))
    return told.enough(said, _ENOUGH_MENTIONED)


def _asks_away(sentence: Sentence) -> bool:
    """Tell whether it is a question that doesn't check the understanding, or a reproach."""
    return "blame" in sentence.signs or (sentence.asks and "checking" not in sentence.signs)


def _says_back(sentence: Sentence, told: _Told) -> bool:
    """Tell whether it speaks of what the customer met or wants, in enough of their own words."""
    said = told.said_in(sentence)
    if "told" in sentence.signs and told.enough(said, _ONE_MATTER):
        return True
    if not _FRAMES.isdisjoint(sentence.signs):
        return told.enough(said, _ENOUGH) or not told.runs.isdisjoint(_runs(sentence.text))
    if "statement" in sentence.signs and _OURS.isdisjoint(sentence.signs):
        return told.enough(said, _ENOUGH_UNFRAMED)
    return "you" in sentence.signs and told.enough(said, _ENOUGH_IN_PASSING)


def _together(draft: Draft, body: list[Sentence], told: _Told) -> tuple[Sentence, ...]:
    """Give the sentences that say it back together, or what is asked about with "did I get that right?"."""
    about_them = [sentence for sentence in body if not _FRAMES.isdisjoint(sentence.signs) or "told" in sentence.signs]
    said = frozenset[str]().union(*(told.said_in(sentence) for sentence in about_them))
    checked = any(sentence.asks and "checking" in sentence.signs for sentence in draft.body)
    return tuple(about_them) if checked or told.enough(said, _ENOUGH) else ()


def _runs(text: str) -> _Runs:
    said = words(text)
    return frozenset(zip(*(said[at:] for at in range(_RUN)), strict=False))
