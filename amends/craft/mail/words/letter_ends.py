"""How letters end: the closing words, and the name that stands behind them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.packaged import phrases
from amends.craft.mail.words.card_lines import ASIAN
from amends.craft.mail.words.names import BEFORE_NAME, LONGEST_NAME, is_name, is_name_of

_LONGEST_CLOSING: Final = 110
_LONG_CLOSING: Final = 7  # letters of a closing word that can be nothing else
_LONG_ASIAN: Final = 5
_YOURS: Final = re.compile(
    r"(?:yours?|ihre?|eure?|deine?|votre|ton|ta|su|tu|tuo|tua|vostro|vostra|seu|sua|uw|je|twój|twoja|ваша?|din|deres)"
    r"(?:\s[^\W\d_]{2,14}){1,3},\s*"
)
_YOURS_FIRST: Final = frozenset("YIEDVTSUJВyiedvtsujв")
_APART: Final = re.compile(r"[\s,.!…;&+。，、！،؛:/–—-]+")


type _Closing = tuple[tuple[str, ...], str]  # its words, and the table it stands in


def is_closing(line: str) -> bool:
    """Tell whether `line` closes a letter and says nothing else: "Kind regards", "Vielen Dank und beste Grüße"."""
    tokens = _tokens(line)
    return (bool(tokens) and _closed(tokens)[0] == len(tokens)) or bool(_yours(line) == len(line.rstrip()))


def closes_alone(line: str) -> bool:
    """Tell whether `line` can only close a letter, also where no name follows: "Kind regards", and not "Yours"."""
    tokens = _tokens(line)
    if not tokens or _closed(tokens) != (len(tokens), True) or _YOURS.match(f"{' '.join(tokens)},"):
        return False
    said = "".join(tokens)
    return len(tokens) > 1 or len(said) >= (_LONG_ASIAN if ASIAN.search(said) else _LONG_CLOSING)


def _yours(line: str) -> int:
    """Give where "Your unhappy customer," ends, with which a line begins; 0 where it doesn't."""
    if line[:1] not in _YOURS_FIRST or "," not in line[:LONGEST_NAME]:
        return 0
    said = _YOURS.match(folded(line[:LONGEST_NAME]))
    return len(said[0].rstrip()) if said else 0


def is_strong_closing(line: str) -> bool:
    """Tell whether `line` is a closing that is nothing else: "Kind regards", and not "Thank you"."""
    tokens = _tokens(line)
    return bool(tokens) and _closed(tokens) == (len(tokens), True)


def closes_with_name(line: str, name: str) -> bool:
    """Tell whether closing and name stand on one line: "Thanks, Ada"; the name must be `name` where one is known."""
    yours = _yours(line)
    if yours and name and is_name_of(line[yours:].strip(" ."), name):
        return True
    tokens = _tokens(line)
    count = _closed(tokens)[0] if tokens else 0
    if not 0 < count < len(tokens):
        return False
    rest = " ".join(line.split()[-(len(tokens) - count) :])
    return is_name_of(rest, name) if name else is_name(rest) and "," in line


def _tokens(line: str) -> list[str]:
    """Give the words of a line that could close a letter, folded; none where its first word begins no closing."""
    if len(line) > _LONGEST_CLOSING:
        return []
    said = folded(line.strip(BEFORE_NAME))
    first = _APART.split(said, maxsplit=1)[0]
    if first not in _closings():
        return []
    return [token for token in _APART.split(said) if token and _is_said(token)]


def _is_said(token: str) -> bool:
    return any(sign.isalnum() for sign in token)


def _closed(tokens: Sequence[str]) -> tuple[int, bool]:
    """Give how many of `tokens` are closings, from the first on, and whether a strong one is among them."""
    at, strong, closed = 0, False, 0
    while at < len(tokens):
        found = _closing_at(tokens, at)
        if found:
            at += len(found[0])
            closed, strong = at, strong or found[1] == "strong"
        elif at and tokens[at] in _joins():
            at += 1
        else:
            break
    return closed, strong


def _closing_at(tokens: Sequence[str], at: int) -> _Closing | None:
    ends = _closings().get(tokens[at], ())
    fitting = (end for end in ends if tuple(tokens[at : at + len(end[0])]) == end[0])
    return next((end for end in fitting if at or end[1] != "thanked_for"), None)


@cache
def _closings() -> dict[str, list[_Closing]]:
    """Give the closings by their first word, the longest first; strong ones are marked so."""
    every: dict[str, list[_Closing]] = {}
    for table in ("weak", "strong", "thanked_for"):
        for phrase in phrases("signatures", table):
            words = tuple(token for token in _APART.split(phrase) if token)
            every.setdefault(words[0], []).append((words, table))
    for ends in every.values():
        ends.sort(key=lambda end: len(end[0]), reverse=True)
    return every


@cache
def _joins() -> frozenset[str]:
    return frozenset(phrases("signatures", "joins"))
