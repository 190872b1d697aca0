r"""The small language in which rules are written, turned into regular expressions.

A pattern is a regular expression over folded text with these short forms:

- a blank stands for any blanks, also a line feed, with or without a comma before them;
- ` *` and ` ?` stand for blanks or none, ` ... ` for up to five words in between;
- `repair*` stands for the word and whatever ends are put to it;
- `<name>` stands for a list of alternatives from the `[lists]` of the file;
- a group with a star may come up to nine times, every group is a plain one, and the pattern ends where a word ends.

A pattern begins with words, not with signs: they are its anchors, and only where an anchor stands is it tried at all.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

STEM = 4  # letters a word must have before a star, so that it can be found by them
_NO_ANCHOR = "a pattern must begin with whole words"
_SHORT_STEM = f"at least {STEM} letters must stand before the star"
_OPEN_GROUP = "a group is never closed"

_LISTED = re.compile(r"<(\w+)>")
_LOOKS_BACK = re.compile(r"^(?:\(\?<![^)]*\))*")
_WORD = re.compile(r"[\w'-]+\*?")
_GAP = r"(?:[€$£]?[\w'-]+(?:\.\d+)?,?\s+){0,5}?"
BLANK = r",?\s+"
_AGAIN = "){0,9}"  # how often a group with a star may come: without an end, "get get get …" would take all day
_TWO_SPELLINGS = (
    *(("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")),
    *(("á", "a"), ("é", "e"), ("í", "i"), ("ó", "o"), ("ú", "u")),
)


class RuleError(ValueError):
    """A rule that breaks the rules of writing rules: a programmer's error, met by the tests."""

    def __init__(self, why: str, source: str) -> None:
        """Say why, and show the source."""
        super().__init__(f"{why}: {source!r}")


@dataclass(frozen=True, slots=True)
class Opening:
    """One word with which a pattern begins, and the expression of what must follow that word.

    Of a beginning of words (with a star) the expression covers the word itself too.
    """

    anchor: str
    expression: str


def read_pattern(source: str, lists: Mapping[str, str]) -> tuple[Opening, ...]:
    """Turn the `source` of a pattern into all its openings; or raise `RuleError`."""
    while _LISTED.search(source):
        source = _LISTED.sub(lambda name: f"({lists[name[1]]})", source)
    back = _LOOKS_BACK.match(source)
    behind = back[0] if back else ""
    found = {
        _opening(spelt, rest, behind): None
        for anchor, rest in _openings(source[len(behind) :])
        for spelt in _spellings(anchor)
    }
    return tuple(found)


def _opening(anchor: str, rest: str, behind: str) -> Opening:
    """Make one opening; what must not stand before the word is looked for from behind the word."""
    if anchor.endswith("*"):
        return Opening(anchor, behind + _expression(anchor + rest))
    return Opening(anchor, behind.replace(")", anchor + ")") + _expression(rest))


def _openings(source: str) -> Iterator[tuple[str, str]]:
    """Give the words with which a match of `source` can begin, each with what follows it."""
    if not source.startswith("("):
        word = _WORD.match(source)
        after = source[word.end() :] if word else ""
        if word is None or not (after == "" or after.startswith((" ", "(?"))):
            raise RuleError(_NO_ANCHOR, source)
        if word[0].endswith("*") and len(word[0]) <= STEM:
            raise RuleError(_SHORT_STEM, source)
        yield word[0], after
        return
    group, rest = _group(source)
    if rest.startswith(("*", "+", "{")):
        raise RuleError(_NO_ANCHOR, source)
    optional = rest.startswith("?")
    for choice in _choices(group):
        for first, following in _openings(choice):
            yield first, following + rest[optional:]
    if optional:
        yield from _openings(rest[1:].lstrip())


def _group(source: str) -> tuple[str, str]:
    """Split off the group with which `source` begins: what is inside it and what follows it."""
    depth = 0
    for place, sign in enumerate(source):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return source[1:place], source[place + 1 :]
    raise RuleError(_OPEN_GROUP, source)


def _choices(group: str) -> Iterator[str]:
    """Give the alternatives of a group that stand at its own level."""
    depth = begin = 0
    for place, sign in enumerate(group):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            yield group[begin:place]
            begin = place + 1
    yield group[begin:]


def _spellings(word: str) -> tuple[str, ...]:
    """Give a word as it is, and as it is written on a keyboard without its letters."""
    plain = word
    for letter, pair in _TWO_SPELLINGS:
        plain = plain.replace(letter, pair)
    return (word,) if plain == word else (word, plain)


def _expression(source: str) -> str:
    """Write the short forms of a pattern out."""
    source = re.sub(r"\((?!\?)", "(?:", source)
    source = source.replace(")*", _AGAIN)
    source = re.sub(r"(?<=\w)\*", r"\\w*", source)
    for letter, pair in _TWO_SPELLINGS:
        source = source.replace(letter, f"(?:{letter}|{pair})")
    source = source.replace(" *", r"\s*").replace(" ?", r"\s*").replace(" ... ", "\0")
    source = source.replace(" ", BLANK).replace("\0", BLANK + _GAP)
    return rf"{source}(?!\w)"
