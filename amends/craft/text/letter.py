"""The lines of a letter that are no sentences: greetings, sign-offs, list items and the mark above a signature."""

import re
from functools import cache

from amends.craft.text.packaged import packaged
from amends.craft.text.words import words

_LONGEST = 60  # code points: longer lines say more than a greeting
_MOST_GREETING = 9  # words
_BARE_GREETING = 3  # words, where no comma shows that the letter begins after it
_MOST_SIGN_OFF = 7  # words
_FIRST_WORD = re.compile(r"[\W_]*([^\W_]+)")
_ITEM = re.compile(r"[-*•–·>]\s|\d{1,2}[.)]\s|[a-z]\)\s")


@cache
def _set(table: str, key: str) -> frozenset[str]:
    return frozenset(packaged("breaks")[table][key].split())


def _opens_with(line: str, table: str) -> bool:
    """Tell whether the first word of `line` is one with which letters open or close."""
    first = _FIRST_WORD.match(line)
    return first is not None and first[1].lower() in _set(table, "open")


def is_greeting(line: str) -> bool:
    """Tell whether `line` greets and says nothing else: "Dear Ms Jones," or "Guten Tag"."""
    line = line.strip()
    if not line or len(line) > _LONGEST or "?" in line:
        return False
    if not _opens_with(line, "greeting") or len(said := words(line)) > _MOST_GREETING:
        return False
    return line[-1] in ",!:" or (len(said) <= _BARE_GREETING and "," not in line and not line.endswith("."))


def is_sign_off(line: str) -> bool:
    """Tell whether `line` closes a letter: "Kind regards", "MfG", "Thanks, Li", also with a name behind it."""
    line = line.strip()
    if not line or len(line) > _LONGEST or "?" in line:
        return False
    if not _opens_with(line, "sign_off") or len(said := words(line)) > _MOST_SIGN_OFF:
        return False
    return not _set("sign_off", "must").isdisjoint(said[:4])


def is_signature_mark(line: str) -> bool:
    """Tell whether `line` is the line of dashes that stands above a signature."""
    return line.strip() in {"--", "—", "___", "---"}


def opens_item(text: str, at: int) -> bool:
    """Tell whether a list item or a quoted line begins at `at`."""
    return _ITEM.match(text, at) is not None
