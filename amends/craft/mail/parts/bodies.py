"""Which parts of a mail are its words, in plain text and in HTML, and which are attachments."""

import re
from dataclasses import dataclass
from typing import Final

from amends.craft.mail.mail import Seal
from amends.craft.mail.parts.gathering import File, Gathering
from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.charsets import guess
from amends.craft.mail.wire.mime import Part
from amends.craft.text import normalise

_OF_PROGRAMS: Final = re.compile(r"\bMIME\b")  # what they write above the parts, for readers that know none


@dataclass(frozen=True, slots=True)
class Bodies:
    """The words of a mail, what came with them, and the seal that parts of it show."""

    text: str
    html: str
    files: tuple[File, ...]
    seal: Seal | None = None


def find_bodies(root: Part, problems: Problems) -> Bodies:
    """Choose the words of a mail; HTML is turned to text only where no plain text says the same."""
    gathering = Gathering(problems)
    pieces = gathering.pieces(root, root)
    words = [said for said in (piece.words() for piece in pieces) if said.strip()]
    text = words[0] if len(words) == 1 else "\n\n".join(said.strip("\n") for said in words)
    html = "\n".join(piece.html for piece in pieces if piece.html)
    if not words and root.parts:
        text = _stray_words(root, problems)
    return Bodies(text, html, tuple(gathering.files), gathering.seal)


def _stray_words(root: Part, problems: Problems) -> str:
    """Give the words that stand outside the parts of a mail."""
    around = [normalise(guess(words)).strip() for words in root.around]
    text = "\n\n".join(words for words in around if words and not _OF_PROGRAMS.search(words))
    if text:
        problems.add("stray_words")
    return text


def find_files(root: Part, problems: Problems) -> tuple[File, ...]:
    """Give what `find_bodies` gives as files, without making text of the words."""
    gathering = Gathering(problems)
    gathering.pieces(root, root)
    return tuple(gathering.files)
