"""Plain text from HTML, for mails that bring nothing else; what stands in a quotation gets `> ` before its lines."""

import re
from typing import Any, Final

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
_MOST_QUOTES: Final = 1_000


def html_to_text(html: str) -> str:
    """Give the words of `html` line by line, quotations marked as in plain mails, scripts and hidden parts left out."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - 8 MB that most mails never need
    from resiliparse.parse.html import HTMLParserException, HTMLTree  # noqa: PLC0415

    html = _SURROGATES.sub("\ufffd", _MARKS.sub("", html[:_LONGEST]))
    try:
        tree = HTMLTree.parse(html)
        _mark_quotations(tree)
        text = extract_plain_text(tree, alt_texts=False, skip_elements=_UNSEEN)
    except (HTMLParserException, RuntimeError, ValueError):
        text = _TAG.sub(" ", html)
    return _GAP.sub("\n\n", "\n".join(_with_prefixes(text.replace("\xa0", " ")))).strip("\n")


def _mark_quotations(tree: Any) -> None:
    for count, quotation in enumerate(tree.document.query_selector_all("blockquote")):
        if count == _MOST_QUOTES:
            break
        if quotation.first_child is None or _INDENT.search(quotation.getattr("style", "")):
            continue
        quotation.insert_before(tree.create_text_node(_OPEN), quotation.first_child)
        quotation.append_child(tree.create_text_node(_CLOSE))


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
