"""The HTML of a mail as it may be shown: no script, no form, nothing from elsewhere unless it is asked for."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final
from urllib.parse import unquote

from amends.craft.mail.hypertext.html_links import destination, say_where_links_go
from amends.craft.mail.hypertext.html_shape import shape
from amends.craft.mail.hypertext.html_tags import ATTRIBUTES, STYLES, TAGS, UNSEEN

LONGEST: Final = 3_000_000
"""Code points of HTML that are read; nobody writes more, and its words can be read without it."""

_SCHEMES: Final = {"http", "https", "mailto", "tel", "cid", "data"}
_RASTER: Final = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]+", re.IGNORECASE)
_REMOTE: Final = re.compile(r"(?:https?:)?//[^\s\"'<>\\]+", re.IGNORECASE)
_BREAKS: Final = re.compile(r"[\t\n\r]")
_DECLARATION: Final = re.compile(r"(?:[^;\"'(]|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|\([^)]*+(?:\)|\Z))++")
_LOADS: Final = re.compile(
    r"[\\@<]|(?:url|src|image|set|fade|element|paint|attr|var|env|expression|binding)\b\W*\(", re.IGNORECASE
)
_URL: Final = re.compile(r"url\(\s*(\"[^\"\\()]*\"|'[^'\\()]*'|[^\s\"'\\()]*)\s*\)", re.IGNORECASE)

type Picture = Callable[[str], str | None]
"""Gives the address of the picture that a mail calls by this name (after `cid:`), as one that may be loaded."""


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """What may be shown of a mail's HTML.

    `remote` counts the pictures that lie elsewhere, whether shown or not. `left_out` tells what people may miss:
    "script", "form", "media", "frame", "drawing", "layout". `too_big` says that nothing of it is shown.
    """

    html: str
    remote: int = 0
    left_out: tuple[str, ...] = ()
    too_big: bool = False


def safe_html(html: str, *, picture: Picture, remote: bool = False) -> SafeHtml:
    """Return `html` so that showing it runs nothing and sends nothing, every link with where it goes.

    Pictures of the mail itself are shown by the address that `picture` gives them; those from elsewhere only where
    `remote` asks for them. Never raises; what is too big or too intricate to be read comes back empty.
    """
    shaped = shape(html) if len(html) <= LONGEST else None
    if shaped is None:
        return SafeHtml("", too_big=True)
    keeping = _Keeping(picture, remote)
    clean: str = import_module("nh3").clean(
        shaped.html,
        tags=set(TAGS),
        clean_content_tags=set(UNSEEN),
        attributes=ATTRIBUTES,
        attribute_filter=keeping.attribute,
        filter_style_properties=set(STYLES),
        set_tag_attribute_values={"a": {"target": "_blank"}},
        link_rel="noopener noreferrer nofollow",
        url_schemes=_SCHEMES,
        url_relative="pass_through",
    )
    return SafeHtml(say_where_links_go(clean), len(keeping.elsewhere), tuple(sorted(shaped.left_out)))


@dataclass(slots=True)
class _Keeping:
    """Decides on every attribute, and remembers what lies elsewhere."""

    picture: Picture
    remote: bool
    elsewhere: set[str] = field(default_factory=set)

    def attribute(self, _tag: str, name: str, value: str) -> str | None:
        """Return what may stand there, or nothing."""
        match name:
            case "href":
                return destination(value)
            case "src" | "background":
                return self.source(value)
            case "style":
                return self.style(value)
            case _:
                return value

    def source(self, value: str) -> str | None:
        """Return the address of a picture that may be loaded."""
        address = _BREAKS.sub("", value).strip()
        if _REMOTE.fullmatch(address):
            return self._from_elsewhere(address)
        if address[:5].lower() == "data:":
            return address if _RASTER.fullmatch(address) else None
        name = unquote(address[4:]) if address[:4].lower() == "cid:" else address
        return self.picture(name) or None

    def style(self, value: str) -> str | None:
        """Return the declarations that load nothing, or only pictures that may be loaded."""
        declarations = (self._declaration(each) for each in _DECLARATION.findall(value))
        return ";".join(each for each in declarations if each) or None

    def _declaration(self, text: str) -> str:
        if not _LOADS.search(text):
            return text
        plain = _URL.sub(" ", text)
        if _LOADS.search(plain) or not text.lstrip().lower().startswith("background"):
            return ""
        sources = [self.source(address.strip("\"'")) for address in _URL.findall(text)]
        if None in sources:
            return ""
        urls = iter(sources)
        return _URL.sub(lambda _: f'url("{next(urls)}")', text)

    def _from_elsewhere(self, address: str) -> str | None:
        address = f"https:{address}" if address.startswith("//") else address
        self.elsewhere.add(address)
        return address if self.remote else None
