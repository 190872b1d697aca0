"""One walk through the parts of a mail, which takes its words apart from its files and opens what wraps both."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from amends.craft.mail.carried.calendars import CALENDARS
from amends.craft.mail.carried.cards import CARDS
from amends.craft.mail.folding import folded
from amends.craft.mail.hypertext.html_text import html_to_text
from amends.craft.mail.mail import Seal
from amends.craft.mail.packaged import phrases
from amends.craft.mail.parts.file_names import MAILS, invented_name
from amends.craft.mail.parts.seals import seal_of, unwrap, wraps_words
from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.encodings import content, text_content
from amends.craft.mail.wire.flowed import unflowed
from amends.craft.mail.wire.headers import Headers
from amends.craft.mail.wire.mime import Part, read_parts
from amends.craft.mail.wire.params import name_of
from amends.craft.mail.wire.uuencode import cut_out, type_of
from amends.craft.mail.wire.yenc import MARK, text_around
from amends.craft.mail.wrapped.enriched import ENRICHED, enriched_words
from amends.craft.mail.wrapped.rtf_words import read_rich_text
from amends.craft.mail.wrapped.tnef import Wrapped, open_tnef
from amends.craft.text import normalise

_WRAPPINGS: Final = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_NO_WORDS: Final = CALENDARS | CARDS
_OTHER_FORMS: Final = ENRICHED | {"text/x-amp-html", "text/watch-html"}
_RICH: Final = frozenset({"text/rtf", "application/rtf"})
_ARMOURED: Final = frozenset({"application/pgp", "application/x-pgp-message"})
_DEEPEST: Final = 3  # wrappings inside each other
_LONGEST_SENDING_ON: Final = 300
_ALLOWANCE: Final = 256 * 1024  # bytes that compressed parts may be longer than they came, all together
_LONGEST_MEETING: Final = 10_000  # code points of its words
_CODED: Final = re.compile(r"^[!-~]{50,}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class File:
    """A part that is no body, with the name it is given and whether it is shown among the words."""

    part: Part
    name: str
    inline: bool


@dataclass(slots=True)
class Piece:
    """One stretch of words, in one form or in both."""

    plain: str = ""
    html: str = ""

    def words(self) -> str:
        """Give the words; HTML is turned to text only where no plain text says the same."""
        if not self.html or (self.plain.strip() and not _sends_on(self.plain)):
            return self.plain
        return html_to_text(self.html) or self.plain


class Gathering:
    """What has been found of a mail so far."""

    def __init__(self, problems: Problems) -> None:
        """Begin with nothing; what is wrong goes into `problems`."""
        self.problems = problems
        self.files: list[File] = []
        self.seal: Seal | None = None
        self._words_seen = False
        self._depth = 0
        self._allowance = _ALLOWANCE

    def pieces(self, part: Part, parent: Part, *, related: bool = False) -> list[Piece]:
        """Walk through `part`; a part without a parent is its own."""
        if not part.parts:
            return list(self._leaf(part, parent, related=related))
        related = related or part.type == "multipart/related"
        if part.type == "multipart/alternative":
            return _one_of([self.pieces(child, part, related=related) for child in _forms(part)])
        self._note_seal(part)
        return [piece for child in part.parts for piece in self.pieces(child, part, related=related)]

    def _leaf(self, part: Part, parent: Part, *, related: bool) -> Iterator[Piece]:
        disposition, params = part.disposition if part.headers.has("content-disposition") else ("", {})
        name = name_of(params, "filename") or name_of(part.params, "name")
        alone = part is parent
        if _may_be_words(part, parent, disposition, name) and (alone or not name or not self._words_seen):
            self._words_seen = True
            yield Piece(html=text_content(part, self.problems)) if part.type == "text/html" else self._plain(part)
            return
        if _is_winmail(part, name) and (wrapped := open_tnef(content(part, self.problems))):
            yield from self._unwrapped(wrapped)
            return
        number = len(self.files) + 1
        inline = disposition == "inline" or (not disposition and related)
        self.files.append(File(part, name or invented_name(part, number), inline))
        yield from self._opened(part, parent, name)

    def _plain(self, part: Part) -> Piece:
        """Read plain words; the files that old programs put among them are taken out."""
        if part.type in _RICH and (piece := Piece(*_of_rich_text(content(part, self.problems)))).words().strip():
            return piece
        if part.type in ENRICHED:
            return Piece(enriched_words(text_content(part, self.problems), part.type))
        if MARK in part.body:
            text = text_around(content(part, self.problems), part.params.get("charset", ""))
        else:
            text = text_content(part, self.problems)
        text, files = cut_out(text)
        for name, data in files:
            self._add(name, type_of(name), data)
        if part.params.get("format", "").lower() == "flowed" and part.type == "text/plain":
            text = unflowed(text, del_sp=part.params.get("delsp", "").lower() == "yes")
        return Piece(text)

    def _opened(self, part: Part, parent: Part, name: str) -> Iterator[Piece]:
        """Give the words inside a part that also stands as a file, and note what it says of the mail."""
        self._note_seal(part)
        if part.type in _WRAPPINGS:
            self.problems.add("tnef")
        elif part.type == "message/partial":
            self.problems.add("partial")
            yield from self._of_piece(part)
        elif part.type in MAILS and (part is parent or parent.type == "multipart/signed"):
            yield from self._of_cut(content(part, self.problems))
        elif wraps_words(part, name, alone=part is parent):
            yield from self._unsealed(part)

    def _note_seal(self, part: Part) -> None:
        seal = seal_of(part)
        if seal is None:
            return
        if seal.what == "encrypted":
            self.problems.add("encrypted")
        if self.seal is None or seal.what == "encrypted":
            self.seal = seal

    def _unsealed(self, part: Part) -> Iterator[Piece]:
        """Read what S/MIME signed or compressed as if it had been sent plainly."""
        data = content(part, self.problems)
        wrapped = unwrap(part, data, allowance=self._allowance)
        if wrapped.what == "encrypted":
            self.problems.add("encrypted")
            self.seal = Seal("smime", "encrypted")
        elif wrapped.what == "signed" and wrapped.content is not None:
            self.seal = self.seal or Seal("smime", "signed")
        elif wrapped.what == "compressed" and wrapped.content is None:
            self.problems.add("bad_encoding")
        self._allowance -= max(0, len(wrapped.content or b"") - len(data))
        if wrapped.content:
            yield from self._of_whole(wrapped.content)

    def _of_piece(self, part: Part) -> Iterator[Piece]:
        """Read one piece of a mail that was sent in several; the first begins with the headers of the whole."""
        data = content(part, self.problems)
        if part.params.get("number", "").strip() == "1":
            yield from self._of_cut(data)
        elif b"\0" not in data and not _CODED.search(text := text_content(part, Problems())):
            yield Piece(text)

    def _of_cut(self, data: bytes) -> Iterator[Piece]:
        """Read the words of a mail that stands as a file itself; its own files stay in it."""
        files, self.problems, problems = len(self.files), Problems(), self.problems
        yield from self._of_whole(data)
        del self.files[files:]
        self.problems = problems

    def _of_whole(self, data: bytes) -> Iterator[Piece]:
        if self._depth < _DEEPEST:
            self._depth += 1
            whole = read_parts(data, self.problems)
            yield from self.pieces(whole, whole)
            self._depth -= 1

    def _unwrapped(self, wrapped: Wrapped) -> Iterator[Piece]:
        """Take the files out of a winmail.dat, and its words where the mail has none of its own."""
        if not (wrapped.text.strip() or wrapped.html.strip() or self._words_seen):
            wrapped.text, wrapped.html = _of_rich_text(wrapped.rich)
        if not self._words_seen and (wrapped.text.strip() or wrapped.html.strip()):
            self._words_seen = True
            yield Piece(normalise(wrapped.text), normalise(wrapped.html))
        elif wrapped.html.strip():
            self._add("body.html", "text/html", wrapped.html.encode())
        if meeting := wrapped.meeting.calendar(wrapped.text[:_LONGEST_MEETING]):
            self._add("meeting.ics", "text/calendar", meeting)
        for file in wrapped.files:
            self._add(file.name, file.type or "application/octet-stream", file.data)
        if wrapped.rich:
            self._add("body.rtf", "text/rtf", wrapped.rich)

    def _add(self, name: str, type_: str, data: bytes) -> None:
        """Add a file that was no part of its own."""
        part = Part(Headers({}), type_, {"charset": "utf-8"}, data)
        self.files.append(File(part, name or invented_name(part, len(self.files) + 1), inline=False))


def _of_rich_text(data: bytes) -> tuple[str, str]:
    """Give plain words and HTML of rich text; one of the two is empty."""
    words, is_html = read_rich_text(data)
    return ("", words) if is_html else (words, "")


def _sends_on(plain: str) -> bool:
    """Tell a plain form that says nothing but that the other one has to be read."""
    said = " ".join(plain.split()) if len(plain) < _LONGEST_SENDING_ON else ""
    return bool(said) and any(phrase in folded(said) for phrase in phrases("placeholders", "plain"))


def _is_winmail(part: Part, name: str) -> bool:
    return part.type in _WRAPPINGS or (name.lower() == "winmail.dat" and part.type == "application/octet-stream")


def _may_be_words(part: Part, parent: Part, disposition: str, name: str) -> bool:
    if disposition == "attachment" and (part is not parent or name):
        return False
    if part.type in {"text/plain", "text/html"}:
        return True
    if part is parent and (part.type.startswith("text/") or part.type in _RICH):
        return part.type not in _NO_WORDS
    signed = parent.type == "multipart/signed" and part.type == "application/plain"
    return signed or (part.type in _ARMOURED and b"-----BEGIN PGP " in part.body[:1_000])


def _forms(part: Part) -> Iterable[Part]:
    """Give the alternatives that a reader of ours can show; the others say the same to other programs."""
    known = [child for child in part.parts if child.type not in _OTHER_FORMS]
    return known or part.parts


def _one_of(choices: Iterable[list[Piece]]) -> list[Piece]:
    """Make one piece of the alternatives: the first plain one and the last HTML one."""
    plain, html = "", ""
    for pieces in choices:
        said = "\n\n".join(piece.plain for piece in pieces if piece.plain)
        plain = plain if plain.strip() else said
        html = "\n".join(piece.html for piece in pieces if piece.html) or html
    return [Piece(plain, html)] if plain or html else []
