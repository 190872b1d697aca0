"""The small part of Markdown that agents write: emphasis, links, lists, quotations, line breaks; nothing else."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from amends.craft.text import normalise

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_RULES: Final = ["paragraph", "blockquote", "list", "emphasis", "link", "autolink", "newline", "escape"]
_SCHEME: Final = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_BARE_LINK: Final = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_NOT_LAST: Final = ".,;:!?)]}'*_"


def to_html(markdown: str) -> str:
    """Give the HTML of `markdown`: no tag, no scheme but http, https and mailto, no picture comes through."""
    rendered: str = _reader().render(normalise(markdown))
    return rendered


def to_text(markdown: str) -> str:
    """Give `markdown` as plain text, laid out line by line as written: marks of emphasis go, links are spelt out."""
    lines = normalise(markdown).split("\n")
    for token in _reader().parse("\n".join(lines)):
        if token.type == "inline" and token.map and token.children:
            first, last = token.map
            plain = "".join(_plain(token.children)).split("\n")
            written = token.content.split("\n")
            if len(plain) == len(written) <= last - first:
                for number, (new, old) in enumerate(zip(plain, written, strict=True), first):
                    lines[number] = _within(lines[number], old.strip(), new)
    return "\n".join(lines)


def _within(line: str, old: str, new: str) -> str:
    """Put `new` in the place of `old`, so that bullets and quotation marks before it stay."""
    at = line.rfind(old)
    return line[:at] + new.strip() + line[at + len(old) :] if old and at >= 0 else line


def _plain(children: "Sequence[Token]") -> Iterator[str]:
    target, label = "", ""
    for child in children:
        if child.type == "link_open":
            target, label = str(child.attrs.get("href", "")), ""
        elif child.type == "link_close":
            spelt = label.strip() in {target, target.removeprefix("mailto:")}
            yield "" if spelt else f" ({target.removeprefix('mailto:')})"
            target = ""
        elif child.type in {"softbreak", "hardbreak"}:
            yield "\n"
        else:
            label += child.content
            yield child.content


@cache
def _reader() -> "MarkdownIt":
    library = import_module("markdown_it")  # 5 MB that only writing needs
    reader: MarkdownIt = library.MarkdownIt("zero", {"html": False, "breaks": True}).enable(_RULES)
    reader.core.ruler.push("links", _mend_links)
    return reader


def _mend_links(state: "StateCore") -> None:
    for token in state.tokens:
        if token.children:
            token.children = list(_with_links(token.children))


def _with_links(children: "Sequence[Token]") -> "Iterator[Token]":
    """Write out links that lead elsewhere than we allow, and make links of addresses that stand in the text."""
    target = ""
    for child in children:
        make = type(child)
        if child.type == "link_open":
            target = str(child.attrs.get("href", ""))
            yield child if _SCHEME.match(target) else make("text", "", 0, content="[")
        elif child.type == "link_close":
            yield child if _SCHEME.match(target) else make("text", "", 0, content=f"]({target})")
            target = ""
        elif child.type == "text" and not target:
            yield from _linked(child.content, make)
        else:
            yield child


def _linked(text: str, make: "type[Token]") -> "Iterator[Token]":
    at = 0
    for match in _BARE_LINK.finditer(text):
        url = _without_stops(match[0])
        yield make("text", "", 0, content=text[at : match.start()])
        yield make("link_open", "a", 1, attrs={"href": url})
        yield make("text", "", 0, content=url)
        yield make("link_close", "a", -1)
        at = match.start() + len(url)
    yield make("text", "", 0, content=text[at:])


def _without_stops(url: str) -> str:
    """Leave out what ends the sentence rather than the link, also the bracket that was opened before the link."""
    while url[-1] in _NOT_LAST and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url
