"""How letters end: the closing words, the name below them, and lines that read like a card and not like prose."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.packaged import phrases
from amends.craft.text import is_greeting

_LONGEST_CARD: Final = 100  # code points
_LONGEST_CLOSING: Final = 110
_LONGEST_NAME: Final = 60
_MOST_NAMES: Final = 5  # words of a name with its title
_MOST_SMALL: Final = 3  # words in small letters that a line of a card may have
_MOST_ASIAN: Final = 12  # characters of a name where names have no blanks
_LEAST_WHOLE: Final = 2  # words of a name
_LEAST_NAME: Final = 2  # letters
_APART: Final = re.compile(r"[\s,.!…;&+。，、！:/–—-]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"[\s,:*#(x+-]+\d[\d\s().x/-]{3,24}\.?$")
_REACHED: Final = re.compile(r"@|www\.|\d[\d\s().-]{5,}")
_LIST_ITEM: Final = re.compile(r"\s*(?:[-*•]|\d+[.)])\s")
_ASIAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS_SENTENCE: Final = re.compile(r"[?!？！。]\s*$")
_BEFORE_NAME: Final = " \t*_~-–—/\xa0\u200b"
_AROUND_NAME: Final = f"{_BEFORE_NAME},.。"
_TITLES: Final = frozenset(
    [
        *("dr", "prof", "mr", "mrs", "ms", "herr", "frau", "mme", "mlle", "dipl", "ing", "mag", "phd", "mba", "md"),
        *("jr", "sr", "sra", "von", "van", "de", "der", "den", "di", "da", "del", "la", "le", "dos", "el", "y"),
    ]
)


type _Closing = tuple[tuple[str, ...], str]  # its words, and the table it stands in


def is_closing(line: str) -> bool:
    """Tell whether `line` closes a letter and says nothing else: "Kind regards", "Vielen Dank und beste Grüße"."""
    tokens = _tokens(line)
    return bool(tokens) and _closed(tokens)[0] == len(tokens)


def is_strong_closing(line: str) -> bool:
    """Tell whether `line` is a closing that is nothing else: "Kind regards", and not "Thank you"."""
    tokens = _tokens(line)
    return bool(tokens) and _closed(tokens) == (len(tokens), True)


def closes_with_name(line: str, name: str) -> bool:
    """Tell whether closing and name stand on one line: "Thanks, Ada"; the name must be `name` where one is known."""
    tokens = _tokens(line)
    count = _closed(tokens)[0] if tokens else 0
    if not 0 < count < len(tokens):
        return False
    rest = " ".join(line.split()[-(len(tokens) - count) :])
    return is_name_of(rest, name) if name else is_name(rest) and "," in line


def is_name_of(line: str, name: str) -> bool:
    """Tell whether `line` is `name` or a part of it: "Ada", "Ada Lark", "A. Lark", "-Ada" of "Lark, Ada"."""
    if len(line) > _LONGEST_NAME or not name:
        return False
    known, said = _known(name), _words(line)
    named = sum(word in known for word in said)
    if not named:
        return len(line) <= _MOST_ASIAN and _is_short_for(line, "".join(said), name)
    bare = _NUMBER.sub("", line)
    others = sum(word not in known and len(word) >= _LEAST_NAME and word not in _TITLES for word in _words(bare))
    return others <= named and is_name(bare) and not is_greeting(line)


def _is_short_for(line: str, said: str, name: str) -> bool:
    """Tell the initials of `name`, or the name itself where it is written without blanks."""
    return bool(said) and (said == _initials(name) or (bool(_ASIAN.search(line)) and said == "".join(_words(name))))


def holds_whole_name(line: str, name: str) -> bool:
    """Tell whether the first and the last part of `name` at least stand in `line`."""
    return len(_known(name).intersection(_words(line))) >= _LEAST_WHOLE


def reaches(lines: Sequence[str]) -> bool:
    """Tell whether a telephone number, an address or a page stands in `lines`, as on a card."""
    return any(_REACHED.search(line) for line in lines)


def _initials(name: str) -> str:
    """Give the initials of a name of several words: "bt" of "Barry Tycholiz" and of "Tycholiz, Barry"."""
    words = _words(" ".join(reversed(name.split(",")))) if "," in name else _words(name)
    return "".join(word[0] for word in words) if len(words) > 1 else ""


@lru_cache(maxsize=8)
def _known(name: str) -> frozenset[str]:
    return frozenset(word for word in _words(name) if len(word) >= _LEAST_NAME)


def is_name(line: str) -> bool:
    """Tell whether `line` could be nothing but a name, with its title."""
    bare = line.strip(_AROUND_NAME)
    words = bare.split()
    if not 0 < len(bare) <= _LONGEST_NAME or len(words) > _MOST_NAMES or any(sign.isdigit() for sign in bare):
        return False
    if _ENDS_SENTENCE.search(line) or any(sign in bare for sign in "@:?!<>=;。，"):
        return False
    if _ASIAN.search(bare):
        return len(bare) <= _MOST_ASIAN
    return all(word[0].isupper() or word.strip(".").casefold() in _TITLES or word == "&" for word in words)


def may_be_on_a_card(line: str) -> bool:
    """Tell a short line of a card from an item of a list, a question or an outcry."""
    return len(line) <= _LONGEST_CARD and not line.rstrip().endswith(("?", "!")) and not _LIST_ITEM.match(line)


def is_prose(line: str) -> bool:
    """Tell whether `line` goes on like a sentence: most of its words are small ones."""
    if "@" in line or "//" in line or "www." in line:
        line = " ".join(word for word in line.split() if not _is_address(word))
    words = _LETTERS.findall(line)
    small = sum(word[0].islower() for word in words if len(word) > 1)
    asian = bool(_ASIAN.search(line)) and line.rstrip().endswith(("。", "，", "、"))
    return asian or (small > _MOST_SMALL and small * 2 > len(words))


def _is_address(word: str) -> bool:
    return "@" in word or "//" in word or "www." in word


def _words(text: str) -> list[str]:
    return _LETTERS.findall(folded(text))


def _tokens(line: str) -> list[str]:
    """Give the words of a line that could close a letter, folded; none where its first word begins no closing."""
    if len(line) > _LONGEST_CLOSING:
        return []
    said = folded(line.strip(_BEFORE_NAME))
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
