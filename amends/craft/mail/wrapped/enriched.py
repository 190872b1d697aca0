"""The words of enriched text (RFC 1896) and of its forerunner, text/richtext: letters with marks in angle brackets."""

import re
from typing import Final

ENRICHED: Final = frozenset({"text/enriched", "text/richtext"})
_PARAM: Final = re.compile(r"<param>[^<]{0,500}</param>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<(?:nl|np|/paragraph)>", re.IGNORECASE)
_MARK: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,60}>")
_LITERAL: Final = "\ue0f2"  # stands for a bracket that is meant while marks are taken out
_ENDS: Final = re.compile(r"\n+")


def enriched_words(text: str, type_: str) -> str:
    """Give `text` without its marks; in enriched text one line end is a blank, and each further one a line end."""
    text = text.replace("<<", _LITERAL).replace("<lt>", _LITERAL)
    if type_ == "text/enriched":
        text = _ENDS.sub(lambda ends: "\n" * (len(ends[0]) - 1) or " ", text.strip("\n"))
    return _MARK.sub("", _BREAK.sub("\n", _PARAM.sub("", text))).replace(_LITERAL, "<")
