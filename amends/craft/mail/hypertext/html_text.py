"""Plain text from HTML, for mails that bring nothing else; what stands in a quotation gets `> ` before its lines."""

import re
from importlib import import_module
from typing import Final

from amends.craft.mail.hypertext.html_stretches import stretches

_LONGEST: Final = 2_000_000  # code points; more of it is markup nobody reads
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"  # private characters that mark a quotation on its way through the extraction
_MARKS: Final = re.compile(f"[{_OPEN}{_CLOSE}]")
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_TAG: Final = re.compile(r"<[^<>]*>")
_GAP: Final = re.compile(r"\n{3,}")
_UNSEEN: Final = ["[hidden]", "[style*='display:none']", "[style*='display: none']"]
_INDENT: Final = re.compile(
    r"border(?:-left)?:\s*(?:none|0)", re.IGNORECASE
)  # a quotation only in name: pushed to the right
_QUOTATION: Final = re.compile(r"<(/?)blockquote\b([^<>]{0,2000})>", re.IGNORECASE)


def html_to_text(html: str) -> str:
    """Give the words of `html` line by line, quotations marked as in plain mails, scripts and hidden parts left out."""
    reading = import_module("resiliparse.parse.html")  # 8 MB that most mails never need
    extraction = import_module("resiliparse.extract.html2text")
    html = _SURROGATES.sub("\ufffd", _MARKS.sub("", html[:_LONGEST]))
    texts: list[str] = []
    opened: list[bool] = []
    for part in stretches(html):
        stretch = _mark_quotations(part, opened)
        try:
            tree = reading.HTMLTree.parse(stretch)
            texts.append(extraction.extract_plain_text(tree, alt_texts=False, skip_elements=_UNSEEN))
        except (reading.HTMLParserException, RuntimeError, ValueError):
            texts.append(_TAG.sub(" ", stretch))
    text = "\n".join(texts)
    return _GAP.sub("\n\n", "\n".join(_with_prefixes(text.replace("\xa0", " ")))).strip("\n")


def _mark_quotations(html: str, opened: list[bool]) -> str:
    """Put a mark behind the tag that opens a quotation and before the one that closes it; `opened` are open still."""

    def marked(tag: re.Match[str]) -> str:
        if tag[1]:
            return f"{_CLOSE}{tag[0]}" if opened and opened.pop() else tag[0]
        opened.append(not _INDENT.search(tag[2]))
        return f"{tag[0]}{_OPEN}" if opened[-1] else tag[0]

    return _QUOTATION.sub(marked, html)


def _with_prefixes(text: str) -> list[str]:
    lines: list[str] = []
    depth = 0
    for line in text.split("\n"):
        opened, closed = line.count(_OPEN), line.count(_CLOSE)
        depth += opened
        bare = _MARKS.sub("", line) if opened or closed else line
        if bare.strip() or not (opened or closed):
            lines.append(f"{'>' * min(depth, 20)} {bare.strip()}".rstrip() if depth > 0 else bare.rstrip())
        depth -= closed
    return lines
