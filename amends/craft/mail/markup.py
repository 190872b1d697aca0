"""The small part of Markdown that agents write: emphasis, links, lists, quotations, line breaks; nothing else."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

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
    rendered: str = _reader().render(markdown)
    return rendered


def to_text(markdown: str) -> str:
    """Give `markdown` as plain text, laid out line by line as written: marks of emphasis go, links are spelt out."""
    lines = markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
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
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 5 MB that only writing needs

    reader = MarkdownIt("zero", {"html": False, "breaks": True}).enable(_RULES)
    reader.validateLink = lambda url: bool(_SCHEME.match(url))  # type: ignore[method-assign]
    reader.core.ruler.push("bare_links", _link_bare)
    return reader


def _link_bare(state: "StateCore") -> None:
    """Make links of the addresses that stand in the text as they are."""
    for token in state.tokens:
        if token.children:
            token.children = list(_with_links(token.children))


def _with_links(children: "Sequence[Token]") -> "Iterator[Token]":
    inside = 0
    for child in children:
        inside += child.nesting if child.type.startswith("link_") else 0
        if inside or child.type != "text" or "://" not in child.content:
            yield child
        else:
            yield from _linked(child.content)


def _linked(text: str) -> "Iterator[Token]":
    from markdown_it.token import Token  # noqa: PLC0415

    at = 0
    for match in _BARE_LINK.finditer(text):
        url = match[0].rstrip(_NOT_LAST)
        yield Token("text", "", 0, content=text[at : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": url})
        yield Token("text", "", 0, content=url)
        yield Token("link_close", "a", -1)
        at = match.start() + len(url)
    yield Token("text", "", 0, content=text[at:])
