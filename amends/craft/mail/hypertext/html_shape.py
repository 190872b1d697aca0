"""Puts any HTML into balanced elements of bounded depth and number, so that no reader of it can be worn out.

What stands here keeps nobody safe: its result is still to be sanitised.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from amends.craft.mail.hypertext.html_tags import (
    ATTRIBUTES,
    BLOCKS,
    CELLS,
    FORMATTING,
    LEFT_OUT,
    TABLE_PARTS,
    TAGS,
    UNSEEN,
    VOID,
)

DEEPEST: Final = 100
MOST_TAGS: Final = 40_000

_MARKUP: Final = re.compile(
    r"<!--.*?(?:--!?>|\Z)|<[!?][^>]*+(?:>|\Z)|</[^a-zA-Z][^>]*+(?:>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<attributes>(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+|))?+)*+)"
    r"[\s/]*+(?:>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^\s>\"'][^\s>]*+|)))?+"
)
_CLOSED_BY: Final = {
    "li": (frozenset({"li"}), CELLS | {"ul", "ol", "blockquote"}),
    "dd": (frozenset({"dd", "dt"}), CELLS | {"dl", "blockquote"}),
    "dt": (frozenset({"dd", "dt"}), CELLS | {"dl", "blockquote"}),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "tr": (frozenset({"tr", "caption", "colgroup"}), frozenset({"table"})),
    "a": (frozenset({"a"}), CELLS),
} | dict.fromkeys(
    ("tbody", "thead", "tfoot"),
    (frozenset({"tbody", "thead", "tfoot", "tr", "caption", "colgroup"}), frozenset({"table"})),
)
"""What an element ends when it begins, and what that does not reach beyond."""

_ENDS_WITHIN: Final = dict.fromkeys(TABLE_PARTS, frozenset({"table"})) | {"table": frozenset()}
_GRID: Final = frozenset({"table", "tbody", "thead", "tfoot", "tr", "colgroup"})


@dataclass(frozen=True, slots=True)
class Shaped:
    """HTML of known elements, each closed where it should be; `left_out` are codes of what people may miss."""

    html: str
    left_out: frozenset[str]


def shape(html: str) -> Shaped | None:
    """Return `html` balanced, with the words of everything that is not hidden; None where it has too many elements."""
    shaping, at = _Shaping(), 0
    while found := _MARKUP.search(html, at):
        shaping.say(html[at : found.start()])
        at = found.end()
        name = (found["name"] or "").lower()
        if name in LEFT_OUT:
            shaping.left_out.add(LEFT_OUT[name])
        if found["end"]:
            shaping.end(_known(name))
        elif name in UNSEEN:
            at = _past(name, html, at)
        elif name:
            shaping.begin(_known(name), found["attributes"])
        if shaping.tags > MOST_TAGS:
            return None
    shaping.say(html[at:])
    shaping.close_down_to(0)
    return Shaped("".join(shaping.out), frozenset(shaping.left_out))


def _known(name: str) -> str:
    return "div" if name == "body" else name


def _past(name: str, html: str, at: int) -> int:
    """Return where an element ends whose words aren't shown; one that never ends takes the rest with it."""
    closing = re.compile(rf"</{name}(?=[\s/>])[^>]*+(?:>|\Z)", re.IGNORECASE).search(html, at)
    return closing.end() if closing else len(html)


@dataclass(slots=True)
class _Shaping:
    """One walk through a document: what was written, and the elements that are open, with the tag that opened them."""

    out: list[str] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    left_out: set[str] = field(default_factory=set)
    tags: int = 0

    def say(self, text: str) -> None:
        if text:
            self.out.append(text.replace("\0", "").replace("<", "&lt;"))

    def begin(self, name: str, attributes: str) -> None:
        if name not in TAGS or self._is_stray(name):
            return
        if name in BLOCKS:
            self._end_open({"p"}, CELLS)
        if name in _CLOSED_BY:
            self._end_open(*_CLOSED_BY[name])
        if len(self.open) >= DEEPEST:
            self.dropped[name] += name not in VOID
            self.left_out.add("layout")
            return
        self._open(name, f"<{name}{_attributes(name, attributes)}>")

    def end(self, name: str) -> None:
        """End an element where it is open within its cell; what formats words goes on behind blocks left open."""
        if self.dropped[name]:
            self.dropped[name] -= 1
            return
        at = self._found({name}, _ENDS_WITHIN.get(name, CELLS))
        if at is None:
            return
        inner = self.open[at + 1 :]
        self.close_down_to(at)
        if name in FORMATTING:
            for each, tag in inner:
                self._open(each, tag)

    def close_down_to(self, at: int) -> None:
        while len(self.open) > at:
            self.out.append(f"</{self.open.pop()[0]}>")

    def _open(self, name: str, tag: str) -> None:
        self.tags += 1
        self.out.append(tag)
        if name not in VOID:
            self.open.append((name, tag))

    def _is_stray(self, name: str) -> bool:
        """Whether an element would be moved out of a table, or is part of one that isn't there."""
        around = self.open[-1][0] if self.open else ""
        if name in TABLE_PARTS:
            return self._found({"table"}, frozenset()) is None
        return around in _GRID and name in FORMATTING

    def _end_open(self, names: Collection[str], boundary: Collection[str]) -> None:
        at = self._found(names, boundary, outermost=True)
        if at is not None:
            self.close_down_to(at)

    def _found(self, names: Collection[str], boundary: Collection[str], *, outermost: bool = False) -> int | None:
        found = None
        for at in range(len(self.open) - 1, -1, -1):
            name = self.open[at][0]
            if name in names:
                found = at
                if not outermost:
                    break
            elif name in boundary:
                break
        return found


def _attributes(tag: str, text: str) -> str:
    """Write the attributes that may stand on an element, each once and in double quotes."""
    kept: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        if name.lower() in ATTRIBUTES[tag]:
            kept.setdefault(name.lower(), (double or single or bare).replace("\0", ""))
    quoted = ((name, value.replace('"', "&quot;")) for name, value in kept.items())
    return "".join(f' {name}="{value}"' for name, value in quoted)
