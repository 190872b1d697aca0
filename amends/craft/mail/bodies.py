"""Which parts of a mail are its words, in plain text and in HTML, and which are attachments."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from amends.craft.mail.encodings import content, text_content
from amends.craft.mail.headers import Headers, read_headers
from amends.craft.mail.html_text import html_to_text
from amends.craft.mail.mime import Part
from amends.craft.mail.params import name_of
from amends.craft.mail.problems import Problems
from amends.craft.mail.tnef import Wrapped, open_tnef

_ENCRYPTED: Final = frozenset({"application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_WRAPPINGS: Final = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_LONGEST_ENDING: Final = 5
_PATH: Final = re.compile(r"[/\\]+")


@dataclass(frozen=True, slots=True)
class File:
    """A part that is no body, with the name it is given and whether it is shown among the words."""

    part: Part
    name: str
    inline: bool


@dataclass(frozen=True, slots=True)
class Bodies:
    """The words of a mail and what came with them."""

    text: str
    html: str
    files: tuple[File, ...]


@dataclass(slots=True)
class _Piece:
    """One stretch of words, in one form or in both."""

    plain: str = ""
    html: str = ""

    def words(self) -> str:
        return self.plain if self.plain.strip() or not self.html else html_to_text(self.html)


def find_bodies(root: Part, problems: Problems) -> Bodies:
    """Choose the words of a mail; HTML is turned to text only where no plain text says the same."""
    gathering = _Gathering(problems)
    pieces = gathering.pieces(root, root, related=False)
    words = [said for said in (piece.words() for piece in pieces) if said.strip()]
    text = words[0] if len(words) == 1 else "\n\n".join(said.strip("\n") for said in words)
    return Bodies(text, "\n".join(piece.html for piece in pieces if piece.html), tuple(gathering.files))


def find_files(root: Part, problems: Problems) -> tuple[File, ...]:
    """Give what `find_bodies` gives as files, without making text of the words."""
    gathering = _Gathering(problems)
    gathering.pieces(root, root, related=False)
    return tuple(gathering.files)


class _Gathering:
    """One walk through the parts."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.files: list[File] = []
        self.words_seen = False

    def pieces(self, part: Part, parent: Part, *, related: bool) -> list[_Piece]:
        if not part.parts:
            return list(self.leaf(part, parent, related=related))
        related = related or part.type == "multipart/related"
        if part.type == "multipart/alternative":
            return _one_of([self.pieces(child, part, related=related) for child in part.parts])
        return [piece for child in part.parts for piece in self.pieces(child, part, related=related)]

    def leaf(self, part: Part, parent: Part, *, related: bool) -> Iterator[_Piece]:
        disposition, params = part.disposition if part.headers.has("content-disposition") else ("", {})
        name = name_of(params, "filename") or name_of(part.params, "name")
        alone = part is parent
        if _may_be_words(part, disposition, alone=alone) and (alone or not name or not self.words_seen):
            self.words_seen = True
            text = text_content(part, self.problems)
            yield _Piece(html=text) if part.type == "text/html" else _Piece(plain=text)
            return
        if part.type in _WRAPPINGS and (wrapped := open_tnef(content(part, self.problems))):
            yield from self.unwrapped(wrapped)
            return
        self.note(part.type)
        number = len(self.files) + 1
        inline = disposition == "inline" or (not disposition and related)
        self.files.append(File(part, name or _invented_name(part, number), inline))

    def unwrapped(self, wrapped: Wrapped) -> Iterator[_Piece]:
        """Take the files out of a winmail.dat, and its words where the mail has none of its own."""
        if not self.words_seen and (wrapped.text.strip() or wrapped.html.strip()):
            self.words_seen = True
            yield _Piece(wrapped.text, wrapped.html)
        elif wrapped.html.strip():
            self.add("body.html", "text/html", wrapped.html.encode())
        for file in wrapped.files:
            self.add(file.name, file.type or "application/octet-stream", file.data)
        if wrapped.rich:
            self.add("body.rtf", "text/rtf", wrapped.rich)

    def add(self, name: str, type_: str, data: bytes) -> None:
        """Add a file that was no part of its own."""
        part = Part(Headers({}), type_, {"charset": "utf-8"}, data)
        self.files.append(File(part, name or _invented_name(part, len(self.files) + 1), inline=False))

    def note(self, type_: str) -> None:
        if type_ in _ENCRYPTED:
            self.problems.add("encrypted")
        elif type_ in _WRAPPINGS:
            self.problems.add("tnef")
        elif type_ == "message/partial":
            self.problems.add("partial")


def _may_be_words(part: Part, disposition: str, *, alone: bool) -> bool:
    if disposition == "attachment":
        return False
    if part.type in {"text/plain", "text/html"}:
        return True
    return alone and part.type.startswith("text/") and part.type != "text/calendar"


def _one_of(choices: Iterable[list[_Piece]]) -> list[_Piece]:
    """Make one piece of the alternatives: the first plain one and the last HTML one."""
    plain, html = "", ""
    for pieces in choices:
        said = "\n\n".join(piece.plain for piece in pieces if piece.plain)
        plain = plain if plain.strip() else said
        html = "\n".join(piece.html for piece in pieces if piece.html) or html
    return [_Piece(plain, html)] if plain or html else []


def _invented_name(part: Part, number: int) -> str:
    """Name a part that came without a name: an attached mail by its subject, others by number and type."""
    if part.type in {"message/rfc822", "message/global"}:
        subject = _PATH.sub(" ", read_headers(part.body)[0].text("subject"))
        return f"{subject[:100] or f'part-{number}'}.eml"
    family, _, ending = part.type.partition("/")
    ending = ending.removeprefix("x-")
    if part.type == "text/calendar":
        ending = "ics"
    elif family in {"text", "message"}:
        ending = "txt"
    return f"part-{number}.{ending if ending.isalnum() and len(ending) <= _LONGEST_ENDING else 'bin'}"
