"""The looks of our mail: styles written into each tag, since mail programs drop everything else.

No colours but one grey for lines, which shows on light and on dark; the width that reads well; nothing to be fetched.
"""

import html
import re
from typing import TYPE_CHECKING, Final

from amends.craft.mail.composing.markup import to_html

if TYPE_CHECKING:
    from amends.craft.mail.composing.outgoing import Quoted

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SIGNATURE: Final = "\n-- \n"
_FONT: Final = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_LINE: Final = "border-left:3px solid #8a8a8a"
_STYLES: Final = {
    "p": "margin:0 0 1em",
    "ul": "margin:0 0 1em;padding-left:1.6em",
    "ol": "margin:0 0 1em;padding-left:1.6em",
    "li": "margin:0 0 .3em",
    "blockquote": f"margin:0 0 1em;padding:0 0 0 .9em;{_LINE}",
    "a": "text-decoration:underline;overflow-wrap:anywhere",
}
_TAG: Final = re.compile(r"<(p|ul|ol|li|blockquote|a)(?=[ >])")


def page(markdown: str, *, language: str = "", quoted: "Quoted | None" = None) -> str:
    """Give the HTML part of a mail: the words, the signature below them, and what they answer below that."""
    words, mark, signature = markdown.rpartition(_SIGNATURE) if _SIGNATURE in markdown else (markdown, "", "")
    below = f'<div style="margin:1.5em 0 0;font-size:90%">-- <br>\n{_dressed(signature)}</div>\n' if mark else ""
    spoken = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    return (
        f'<!DOCTYPE html>\n<html{spoken}>\n<head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="supported-color-schemes" content="light dark"></head>\n'
        '<body style="margin:0;padding:0">\n'
        f'<div dir="auto" style="max-width:40em;padding:12px;{_FONT};font-size:16px;line-height:1.5">\n'
        f"{_dressed(words)}{below}{_quotation(quoted) if quoted else ''}</div>\n</body>\n</html>\n"
    )


def _dressed(markdown: str) -> str:
    """Give the HTML of what was written; text can't look like a tag there, since it is escaped."""
    return _TAG.sub(lambda tag: f'<{tag[1]} style="{_STYLES[tag[1]]}"', to_html(markdown))


def _quotation(quoted: "Quoted") -> str:
    lines = "<br>\n".join(html.escape(line) for line in quoted.text.split("\n"))
    return (
        f'<div style="margin:1.5em 0 0"><p style="margin:0 0 .5em">{html.escape(quoted.intro)}</p>\n'
        f'<blockquote type="cite" style="{_STYLES["blockquote"]}">{lines}</blockquote></div>\n'
    )
