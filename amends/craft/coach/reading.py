"""A draft read once: its sentences, each with the signs and wordings found in it and the terms it is about."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from amends.craft.coach.packaged import LANGUAGES, RULED
from amends.craft.coach.phrases import Hit, PhraseBook
from amends.craft.coach.placeholders import placeholders
from amends.craft.coach.rules import Rule
from amends.craft.coach.shapes import shapes
from amends.craft.coach.signs import books
from amends.craft.coach.stems import terms
from amends.craft.coach.tones import tones
from amends.craft.text import Span, fold, is_greeting, is_sign_off, normalise, sentences
from amends.craft.text import language as language_of

type Part = Literal["greeting", "body", "closing"]

_ADDRESSED: Final = re.compile(r"[^,:!.?\n]{1,60}[,:!]")
_IMPLIED: Final = {
    "amount": frozenset({"refund", "pay", "price"}),
    "time": frozenset({"month", "week", "day", "dat", "tim", "hour", "year"}),
}
_SIGNATURE: Final = 60  # code points: longer last lines are no signature
_CLOSING_LINES: Final = 8
_ENOUGH_TO_TELL: Final = 12  # words: a shorter text can look like a language it isn't in
_READ: Final = 100_000  # code points of a draft: what stands behind them nobody would read either
_LONGEST: Final = 1200  # code points of one sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft: `signs` are the names of the acts and signs in it, `hits` where they stand.

    `terms` are the matters it names, `matters` those and what its figures imply: an amount speaks of money, a date of
    days.
    """

    start: int
    end: int
    text: str
    part: Part
    asks: bool
    hits: tuple[Hit, ...]
    signs: frozenset[str]
    terms: frozenset[str]
    matters: frozenset[str]

    def first(self, sign: str) -> Hit | None:
        """Give the first place where `sign` stands."""
        return next((hit for hit in self.hits if hit.key == sign), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply as it is being written; `language` is one we have rules for, or another, for which we have none."""

    text: str
    language: str
    sentences: tuple[Sentence, ...]
    words: int

    @property
    def known(self) -> bool:
        """Whether the coach speaks the language of the draft throughout, answers and courtesy included."""
        return self.language in LANGUAGES

    @property
    def ruled(self) -> bool:
        """Whether the coach has rules in the language of the draft."""
        return self.language in RULED

    @property
    def body(self) -> tuple[Sentence, ...]:
        """What stands between the greeting and the closing."""
        return tuple(sentence for sentence in self.sentences if sentence.part == "body")

    def has(self, sign: str) -> bool:
        """Tell whether `sign` stands anywhere in it."""
        return any(sign in sentence.signs for sentence in self.sentences)


def read(text: str, *, message: str = "", house: tuple[Rule, ...] = ()) -> Draft:
    """Read a draft, also for the rules of a `house`.

    Where it is too short to show its language, the language of the message counts, then English.
    """
    text = normalise(text)[:_READ]
    count = len(text.split())
    language = _language(text, message, count=count)
    return _read(text, language, house, count)


@lru_cache(maxsize=8)
def _read(text: str, language: str, house: tuple[Rule, ...], count: int) -> Draft:
    """Read a draft once: while somebody writes, several ask about the same words."""
    return Draft(text, language, tuple(_sentences(text, language, books(language, house))), count)


def _language(text: str, message: str, *, count: int) -> str:
    told = language_of(text)
    sure = told in RULED or (told != "und" and count >= _ENOUGH_TO_TELL)
    if not sure and message:
        told = language_of(message)
    return told if told != "und" and (sure or message) else "en"


def _sentences(text: str, language: str, looked_in: tuple[PhraseBook, ...]) -> Iterator[Sentence]:
    folded = fold(text)
    marks = sorted((*shapes(text, folded, language), *placeholders(text), *tones(text, language)), key=_begins)
    spans = tuple(piece for span in _split_greeting(sentences(text)) for piece in _short(span))
    closing = _closing(spans)
    for place, span in enumerate(spans):
        part: Part = (
            "greeting" if place == 0 and is_greeting(span.text) else "closing" if span.start >= closing else "body"
        )
        here = marks[bisect_left(marks, span.start, key=_begins) : bisect_left(marks, span.end, key=_begins)]
        found = [hit for book in looked_in for hit in book.find(folded, span.start, span.end)]
        yield _sentence(span, language, part=part, hits=[*_settled(found, here)])


def _begins(hit: Hit) -> int:
    return hit.start


def _short(span: Span) -> Iterator[Span]:
    """Cut what runs on and on without a full stop into pieces, so that no text takes more than linear time."""
    for at in range(0, len(span.text), _LONGEST):
        piece = span.text[at : at + _LONGEST]
        yield Span(span.start + at, span.start + at + len(piece), piece)


def _sentence(span: Span, language: str, *, part: Part, hits: list[Hit]) -> Sentence:
    about = terms(span.text, language)
    kept = tuple(sorted(_unspared(hits), key=lambda hit: (hit.start, -hit.end)))
    signs = frozenset(hit.key for hit in kept)
    return Sentence(
        start=span.start,
        end=span.end,
        text=span.text,
        part=part,
        asks=span.text.rstrip("\"'”’“»)] ").endswith("?"),
        hits=kept,
        signs=signs,
        terms=about,
        matters=about.union(*(_IMPLIED[sign] for sign in _IMPLIED if sign in signs)),
    )


def _settled(found: list[Hit], marks: list[Hit]) -> Iterator[Hit]:
    """Give all hits, where "by $40" names no time, and "at 11.15" no price."""
    amounts = [mark for mark in marks if mark.key == "amount"]
    times = [hit for hit in found if hit.key == "time"]
    for hit in found:
        if hit.key != "time" or not any(_overlap(hit, amount) for amount in amounts):
            yield hit
    for mark in marks:
        if mark.key != "price":
            yield mark
        elif not any(_overlap(mark, time) for time in times):
            yield Hit("amount", mark.start, mark.end)


def _unspared(found: list[Hit]) -> Iterator[Hit]:
    """Leave out each sign that something overlapping it takes back; what takes back a rule, the rule sees itself."""
    against: dict[str, list[Hit]] = defaultdict(list)
    for hit in found:
        if hit.key[0] == "!" and "." not in hit.key:
            against[hit.key[1:]].append(hit)
    for hit in found:
        taken_back = hit.key in against and any(_overlap(hit, other) for other in against[hit.key])
        if not taken_back and (hit.key[0] != "!" or "." in hit.key):
            yield hit


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _split_greeting(spans: tuple[Span, ...]) -> Iterator[Span]:
    """Part "Hello Maria, I am sorry." into its greeting and its sentence."""
    for place, span in enumerate(spans):
        addressed = _ADDRESSED.match(span.text) if place == 0 else None
        if addressed and is_greeting(addressed[0]) and addressed.end() < len(span.text):
            rest = span.text[addressed.end() :].lstrip()
            yield Span(span.start, span.start + addressed.end(), addressed[0])
            yield Span(span.end - len(rest), span.end, rest)
        else:
            yield span


def _closing(spans: tuple[Span, ...]) -> int:
    """Tell where the closing begins: at the sign-off with nothing but short lines behind it, or at a bare last name."""
    last = spans[-_CLOSING_LINES:]
    for place, span in enumerate(last):
        if is_sign_off(span.text) and all(_in_signature(line) for line in last[place + 1 :]):
            return span.start
    if not spans:
        return 0
    end = spans[-1]
    named = len(end.text) <= _SIGNATURE and end.text.istitle() and end.text.replace(" ", "").isalpha()
    return end.start if named and len(spans) > 1 else end.end


def _in_signature(line: Span) -> bool:
    return len(line.text) <= _SIGNATURE and line.text[-1] not in ".?!"
