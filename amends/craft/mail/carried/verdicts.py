"""What servers found out about where a mail came from: Authentication-Results by RFC 8601, as mails really have it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from amends.craft.mail.mail import Verdict
from amends.craft.mail.wire.charsets import guess
from amends.craft.mail.wire.headers import one_line

_MOST_HEADERS: Final = 20
_MOST: Final = 60
_LONGEST: Final = 4_000  # bytes of one header that are looked at
_TOKEN: Final = re.compile(r'"((?:[^"\\]|\\.)*+)"?|([();])|([^\s"();]+)', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)")
_RESULT: Final = re.compile(r"([A-Za-z][\w-]{0,40})(?:/\d+)?=([A-Za-z][\w-]{0,40})")
_EQUALS: Final = re.compile(r"\s*=\s*")
_SIGNED: Final = ("header.d", "header.i", "header.from", "smtp.mailfrom", "smtp.mail", "smtp.helo", "policy.d")
_SENT: Final = ("smtp.mailfrom", "smtp.mail", "smtp.helo", "header.from", "header.d", "header.i")
_HELD: Final = ("header.from", "header.d", "smtp.mailfrom")
_NAMED_BY: Final = {"spf": _SENT, "dmarc": _HELD}


def read_verdicts(values: Iterable[bytes]) -> tuple[Verdict, ...]:
    """Give what each Authentication-Results header says, topmost first; `none` and what can't be read say nothing."""
    found: list[Verdict] = []
    for number, value in enumerate(values):
        if number == _MOST_HEADERS or len(found) >= _MOST:
            break
        found.extend(_verdicts(one_line(guess(value[:_LONGEST])), number))
    return tuple(found[:_MOST])


def _verdicts(text: str, header: int) -> Iterator[Verdict]:
    """Read one header; Exchange leaves out who it is, then the first piece is a result already."""
    pieces = list(_pieces(text))
    host = ""
    if pieces and not (pieces[0] and _RESULT.match(pieces[0][0])):
        host = pieces[0][0].rstrip(".") if pieces[0] else ""
        pieces = pieces[1:]
    for words in pieces:
        result = _RESULT.fullmatch(words[0]) if words else None
        if result:
            method = result[1].lower()
            yield Verdict(host, method, result[2].lower(), _domain(method, words[1:]), header)


def _pieces(text: str) -> Iterator[list[str]]:
    """Cut at semicolons into words, leaving out comments; a quoted string belongs to the word before it."""
    words: list[str] = []
    depth = 0
    end = -1
    for token in _TOKEN.finditer(_EQUALS.sub("=", text)):
        quoted, mark, word = token.groups()
        if mark in {"(", ")"}:
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif depth:
            continue
        elif mark:
            yield words
            words = []
        elif words and token.start() == end:
            words[-1] += word if word is not None else _ESCAPED.sub(r"\1", quoted)
        else:
            words.append(word if word is not None else _ESCAPED.sub(r"\1", quoted))
        end = token.end()
    yield words


def _domain(method: str, words: list[str]) -> str:
    """Give the domain that was looked at: the one that sent, signed or is shown, by method."""
    told: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            told.setdefault(name.lower(), value)
    found = next((told[name] for name in _NAMED_BY.get(method, _SIGNED) if told.get(name)), "")
    return found.rpartition("@")[2].strip("<>.").lower()[:253]
