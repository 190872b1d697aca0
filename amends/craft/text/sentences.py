"""Sentences with their places, as people write them in mails and chats."""

import re
from functools import cache
from typing import Final

from amends.craft.text.letter import is_greeting, is_sign_off, is_signature_mark, opens_item
from amends.craft.text.packaged import packaged
from amends.craft.text.span import Span

_MARK: Final = re.compile(r"""\n\s*|[.!?…]+["'”’“»)\]]*""")
_BLANKS: Final = re.compile(r"\s*")
_FIRST_WORD: Final = re.compile(r"\S+")
_WRAPPED: Final = 60  # a line that had room for the next word was ended on purpose
_ORDINAL: Final = 2  # digits: longer numbers before a dot are no ordinals
_QUOTES: Final = frozenset("\"'”’“»")
_NOT_PROSE: Final = ("@", "/", "www.")


@cache
def _abbreviations(which: str) -> frozenset[str]:
    return frozenset(packaged("breaks")["abbreviations"][which].split())


@cache
def _after_ordinal() -> frozenset[str]:
    return frozenset(packaged("breaks")["ordinals"]["after"].split())


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a normalised `text` into sentences, each without the blanks around it.

    Greeting lines, sign-offs, list items and the lines of a signature stand alone; a line that was merely wrapped goes
    on. For every span, `text[span.start:span.end] == span.text`.
    """
    found: list[Span] = []
    begin = 0
    signing = False
    for mark in _MARK.finditer(text):
        at, end = mark.start(), mark.end()
        if text[at] == "\n":
            line = text[text.rfind("\n", 0, at) + 1 : at]
            signing = signing or is_sign_off(line) or is_signature_mark(line)
            cut = signing or _ends_at_line(text, line, at, end)
        else:
            cut = _ends_at_mark(text, begin, at, end)
        if cut:
            _keep(found, text, begin, end)
            begin = end
    _keep(found, text, begin, len(text))
    return tuple(found)


def _keep(found: list[Span], text: str, begin: int, end: int) -> None:
    """Add the sentence between `begin` and `end`, if more than blanks is left of it."""
    piece = text[begin:end]
    bare = piece.strip()
    if bare:
        start = begin + len(piece) - len(piece.lstrip())
        found.append(Span(start, start + len(bare), bare))


def _ends_at_line(text: str, line: str, at: int, following: int) -> bool:
    """Tell whether the line feed at `at`, between `line` and what follows, ends a sentence or only wraps it."""
    if following >= len(text) or text.count("\n", at, following) > 1 or opens_item(text, following):
        return True
    if is_greeting(line):
        return True
    stop = text.find("\n", following)
    if is_sign_off(text[following : stop if stop >= 0 else len(text)]):
        return True
    if text[following].islower():
        return False
    word = _FIRST_WORD.match(text, following)
    return line.rstrip().endswith(":") or len(line) + (len(word[0]) if word else 0) < _WRAPPED


def _ends_at_mark(text: str, begin: int, at: int, end: int) -> bool:
    """Tell whether the punctuation from `at` to `end` ends the sentence that began at `begin`."""
    if end >= len(text):
        return True
    if not text[end].isspace():
        return _glued(text, begin, at, end)
    gap = _BLANKS.match(text, end)
    following = gap.end() if gap else end
    if following >= len(text):
        return True
    lower = text[following].islower()
    marks = text[at:end]
    if "?" in marks or "!" in marks:
        return not (lower and marks[-1] in _QUOTES)
    if len(marks.rstrip("\"'”’“»)]")) > 1 or marks[0] == "…":
        return not lower
    return _ends_at_dot(text, begin, at, following)


def _glued(text: str, begin: int, at: int, end: int) -> bool:
    """Tell whether a sentence ends though no blank follows: "It broke.Please help" but not "example.Com/x"."""
    if not (text[end].isupper() and text[max(begin, at - 2) : at].isalpha() and text[at - 1].islower()):
        return False
    token = text[max(begin, at - 30) : at].rsplit(None, 1)[-1] + text[at : end + 30].split(None, 1)[0]
    return not any(sign in token for sign in _NOT_PROSE)


def _ends_at_dot(text: str, begin: int, at: int, following: int) -> bool:
    """Tell whether the single dot at `at` ends a sentence, given the first letter of what follows."""
    before = text[max(begin, at - 24) : at].rsplit(None, 1)
    word = before[-1].lstrip("(\"'[").lower() if before else ""
    upper = not text[following].islower()
    if word in _abbreviations("last"):
        return text[following].isupper()
    if word in _abbreviations("inside"):
        return False
    if word in _abbreviations("number") and _is_number(text, following):
        return False
    if word.isdigit() and len(word) <= _ORDINAL:
        return upper and not _goes_on_after_ordinal(text, begin, at, following)
    if len(word) == 1 and word.isalpha():
        return word == "i" and upper
    return upper or (len(word) > 1 and word[-1].isalpha())


def _is_number(text: str, at: int) -> bool:
    """Tell whether the word at `at` has a digit in it: "17", "AB-4711"."""
    word = _FIRST_WORD.match(text, at)
    return word is not None and any(letter.isdigit() for letter in word[0])


def _goes_on_after_ordinal(text: str, begin: int, at: int, following: int) -> bool:
    """Tell whether a short number with a dot is an item's number or an ordinal: "1. The lid", "am 3. März"."""
    if not text[begin:at].strip().rstrip("0123456789"):
        return True
    word = _FIRST_WORD.match(text, following)
    return word is not None and word[0].rstrip(".,:;!?").lower() in _after_ordinal()
