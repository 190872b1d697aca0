"""PGP written into the words of a mail: armour is told from what was said.

The text of such a mail stays as it came. In `reply` the signed words stand as they were written, dashes included; the
lines of the armour go to `signature`, so that nothing of the text is missing in the three together. An encrypted block
stays in `reply`, but not in the words that are listened to.
"""

import re
from bisect import bisect
from dataclasses import dataclass, replace
from typing import Final, Literal

from amends.craft.mail.wire.yenc import without_blocks
from amends.craft.mail.words.replies import Split, split_reply

_MARK: Final = "-----BEGIN PGP "
_SIGNED: Final = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE: Final = "-----BEGIN PGP SIGNATURE-----"
_END: Final = "-----END PGP SIGNATURE-----"
_ENCRYPTED: Final = re.compile(
    r"^-----BEGIN PGP MESSAGE-----[ \t]*\n(?:(?!-----)[^\n]*\n)*+-----END PGP MESSAGE-----[ \t]*(?:\n|\Z)", re.MULTILINE
)
_HEAD: Final = re.compile(r"[A-Za-z-]{1,30}: ")


@dataclass(frozen=True, slots=True)
class _Read:
    """A text without armour, and the armour."""

    text: str
    armour: str


def armoured(text: str) -> Literal["signed", "encrypted"] | None:
    """Tell whether words of `text` are signed or encrypted in it."""
    if _MARK not in text:
        return None
    if _ENCRYPTED.search(text):
        return "encrypted"
    return "signed" if _read(text).armour else None


def split_words(text: str, *, name: str, html: str = "") -> Split:
    """Take `text` apart as `split_reply` does, seeing through armour and past what is no language."""
    if _MARK not in text and "=ybegin " not in text:
        return split_reply(text, name=name, html=html)
    read = _read(text) if _MARK in text else _Read(text, "")
    split = split_reply(read.text, name=name)
    words = _ENCRYPTED.sub("", without_blocks(read.text))
    own = split.own_words if words == read.text else split_reply(words, name=name).own_words
    return replace(split, own_words=own, signature="\n\n".join(part for part in (split.signature, read.armour) if part))


def _read(text: str) -> _Read:
    """Undo the armour of every signed stretch that has its signature; others stay as they are."""
    kept: list[str] = []
    armour: list[str] = []
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == _END]
    at = 0
    while at < len(lines):
        place = bisect(ends, at) if lines[at].rstrip() == _SIGNED else len(ends)
        if place == len(ends):
            kept.append(lines[at])
            at += 1
            continue
        end = ends[place]
        said, around = _stretch(lines[at : end + 1])
        kept += said
        armour += around
        at = end + 1
    return _Read("\n".join(kept), "\n".join(armour))


def _stretch(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part one signed stretch into what was said and the armour around it."""
    head = 1
    while head < len(lines) and _HEAD.match(lines[head]):
        head += 1
    signature = next((number for number, line in enumerate(lines) if line.rstrip() == _SIGNATURE), len(lines))
    said = lines[min(head, signature) : signature]
    said = said[1:] if said and not said[0].strip() else said
    return [line.removeprefix("- ") for line in said], [*lines[:head], *lines[signature:]]
