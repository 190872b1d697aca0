"""What somebody says themselves in a mail, apart from the mail they answer and from their signature."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from amends.craft.mail.words.attributions import attribution, may_end
from amends.craft.mail.words.html_quotes import quotation_in
from amends.craft.mail.words.quotations import Marked, is_settled, mark, with_sign
from amends.craft.mail.words.signatures import signature_start

_SEGMENT: Final = re.compile(r"q(?:[qb]*q)?|o(?:[ob]*o)?")
_MOST_LINES: Final = 5_000  # in which the quotation is looked for
_LONGEST_QUESTION: Final = 8  # lines of the quotation that are kept above an answer


@dataclass(frozen=True, slots=True)
class Split:
    """A text taken apart: every line is in `reply`, in `quoted` or in `signature`, each once.

    `reply` holds the quoted questions that are answered in between; `own_words` is the same without them, and
    `signed_reply` the same with the signature that stands below it.
    """

    reply: str
    own_words: str
    signed_reply: str
    quoted: str
    signature: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines of one kind, from `start` up to but not including `end`."""

    own: bool
    start: int
    end: int


def split_reply(text: str, *, name: str = "", html: str = "") -> Split:
    """Take `text` apart; `name` is who signs it, `html` the same words as the mail shows them, where it does.

    Where the answers stand between quoted lines, each keeps the quoted paragraph above it. Where nothing of their own
    is found above an unmarked quotation, all of it is given as the reply: better too much than a word hidden.
    """
    marked = mark(text)
    if html and not is_settled(marked):
        sign = quotation_in(html, marked.lines[:_MOST_LINES])
        marked = with_sign(marked, sign) if sign else marked
    stretches = [_Stretch(part[0][0] == "o", *part.span()) for part in _SEGMENT.finditer(marked.marks)]
    below = _signature_below(marked, stretches, name)
    stretches = stretches[:-1] if below else stretches
    own = [stretch for stretch in stretches if stretch.own]
    if not own:
        return _nothing_own(text, marked, stretches, below)
    start = signature_start(marked.lines[own[-1].start : own[-1].end], name)
    end = own[-1].end
    signed = end if start is None else own[-1].start + start
    kept = _with_questions(marked, stretches, signed) if _inline(stretches, own) else own
    reply = _joined(marked, [(one.start, min(one.end, signed)) for one in kept])
    said = reply if kept is own else _joined(marked, [(one.start, min(one.end, signed)) for one in own])
    return Split(
        reply=reply,
        own_words=said.strip(),
        signed_reply=reply if signed == end else _joined(marked, [(one.start, one.end) for one in kept]),
        quoted=_quoted(marked, stretches, kept),
        signature=_joined(marked, [(signed, end), *([(below.start, below.end)] if below else [])]),
    )


def _signature_below(marked: Marked, stretches: Sequence[_Stretch], name: str) -> _Stretch | None:
    """Find a signature that stands alone under the quotation."""
    if len(stretches) > 1 and stretches[-1].own:
        lines = marked.lines[stretches[-1].start : stretches[-1].end]
        return stretches[-1] if signature_start(lines, name, below=True) == 0 else None
    return None


def _nothing_own(text: str, marked: Marked, stretches: Sequence[_Stretch], below: _Stretch | None) -> Split:
    if any(not stretch.own for stretch in stretches):
        signature = _text(marked.lines[below.start : below.end]) if below else ""
        return Split("", "", "", _quoted(marked, stretches, ()), signature)
    whole = text.strip()
    return Split(whole, whole, whole, "", "")


def _inline(stretches: Sequence[_Stretch], own: Sequence[_Stretch]) -> bool:
    """Tell answers between quoted lines from one text above or below the quotation."""
    quoted_first = next((stretch.start for stretch in stretches if not stretch.own), None)
    answers = quoted_first is not None and own[-1].start > quoted_first
    return answers and (len(own) > 1 or not stretches[-1].own)


def _with_questions(marked: Marked, stretches: Sequence[_Stretch], signed: int) -> list[_Stretch]:
    """Give the own stretches, each with the question above it; what is but a signature, from `signed` on, has none."""
    kept: list[_Stretch] = []
    before: _Stretch | None = None
    for stretch in stretches:
        if stretch.own:
            asked = before is not None and stretch.start < signed
            start = _question(marked, before) if before and asked else stretch.start
            kept.append(_Stretch(own=True, start=start, end=stretch.end))
        before = None if stretch.own else stretch
    return kept


def _question(marked: Marked, quoted: _Stretch) -> int:
    """Give the line at which the last quoted paragraph of `quoted` begins; an attribution isn't part of it."""
    at = quoted.end - 1
    while at > quoted.start and not _bare(marked.lines[at]):
        at -= 1
    while at > quoted.start and _goes_on(marked.lines[at - 1]) and quoted.end - at < _LONGEST_QUESTION:
        at -= 1
    first = [_bare(line) for line in marked.lines[at : quoted.end]]
    ends = next((end for end, line in enumerate(first[:-1]) if may_end(line)), None)
    attributed = ends is not None and attribution(first, ends, quoted_next=True) == 0
    return at + ends + 1 if ends is not None and attributed else at


def _bare(line: str) -> str:
    return line.lstrip("> \t").strip()


def _goes_on(line: str) -> bool:
    return line.lstrip().startswith(">") and bool(_bare(line))


def _quoted(marked: Marked, stretches: Sequence[_Stretch], kept: Sequence[_Stretch]) -> str:
    """Give what is quoted, without the questions that the `kept` stretches begin with."""
    if len(stretches) == 1 and stretches[0].own:
        return _text(marked.lines[marked.cut :])
    asked = {one.end: one.start for one in kept}
    following = [*stretches[1:], _Stretch(own=True, start=marked.cut, end=marked.cut)]
    parts = [
        (one.start, min(one.end, asked.get(after.end, one.end)))
        for one, after in zip(stretches, following, strict=True)
        if not one.own
    ]
    return _joined(marked, [*parts, (marked.cut, len(marked.lines))])


def _joined(marked: Marked, parts: Iterable[tuple[int, int]]) -> str:
    texts = [_text(marked.lines[start:end]) for start, end in parts]
    return texts[0] if len(texts) == 1 else "\n\n".join(filter(None, texts))


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n")
