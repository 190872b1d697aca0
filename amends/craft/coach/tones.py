"""How a draft sounds beside its words: capitals for stress, repeated marks, merry marks and smiles, walls of text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from amends.craft.coach.packaged import word_lists
from amends.craft.coach.phrases import Hit
from amends.craft.text import is_greeting

_CAPITALS: Final = re.compile(r"(?<![\w#&/.-])[A-ZÄÖÜÁÉÍÓÚÑ][A-ZÄÖÜÁÉÍÓÚÑ'’]{1,20}(?![\w&/-]|\.\w)")
_BETWEEN: Final = re.compile(r"[ ,]{1,2}")
_QUOTES: Final = "\"'“”„‘’«»[{<*`"
_MARKS: Final = re.compile(r"!{2,9}|\?{2,9}|\?!{1,9}|!\?{1,9}")
_SMILES: Final = re.compile(
    r"(?<![\w:;])[:;]-?[)DP](?!\w)|[\U0001f600-\U0001f60f\U0001f617-\U0001f61d\U0001f642\U0001f643\U0001f917\U0001f929\U0001f970"
    r"\U0001f973\U0001f389\U0001f38a\U0001f44d\U0001f64c\u2728\u263a]"
)
_MARK: Final = re.compile(r"!+")
_STOPS: Final = re.compile(r"[.!?\n:;–—]|https?:\S*")
_MERRY: Final = 100  # code points before an exclamation mark that are looked at
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n")
_WALL: Final = 125  # words of one paragraph
_SHOWN: Final = 60  # code points of a wall that are pointed at
_HEADING: Final = 60  # code points: a longer line is none


def tones(text: str, language: str) -> Iterator[Hit]:
    """Give what is loud ("shout"), merry ("cheer") and too long to be read ("wall") in `text`, with places."""
    yield from _shouts(text, language)
    for found in _SMILES.finditer(text):
        yield Hit("cheer", found.start(), found.end())
    yield from _cheers(text, language)
    yield from _walls(text)


def _shouts(text: str, language: str) -> Iterator[Hit]:
    for found in _MARKS.finditer(text):
        yield Hit("shout", found.start(), found.end())
    stress = _listed("stress", language)
    start = end = -1
    loud = False
    for word in _CAPITALS.finditer(text):
        if end < 0 or not _BETWEEN.fullmatch(text, end, word.start()):
            if loud:
                yield Hit("shout", start, end)
            start, loud = word.start(), False
        end = word.end()
        loud = loud or (_stressed(word[0], stress) and not _set_apart(text, start))
    if loud:
        yield Hit("shout", start, end)


def _stressed(word: str, stress: frozenset[str]) -> bool:
    return word.lower().replace("’", "'") in stress


def _set_apart(text: str, at: int) -> bool:
    """Tell whether the capitals at `at` name a button, or are a heading: a short line without small letters."""
    if at and text[at - 1] in _QUOTES:
        return True
    before = text[max(0, at - _HEADING) : at].rpartition("\n")
    behind = text[at : at + _HEADING].partition("\n")
    line = (before[2] + behind[0]).rstrip()
    whole = (before[1] or at <= _HEADING) and (behind[1] or len(text) <= at + _HEADING)
    return bool(whole) and line.isupper() and line[-1] not in "!?."


def _cheers(text: str, language: str) -> Iterator[Hit]:
    """Give the sentences with an exclamation mark and a merry word, but for a greeting."""
    cheery = _listed("cheery", language)
    for mark in _MARK.finditer(text):
        before = text[max(0, mark.start() - _MERRY) : mark.start()]
        said = _STOPS.split(before)[-1].lstrip(' ,;:)"”»\t')
        head, comma, rest = said.partition(",")
        if comma and is_greeting(f"{head},"):
            said = rest.lstrip()
        start = mark.start() - len(said)
        if not is_greeting(f"{said}!") and not cheery.isdisjoint(_WORD.findall(said.lower())):
            yield Hit("cheer", start, mark.end())


def _walls(text: str) -> Iterator[Hit]:
    at = 0
    for paragraph in _PARAGRAPH.split(text):
        start = text.find(paragraph, at)
        at = start + len(paragraph)
        if "\n- " not in paragraph and len(paragraph.split()) > _WALL:
            yield Hit("wall", start, min(start + _SHOWN, at))


@cache
def _listed(table: str, language: str) -> frozenset[str]:
    return frozenset(word_lists("tones", language).get(table, "").split())
