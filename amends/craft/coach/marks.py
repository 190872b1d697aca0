"""What shows only beside something else: an apology taken back behind it, a bare order, an insult said back."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from amends.craft.coach.naming import greets_another
from amends.craft.coach.packaged import word_lists
from amends.craft.coach.phrases import Hit
from amends.craft.coach.reading import Draft, Sentence
from amends.craft.text import fold, words

_GIVES: Final = frozenset(
    {"offer", "promise", "alternative", "did", "next_step", "making_good", "taking_on", "question", "amount"}
)
_SOFTENED: Final = frozenset({"please", "reason", "explanation", "promise", "offer", "alternative", "amount", "maybe"})
_WORD: Final = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_ITEM: Final = re.compile(r"\s*(?:[-*•–·]|\d{1,2}[.)])\s")
_QUOTED: Final = re.compile(r"(?<!\w)[\"']([^\"'\n]{2,60})[\"'](?!\w)")
_DENIED_WITHIN: Final = 3  # words
_HOW: Final = re.compile(
    r"\b(?:how (?:do|can|to|should|does)|what (?:do|must|should) i|wie (?:kann|muss|soll|geht)|cómo)\b"
)
_FIRST: Final = 60  # code points in which a sentence shows how it opens
_AN_ORDER: Final = 3  # words at least
_LISTENS: Final = 40_000  # code points of a message


def marked(draft: Draft, message: str, *, name: str) -> Draft:
    """Give `draft` with the signs that its sentences get from each other and from the customer's `message`."""
    marks = [*_taken_back(draft), *_orders(draft, fold(message[:_LISTENS]))]
    if message.strip():
        marks += _echoes(draft, fold(message[:_LISTENS]))
        if wrong := greets_another(draft, name, message):
            marks.append(wrong)
    if not marks:
        return draft
    marks.sort(key=_begins)
    return replace(draft, sentences=tuple(_with(sentence, marks) for sentence in draft.sentences))


def _begins(hit: Hit) -> int:
    return hit.start


def _with(sentence: Sentence, marks: list[Hit]) -> Sentence:
    here = marks[bisect_left(marks, sentence.start, key=_begins) : bisect_left(marks, sentence.end, key=_begins)]
    if not here:
        return sentence
    hits = tuple(sorted((*sentence.hits, *here), key=lambda hit: (hit.start, -hit.end)))
    return replace(sentence, hits=hits, signs=sentence.signs.union(mark.key for mark in here))


def _taken_back(draft: Draft) -> Iterator[Hit]:
    """Give each "However" behind an apology where the sentence gives nothing."""
    openers = _listed("however", draft.language)
    for before, sentence in zip(draft.sentences, draft.sentences[1:], strict=False):
        if "apology" not in before.signs or not sentence.signs.isdisjoint(_GIVES) or sentence.part != "body":
            continue
        said = words(sentence.text[:_FIRST])
        if said and said[0] in openers:
            yield Hit("takes_back", sentence.start, sentence.start + len(said[0]))


def _orders(draft: Draft, message: str) -> Iterator[Hit]:
    """Give each sentence that opens with a bare command, but for the steps of a way that the customer asked for."""
    if _HOW.search(message):
        return
    sentences = draft.sentences
    for place, sentence in enumerate(sentences):
        if sentence.part != "body" or sentence.asks or not sentence.signs.isdisjoint(_SOFTENED):
            continue
        said = words(sentence.text[:_FIRST])
        if _commands(said, draft.language) and not _among_steps(draft, place):
            yield Hit("order", sentence.start, sentence.end)


def _commands(said: tuple[str, ...], language: str) -> bool:
    if len(said) < _AN_ORDER or said[0] not in _listed("orders", language):
        return False
    return said[1] in _listed("ordered", language)


def _among_steps(draft: Draft, place: int) -> bool:
    """Tell whether the sentence is an item of a list, or stands beside other steps."""
    sentence = draft.sentences[place]
    if _ITEM.match(draft.text, sentence.start) or _ITEM.match(draft.text[max(0, sentence.start - 4) : sentence.start]):
        return True
    steps = _listed("steps", draft.language)
    beside = (*draft.sentences[max(0, place - 1) : place], *draft.sentences[place + 1 : place + 2])
    opened = [words(each.text[:_FIRST])[:1] for each in beside if each.part == "body"]
    return any(first and first[0] in steps for first in opened)


def _echoes(draft: Draft, message: str) -> Iterator[Hit]:
    """Give the insults of the customer's that the draft quotes or denies."""
    theirs = _listed("insults", draft.language).intersection(_WORD.findall(message))
    if not theirs:
        return
    denying = _listed("denying", draft.language)
    for sentence in draft.body:
        folded = fold(sentence.text)
        quoted = [found.span(1) for found in _QUOTED.finditer(folded)]
        said = list(_WORD.finditer(folded))
        for place, word in enumerate(said):
            if word[0] not in theirs:
                continue
            before = {each[0] for each in said[max(0, place - _DENIED_WITHIN) : place]}
            denied = not denying.isdisjoint(before) or any(each.endswith("n't") for each in before)
            if denied or any(start <= word.start() < end for start, end in quoted):
                yield Hit("insulted", sentence.start + word.start(), sentence.start + word.end())


@cache
def _listed(table: str, language: str) -> frozenset[str]:
    return frozenset(word_lists("tones", language).get(table, "").split())
