"""Where the quotation begins in a mail's HTML: mail programs mark it there even where its words tell nobody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

_LONGEST: Final = 300_000  # code points that are looked at
_LONGEST_TAG: Final = 2_000
_WINDOW: Final = 6_000  # of HTML behind a sign, in which the first words of the quotation are found
_SHORTEST_PRINT: Final = 8  # letters and digits by which a line is known
_LONGEST_PRINT: Final = 28
_MOST_JOINED: Final = 8  # lines that the first words may be broken over
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)>")
_ANY_TAG: Final = re.compile(r"<[^<>]*+>")
_UNSEEN: Final = ("style", "script", "title")
_SIGNLESS: Final = re.compile(r"[\W_]+")
_BLANKS: Final = " \t\r\n\xa0\u200b\ufeff"
_ABOVE: Final = re.compile(  # everything below one of these is quoted
    r"id\s*=\s*[\"']?(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling|OLK_SRC_BODY_SECTION|zwchr"
    r"|mail-editor-reference-message-container)"
    r"|(?:class|name)\s*=\s*[\"']?(?:x_)*(?:OutlookMessageHeader|moz-email-headers-table|messageReplySection)"
    r"|data-marker\s*=\s*[\"']?__(?:QUOTED_TEXT|DIVIDER)__",
    re.IGNORECASE,
)
_RULED: Final = re.compile(
    r"border-top:\s*solid\s*#?\w{3,8}\s*1\.0pt", re.IGNORECASE
)  # above the head that Outlook writes
_BOLD: Final = re.compile(r"<(?:b|strong)\b", re.IGNORECASE)
_NEAR: Final = 300
_AROUND: Final = re.compile(  # these enclose the quotation, or stand right above it
    r"(?:class|id|name)\s*=\s*[\"']?[^\"'<>]{0,200}\b(?:gmail_quote|gmail_quote_container|gmail_attr"
    r"|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|moz-cite-prefix|moz-forward-container|reply-intro"
    r"|front-blockquote|missive_quote|nylas-quote|isReplyContent|ntes-quote|mail-quote|bloop_original_html|quote"
    r"|apple-mail-quote|mail_quote|quotedContent|domino-section)\b|type\s*=\s*[\"']?cite\b",
    re.IGNORECASE,
)
_HINTS: Final = (
    *(
        "uote",
        "cite",
        "FwdMsg",
        "appendonsend",
        "stopSpelling",
        "OLK_SRC",
        "zwchr",
        "reference-message",
        "MessageHeader",
    ),
    *("headers-table", "ReplySection", "QUOTED_TEXT", "border-top", "zmail_extra", "moz-forward", "reply-intro"),
    *("isReplyContent", "bloop_", "domino-section"),
)  # one of them stands in every mail that has a sign
_MOST_SIGNS: Final = 5  # signs that are tried until one is found in the words


@dataclass(frozen=True, slots=True)
class Sign:
    """The line at which HTML says that the quotation begins; `rest` where nothing but quotation follows."""

    line: int
    rest: bool


def quotation_in(html: str, lines: Sequence[str]) -> Sign | None:
    """Give the line of `lines`, the same mail's words, at which its HTML says that the quotation begins.

    The line is known by the first words behind the sign, and believed only where no other line begins with them.
    """
    if not any(map(html.__contains__, _HINTS)):
        return None
    html = _without_unseen(html[:_LONGEST])
    prints: list[str] | None = None
    for number, (tag, rest) in enumerate(_signs(html)):
        if number >= _MOST_SIGNS:
            break
        prints = prints or [_print(line) for line in lines]
        line = _line_of(prints, _first_words(html, tag.end()))
        if line is not None:
            return Sign(line, rest or _is_all_quoted(html, tag))
    return None


def _without_unseen(html: str) -> str:
    """Leave out what is no words: styles, scripts and the title."""
    for name in _UNSEEN:
        folded, kept, at = html.lower(), [], 0
        while (start := folded.find(f"<{name}", at)) >= 0 and (end := folded.find(f"</{name}", start)) >= 0:
            kept.append(html[at:start])
            at = end
        html = "".join([*kept, html[at:]])
    return html


def _signs(html: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Give the tags that mark a quotation, and whether everything below them is one."""
    for tag in _TAG.finditer(html):
        said = tag[3][:_LONGEST_TAG]
        if tag[1] or not said:
            continue
        if _ABOVE.search(said) or (_RULED.search(said) and _BOLD.search(html, tag.end(), tag.end() + _NEAR)):
            yield tag, True
        elif _AROUND.search(said):
            yield tag, False


def _first_words(html: str, at: int) -> str:
    return _print(unescape(_ANY_TAG.sub(" ", html[at : at + _WINDOW].rpartition("<")[0])))[:_LONGEST_PRINT]


def _print(text: str) -> str:
    """Give what stays of a line however it is wrapped, marked and linked: its letters and digits."""
    return _SIGNLESS.sub("", text[:_WINDOW])


def _line_of(prints: Sequence[str], words: str) -> int | None:
    """Give the only line that begins with `words`, also where they are broken over several lines."""
    if len(words) < _SHORTEST_PRINT:
        return None
    found = [
        at
        for at, line in enumerate(prints)
        if line and (line.startswith(words) or (words.startswith(line) and _joined(prints, at).startswith(words)))
    ]
    return found[0] if len(found) == 1 else None


def _joined(prints: Sequence[str], at: int) -> str:
    return "".join(prints[at : at + _MOST_JOINED])


def _is_all_quoted(html: str, sign: re.Match[str]) -> bool:
    """Tell whether no words stand between or below the quotations from `sign` on."""
    walk = _Walk(sign[2].lower())
    at = sign.start()
    for tag in _TAG.finditer(html, at):
        if html[at : tag.start()].strip() and walk.is_outside and unescape(html[at : tag.start()]).strip(_BLANKS):
            return False
        walk.pass_tag(tag[2].lower(), closing=bool(tag[1]))
        at = tag.end()
    return not unescape(html[at:]).strip(_BLANKS)


@dataclass(slots=True)
class _Walk:
    """One walk through the tags from the element `name` on, which bears the sign: inside of what are we?"""

    name: str
    depth: int = 0
    quotations: int = 0
    quoted: bool = False  # a quotation has ended

    @property
    def is_outside(self) -> bool:
        return not self.quotations and (self.quoted or not self.depth)

    def pass_tag(self, name: str, *, closing: bool) -> None:
        step = -1 if closing else 1
        if name == self.name:
            self.depth = max(0, self.depth + step)
        if name == "blockquote":
            self.quotations = max(0, self.quotations + step)
            self.quoted = self.quoted or not self.quotations
