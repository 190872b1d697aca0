"""Which elements and attributes of a mail's HTML may be shown, and how elements may stand in each other."""

from collections.abc import Mapping
from typing import Final

VOID: Final = frozenset({"br", "col", "hr", "img", "wbr"})
"""Elements that hold nothing."""

FORMATTING: Final = frozenset("a b big code em font i s small strike strong sub sup tt u".split())
"""Elements that browsers open again behind a block which closes before them."""

TABLE_PARTS: Final = frozenset({"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"})
CELLS: Final = frozenset({"table", "td", "th", "caption"})
"""What stands around a cell: nothing inside of it closes anything outside."""

BLOCKS: Final = frozenset(
    "address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header"
    " hr li main nav ol p pre section summary table ul".split()
)
"""Elements before which an open paragraph ends."""

TAGS: Final = (
    VOID
    | FORMATTING
    | TABLE_PARTS
    | BLOCKS
    | frozenset("abbr acronym bdi bdo cite del dfn ins kbd mark q rp rt ruby samp span time var".split())
)

UNSEEN: Final = frozenset("iframe noembed noframes script style template title xmp".split())
"""Elements of which not even the words are shown; what they hold is no markup."""

LEFT_OUT: Final[Mapping[str, str]] = (
    dict.fromkeys(("script",), "script")
    | dict.fromkeys(("form", "input", "button", "select", "textarea"), "form")
    | dict.fromkeys(("audio", "video"), "media")
    | dict.fromkeys(("applet", "embed", "frame", "frameset", "iframe", "object", "portal"), "frame")
    | dict.fromkeys(("svg", "math"), "drawing")
)
"""What people are told of where it is left out, by the element's name."""

_EVERYWHERE: Final = frozenset("align background bgcolor color dir height lang style valign width".split())
_SOMEWHERE: Final[Mapping[str, frozenset[str]]] = {
    "a": frozenset({"href"}),
    "font": frozenset({"face", "size"}),
    "hr": frozenset({"noshade", "size"}),
    "img": frozenset({"alt", "border", "hspace", "src", "vspace"}),
    "li": frozenset({"type", "value"}),
    "ol": frozenset({"start", "type"}),
    "ul": frozenset({"type"}),
    "table": frozenset({"border", "cellpadding", "cellspacing", "rules", "frame"}),
    "td": frozenset({"colspan", "nowrap", "rowspan"}),
    "th": frozenset({"colspan", "nowrap", "rowspan", "scope"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
}
ATTRIBUTES: Final = {tag: set(_EVERYWHERE | _SOMEWHERE.get(tag, frozenset())) for tag in TAGS}

STYLES: Final = frozenset(
    "background background-color background-image background-position background-repeat background-size"
    " border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color"
    " border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color"
    " border-right-style border-right-width border-spacing border-style border-top border-top-color border-top-style"
    " border-top-width border-width clear color direction display float font font-family font-size font-style"
    " font-variant font-weight height letter-spacing line-height list-style list-style-position list-style-type margin"
    " margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width overflow-wrap padding"
    " padding-bottom padding-left padding-right padding-top table-layout text-align text-decoration text-indent"
    " text-transform vertical-align white-space width word-break word-spacing word-wrap".split()
)
"""Properties that a mail may set: how words and boxes look, never where on the page they lie."""
