"""Addresses as mails write them: names in quotes, encoded words, comments, groups, and a good deal of nonsense."""

import re
from collections.abc import Iterator
from typing import Final

from amends.craft.mail.mail import Address
from amends.craft.mail.wire.charsets import guess
from amends.craft.mail.wire.headers import decode_words, one_line

_SIMPLE: Final = re.compile(r"([\w .'-]*)<([\w.+=/-]+@[\w.-]*\w)>", re.ASCII)
_BARE: Final = re.compile(r"[\w.+=/-]+@[\w.-]*\w", re.ASCII)
_TOKENS: Final = (
    r'"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)'
    r"|\(((?:[^()]|\([^()]*\))*+)\)"
    r'|<((?:[^<>"]|"[^"]*")*+)>'
    r"|([,;{group}])"
    r'|((?:=\?[^?\s]{{1,60}}\?[bBqQ]\?[^?\s<]*+\?=)|[^\s"(<,;{group}]+|["(<{group}])'
)
_TOKEN: Final = re.compile(_TOKENS.format(group=""), re.DOTALL)
_GROUP_TOKEN: Final = re.compile(_TOKENS.format(group=":"), re.DOTALL)  # where a semicolon may end a group
_LINK: Final = re.compile(r"\[mailto:([^\[\]\s]*)\]|mailto:", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\\(.)")
_FULL: Final = re.compile(r"[^\s@]+@[^\s@]+")
MOST: Final = 1_000  # addresses of one header; one more is read, so that it can be told that there are


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
    if ":" in text:
        text = _LINK.sub(lambda link: f"<{link[1]}>" if link[1] else "", text)
    found = _first(text)
    if "=?" in text and all(not who.address or who.address.startswith("=?") for who in found):
        found = _first(decode_words(text))
    return tuple(who for who in found if who.address or who.name)


def _first(text: str) -> list[Address]:
    return [who for _, who in zip(range(MOST + 1), _merged(_mailboxes(text)), strict=False)]


class _Mailbox:
    """What has been read of one address so far."""

    __slots__ = ("address", "aside", "before", "quoted_to", "words")

    def __init__(self, words: list[str] | None = None) -> None:
        self.words = words or []
        self.aside = ""
        self.address: str | None = None
        self.quoted_to = -1  # where the last quotation ended
        self.before = 0  # so many words stood before the address

    def name_a_group(self) -> None:
        """Forget what was said so far, unless an address was."""
        if not any("@" in said for said in self.words):
            self.words.clear()

    def hear(self, token: re.Match[str]) -> None:
        """Take a comment, a word, or words in quotes."""
        quoted, aside, _, _, word = token.groups()
        if aside is not None:
            self.aside = self.aside or aside
        elif quoted is not None:
            self.quoted_to = token.end()
            self.words.append(_ESCAPED.sub(r"\1", quoted))
        elif word[0] == "@" and token.start() == self.quoted_to:
            self.words[-1] = f'"{self.words[-1]}"{word}'  # what stood in quotes was the first half of an address
        else:
            self.words.append(word)

    def take(self, angle: str) -> "_Mailbox | None":
        """Take what stood in angle brackets; with an address already, give the next mailbox, whose comma is missing."""
        if self.address and "@" in angle:
            after = _Mailbox(self.words[self.before :])
            del self.words[self.before :]
            after.take(angle)
            return after
        if not self.address:
            self.address, self.before = angle, len(self.words)
        return None

    def finished(self) -> Iterator[Address]:
        """Give the address; where blanks alone part several, each."""
        words, address = self.words, self.address
        if address is None:
            full = [word for word in words if _FULL.fullmatch(word)]
            if len(full) > 1 and len(full) == len(words):
                yield from (Address("", _address(word)) for word in words)
                return
            words, address = _picked(words, full)
        name = " ".join(words).strip() or self.aside
        yield Address(_name(name), _address(address))


def _picked(words: list[str], full: list[str]) -> tuple[list[str], str]:
    """Part the words into name and address; where blanks stand within the address, all of them are it."""
    if full:
        return [word for word in words if word != full[0]], full[0]
    quoted = next((word for word in words if word.startswith('"') and "@" in word), "")
    if quoted:
        return [word for word in words if word != quoted], quoted
    whole = "".join(words)
    return ([], whole) if _FULL.fullmatch(whole) else (words, "")


def _mailboxes(text: str) -> Iterator[Address]:
    box = _Mailbox()
    for token in (_GROUP_TOKEN if ";" in text else _TOKEN).finditer(text):
        _, _, angle, mark, _ = token.groups()
        if mark == ":":
            box.name_a_group()
        elif mark:
            yield from box.finished()
            box = _Mailbox()
        elif angle is None:
            box.hear(token)
        elif after := box.take(angle):
            yield from box.finished()
            box = after
    yield from box.finished()


def _merged(boxes: Iterator[Address]) -> Iterator[Address]:
    """Give a name that a bare comma cut in two back to its address: `Doe, Ada <ada@a.example>`."""
    before = ""
    for box in boxes:
        if box.address:
            name = ", ".join(part for part in (before, box.name) if part)
            yield Address(name, box.address) if before else box
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
    bare = "".join(one_line(text).split()).strip("<>,;")
    if bare.startswith("@") and ":" in bare:  # a route of the old kind
        bare = bare.rpartition(":")[2]
    if bare.startswith('"') and '"@' in bare:
        return one_line(text).strip("<>,; ").rstrip(".")
    return bare.strip("'\"[]" if bare.startswith("[") and bare.endswith("]") else "'\"").rstrip(".")
