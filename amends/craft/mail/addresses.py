"""Addresses as mails write them: names in quotes, encoded words, comments, groups, and a good deal of nonsense."""

import re
from collections.abc import Iterator
from typing import Final

from amends.craft.mail.charsets import guess
from amends.craft.mail.headers import decode_words, one_line
from amends.craft.mail.mail import Address

_SIMPLE: Final = re.compile(r"([\w .'-]*)<([\w.+=/-]+@[\w.-]+)>", re.ASCII)
_BARE: Final = re.compile(r"[\w.+=/-]+@[\w.-]+", re.ASCII)
_TOKEN: Final = re.compile(
    r'"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)|\(([^()]*)\)|<([^<>]*)>|([,;])|(:)|([^\s"(<,;:]+|["(<])', re.DOTALL
)
_ESCAPED: Final = re.compile(r"\\(.)")
_MOST: Final = 1_000


def read_addresses(value: bytes) -> tuple[Address, ...]:
    """Give the addresses of a header value in order; names are decoded after the cut, so they can't smuggle one in."""
    text = guess(value).strip()
    simple = _SIMPLE.fullmatch(text)
    if simple:
        return (Address(_name(simple[1]), simple[2]),)
    if _BARE.fullmatch(text):
        return (Address("", text),)
    if text.count('"') % 2:  # one is missing, and which one nobody knows
        text = text.replace('"', " ")
    found = tuple(_merged(_mailboxes(text)))[:_MOST]
    if not any(who.address for who in found) and "=?" in text:
        found = tuple(_merged(_mailboxes(decode_words(text))))[:_MOST]
    return tuple(who for who in found if who.address or who.name)


class _Mailbox:
    """What has been read of one address so far."""

    __slots__ = ("address", "aside", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.aside = ""
        self.address: str | None = None

    def finished(self) -> Address:
        words, address = self.words, self.address
        if address is None:
            address = next((word for word in words if "@" in word), "")
            words = [word for word in words if word != address] if address else words
        name = " ".join(words).strip() or self.aside
        return Address(_name(name), _address(address))


def _mailboxes(text: str) -> Iterator[Address]:
    box = _Mailbox()
    for token in _TOKEN.finditer(text):
        quoted, aside, angle, separator, colon, word = token.groups()
        if separator:
            yield box.finished()
            box = _Mailbox()
        elif colon:
            if not any("@" in said for said in box.words):
                box.words.clear()  # the name of a group
        elif angle is not None:
            box.address = box.address or angle
        elif aside is not None:
            box.aside = box.aside or aside
        else:
            box.words.append(_ESCAPED.sub(r"\1", quoted) if quoted is not None else word)
    yield box.finished()


def _merged(boxes: Iterator[Address]) -> Iterator[Address]:
    """Give a name that a bare comma cut in two back to its address: `Doe, Ada <ada@a.example>`."""
    before = ""
    for box in boxes:
        if box.address:
            yield Address(f"{before}, {box.name}", box.address) if before and box.name else box
            before = ""
        else:
            if before:
                yield Address(before, "")
            before = box.name
    if before:
        yield Address(before, "")


def _name(text: str) -> str:
    decoded = one_line(decode_words(text) if "=?" in text else text).strip("<> ")
    return decoded[1:-1].strip() if len(decoded) > 1 and decoded[0] == decoded[-1] in {"'", '"'} else decoded


def _address(text: str) -> str:
    bare = "".join(one_line(text).split())
    if bare.startswith("@") and ":" in bare:  # a route of the old kind
        bare = bare.rpartition(":")[2]
    return bare.removeprefix("mailto:").strip("'\"[]" if bare.startswith("[") and bare.endswith("]") else "'\"")
