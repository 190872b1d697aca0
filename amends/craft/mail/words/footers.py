"""What programs, phones, companies and mailing lists put below a mail: footers, notices, warnings about secrecy."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.packaged import packaged, phrases

_LONGEST_FOOTER: Final = 70
_LONGEST_NOTICE: Final = 300
_MOST_BLOCKS: Final = 12  # blocks that are taken away from below
_SHORTEST_LISTED: Final = 20  # code points
_MOST_LISTED: Final = 14  # lines of a mailing list's footer
_MOST_WARNING: Final = 40  # lines of a warning about secrecy
_EDGE: Final = " \t*_<>|\xa0\u200b[]()"
_GOES_ON: Final = re.compile(r"[.!?,;]\s*$|[.!?;]\s|,\s+[^\W\d]+\s")
_MARKS: Final = frozenset("-–—_=* ")
_MARK: Final = re.compile(r"(?:--[ \t]?|[—–]{1,30}|_{2,80}|-{8,80}|={3,80}|\*{3,80})[ \t]*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_OPENING: Final = 2  # characters by which most lines are known to be no footer and no warning
_MYSELF: Final = re.compile(r"\b(?:I|I'm|my|ich|mein|je|mon|mi|yo|я|мой|ik|mijn)\b")
_MORE: Final = (
    "<",
    "(http",
    "[http",
    "](",
    " http",
    ", please ",
    ", sorry ",
    ", excuse ",
    ", bitte ",
    ", pardon",
    ", disculp",
    ". please excuse",
    ".  please excuse",
    ". sorry for",
    ". excuse ",
)
_DEVICES: Final = (
    "phone.",
    "tablet.",
    "device.",
    "gerät.",
    "samsung.",
    "galaxy.",
    "iphone.",
    "ipad.",
    "android.",
    "handy.",
    "blackberry.",
)
_ASIAN_ME: Final = re.compile(r"我(?![们們司])|私(?=[はのがもに])")


def is_footer(line: str) -> bool:
    """Tell whether `line` is what a phone or a program writes under a mail, such as "Sent from my iPhone"."""
    said = _folded(line)
    if not 0 < len(said) <= _LONGEST_NOTICE or said[:_OPENING] not in _footer_openings():
        return False
    if said.startswith(_notices()):
        return True
    said = _before_more(said)
    return len(said) <= _LONGEST_FOOTER and said.startswith(_footers()) and not _GOES_ON.search(said)


def above_footers(lines: Sequence[str], last: int) -> int:
    """Give the line at which the footers begin that end at line `last`; `last` itself where there are none."""
    for _ in range(_MOST_BLOCKS):
        last = _without_blanks(lines, last)
        top = _footer_top(lines, last)
        if top is None:
            return last
        last = top
    return last


def _footer_top(lines: Sequence[str], last: int) -> int | None:
    """Give the first line of the footer that ends at line `last`, if one does."""
    if not last:
        return None
    if is_footer(lines[last - 1]):
        return last - 1
    listed = _list_footer(lines, last)
    return _warning(lines, last) if listed is None else listed


def _list_footer(lines: Sequence[str], last: int) -> int | None:
    """Give the mark above the footer of a mailing list."""
    for at in range(last - 1, max(-1, last - _MOST_LISTED), -1):
        if lines[at][:1] in _MARKS and _MARK.fullmatch(lines[at].strip()):
            said = " ".join(line[:_LONGEST_NOTICE] for line in lines[at:last])
            return at if _names_list(said) and not speaks_of_oneself(said) else None
    return None


def speaks_of_oneself(text: str) -> bool:
    """Tell whether `text` says "I" or "my" in one of the commonest languages: no program and no company does."""
    return bool(_MYSELF.search(text))


def _names_list(text: str) -> bool:
    said = folded(text)
    return len(said) > _SHORTEST_LISTED and any(word in said for word in _lists())


def _warning(lines: Sequence[str], last: int) -> int | None:
    """Give the first line of a paragraph about secrecy that ends at line `last`."""
    top = last
    while top and lines[top - 1].strip() and last - top < _MOST_WARNING:
        top -= 1
    for at in range(top, last):
        language = _secrecy_language(_folded(lines[at][:_LONGEST_FOOTER]))
        if language:
            said = " ".join(lines[at:last])
            return at if _warns(said, language) and not _speaks_of_oneself(said, language) else None
    return None


def _secrecy_language(line: str) -> str | None:
    """Give the language in which a line begins a warning about secrecy."""
    if line[:_OPENING] not in _openings() or not line.startswith(phrases("signatures", "secrecy_opens")):
        return None
    return next(language for language, opens in _by_language("secrecy_opens").items() if line.startswith(opens))


def _warns(said: str, language: str) -> bool:
    said = folded(said)
    return any(word in said for word in _by_language("secrecy_words")[language])


def _speaks_of_oneself(said: str, language: str) -> bool:
    words = _WORD.findall(folded(said))
    return bool(_ASIAN_ME.search(said)) or not set(_by_language("oneself")[language]).isdisjoint(words)


def _without_blanks(lines: Sequence[str], last: int) -> int:
    while last and not lines[last - 1].strip(_EDGE):
        last -= 1
    return last


def _folded(line: str) -> str:
    return folded(line[: _LONGEST_NOTICE + 1].strip(_EDGE))


def _before_more(said: str) -> str:
    """Give a footer up to the address of its program's page, or to where it asks to excuse typing errors."""
    cuts = (said.find(sign) for sign in _MORE)
    said = said[: min((cut for cut in cuts if cut >= 0), default=len(said))]
    return said[:-1] if said.endswith(_DEVICES) else said


@cache
def _footers() -> tuple[str, ...]:
    return phrases("signatures", "footers")


@cache
def _notices() -> tuple[str, ...]:
    return phrases("signatures", "notices")


@cache
def _lists() -> tuple[str, ...]:
    return phrases("signatures", "lists")


@cache
def _footer_openings() -> frozenset[str]:
    return frozenset(phrase[:_OPENING] for phrase in (*_footers(), *_notices()))


@cache
def _openings() -> frozenset[str]:
    return frozenset(phrase[:_OPENING] for phrase in phrases("signatures", "secrecy_opens"))


@cache
def _by_language(table: str) -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(folded(word) for word in words) for language, words in packaged("signatures")[table].items()
    }
