"""Names as people sign with them: whole, in parts, shortened, with an office behind, or as their address has them."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.packaged import packaged
from amends.craft.mail.words.card_lines import ASIAN, LETTERS, LONGEST_CARD, is_prose
from amends.craft.text import is_greeting

LONGEST_NAME: Final = 60
_MOST_NAMES: Final = 5  # words of a name with its title
_MOST_ASIAN: Final = 12  # characters of a name where names have no blanks
_LEAST_WHOLE: Final = 2  # words of a name
_LEAST_NAME: Final = 2  # letters
_MOST_SHORT: Final = 3  # words of a name in another form
_LEAST_SHORT: Final = 3  # letters of a short form of a name: "Rob", "Sascha"
_LEAST_END: Final = 4  # letters of a short form that is the end of a name: "Bert", "Hannes"
_LEAST_ADDRESS: Final = 5  # letters of a name that stands in an address without a break
_LINE: Final = re.compile(r"\s*[|·•]\s*|\s[–—/-]\s|,\s(?=[*_]{0,2}[^\W\d_a-z])")  # between name and office on one line
_ENDINGS: Final = re.compile(r"(?:ie|[iyseao]|chen|el|le)$")
_NUMBER: Final = re.compile(r"[\s,:*#(x+-]+\d[\d\s().x/-]{3,24}\.?$")
_ENDS_SENTENCE: Final = re.compile(r"[?!？！。]\s*$")
BEFORE_NAME: Final = " \t*_~-–—/\xa0\u200b"
_AROUND_NAME: Final = f"{BEFORE_NAME},.。"
_TITLES: Final = frozenset(
    [
        *("dr", "prof", "mr", "mrs", "ms", "herr", "frau", "mme", "mlle", "dipl", "ing", "mag", "phd", "mba", "md"),
        *("ph", "msc", "bsc", "llm", "esq"),
        *("jr", "sr", "sra", "von", "van", "de", "der", "den", "di", "da", "del", "la", "le", "dos", "el", "y"),
    ]
)


def is_name_of(line: str, name: str) -> bool:
    """Tell whether `line` is `name` or a part of it: "Ada", "Ada Lark", "A. Lark", "-Ada" of "Lark, Ada".

    Also its short form, and a name with an office behind it: "Bob" of "Robert Lark", "Ada Lark | Purchasing".
    """
    if not name or len(line) > LONGEST_CARD or (len(line) > LONGEST_NAME and "|" not in line):
        return False
    known, said = _known(name), _words(line)
    named = sum(word in known for word in said)
    if not named:
        return len(said) <= _MOST_SHORT and _is_otherwise(line, said, name)
    if len(said) > named >= _LEAST_WHOLE and _has_office(line, name):
        return True
    bare = _NUMBER.sub("", line)
    said = said if bare == line else _words(bare)
    others = sum(word not in known and len(word) >= _LEAST_NAME and word not in _TITLES for word in said)
    return others <= named and is_name(bare) and not is_greeting(line)


def is_name(line: str) -> bool:
    """Tell whether `line` could be nothing but a name, with its title."""
    bare = line.strip(_AROUND_NAME)
    words = bare.split()
    if not 0 < len(bare) <= LONGEST_NAME or len(words) > _MOST_NAMES or any(sign.isdigit() for sign in bare):
        return False
    if _ENDS_SENTENCE.search(line) or any(sign in bare for sign in "@:?!<>=;。，"):
        return False
    if ASIAN.search(bare):
        return len(bare) <= _MOST_ASIAN
    return all(word[0].isupper() or word.strip(".").casefold() in _TITLES or word == "&" for word in words)


def holds_whole_name(line: str, name: str) -> bool:
    """Tell whether the first and the last part of `name` at least stand in `line`."""
    return len(_known(name).intersection(_words(line))) >= _LEAST_WHOLE


def _initials(name: str) -> str:
    """Give the initials of a name of several words: "bt" of "Barry Tycholiz" and of "Tycholiz, Barry"."""
    words = _words(" ".join(reversed(name.split(",")))) if "," in name else _words(name)
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _has_office(line: str, name: str) -> bool:
    """Tell whether the whole name stands before what somebody is or where: "Ada Lark | Purchasing"."""
    before = _LINE.split(line, maxsplit=1)[0]
    return before != line and not is_prose(line) and holds_whole_name(before, name) and is_name(before)


def _is_otherwise(line: str, said: Sequence[str], name: str) -> bool:
    """Tell a line that means `name` and holds no word of it."""
    if len(_NUMBER.sub("", line.rstrip())) <= _MOST_ASIAN and _is_short_for(line, "".join(said), name):
        return True
    known = _known(name)
    shortened = _is_shortened(said[0], known) if len(said) == 1 else _is_in_address(said, known)
    return shortened and is_name(line)


def _is_short_for(line: str, said: str, name: str) -> bool:
    """Tell the initials of `name`, or the name itself or its family's where it is written without blanks."""
    if not said or said == _initials(name):
        return bool(said)
    words = _words(name)
    whole = "".join(words)
    if len(words) > 1 and said in {whole, "".join(reversed(words))}:
        return True
    return bool(ASIAN.search(line)) and (said == whole or (len(said) >= _LEAST_NAME and whole.startswith(said)))


def _is_in_address(said: Sequence[str], known: frozenset[str]) -> bool:
    """Tell a name that stands in an address without a break: "Ada Lark" of "adalark@…", "alark@…" and "adal@…"."""
    if len(said) < _LEAST_WHOLE:
        return False
    glued = {"".join(said), f"{said[0][0]}{said[-1]}", f"{said[0]}{said[-1][0]}", f"{said[-1]}{said[0][0]}"}
    return any(len(word) >= _LEAST_ADDRESS and word in glued for word in known)


def _is_shortened(said: str, known: frozenset[str]) -> bool:
    """Tell the short form of a name: "Alex" and "Sandy" of Alexander, "Bert" and "Bob" of Robert."""
    if len(said) < _LEAST_SHORT:
        return False
    stem = _ENDINGS.sub("", said)
    stem = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    stem = stem if len(stem) >= _LEAST_SHORT else said
    whole = _short_forms().get(said, frozenset())
    return any(
        word in whole
        or (len(word) > len(stem) and word.startswith(stem))
        or (len(said) >= _LEAST_END and word.endswith(said))
        for word in known
    )


@lru_cache(maxsize=8)
def _known(name: str) -> frozenset[str]:
    return frozenset(word for word in _words(name) if len(word) >= _LEAST_NAME)


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """Give the names that a short form stands for, of those that aren't its beginning or end."""
    found: dict[str, set[str]] = {}
    for name, shorts in packaged("signatures")["short_forms"].items():
        for short in shorts:
            found.setdefault(folded(short), set()).add(folded(name))
    return {short: frozenset(names) for short, names in found.items()}


def _words(text: str) -> list[str]:
    return LETTERS.findall(folded(text))
