"""Mail that somebody sent on: who wrote it first, and what the one who sent it on says above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import takewhile
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.mail import Address, Mail
from amends.craft.mail.packaged import packaged, phrases
from amends.craft.mail.problems import Problems
from amends.craft.mail.reading import parse
from amends.craft.mail.wire.addresses import read_addresses
from amends.craft.mail.wire.encodings import content
from amends.craft.mail.wire.mime import Part, read_parts
from amends.craft.mail.words.attributions import attribution, may_end
from amends.craft.mail.words.head_blocks import EDGE, Head, is_head, label, read_head
from amends.craft.mail.words.quotations import DASHES, RULE, is_separator
from amends.craft.mail.words.spoken_dates import spoken_date
from amends.craft.mail.words.subjects import is_answer, is_forward

_MOST_LINES: Final = 2_000  # lines in which a forward is looked for
_LONGEST_LINE: Final = 400
_MOST_ATTACHED: Final = 20
_BELOW_MARK: Final = 6  # lines in which the head begins below its mark
_MAILS: Final = frozenset({"message/rfc822", "message/global"})
_REPORTS: Final = frozenset({"multipart/report", "multipart/digest"})


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail that was sent on inside another; `note` is what stands above it, `date` is in UTC where it is known."""

    sender: Address
    subject: str
    date: datetime | None
    text: str
    note: str


def find_forwarded(mail: Mail) -> Forwarded | None:
    """Give the mail that `mail` sends on in its text, or None; of a chain the one that was sent on last."""
    return forwarded_in(mail.text, subject=mail.subject)


def forwarded_in(text: str, *, subject: str) -> Forwarded | None:
    """Give the mail that is sent on in `text`.

    Believed only below a line that says so, or where the subject does, and only where its sender's address is found.
    """
    lines = text.split("\n")
    seen = [line[:_LONGEST_LINE] for line in lines[:_MOST_LINES]]
    named = is_forward(subject)
    if not named and is_answer(subject):
        return None
    head_at = _first_head(seen) if named else _marked_head(seen)
    if head_at is None:
        return _attributed(lines, seen) if named else None
    head = read_head(seen, head_at)
    sender = _address(head.value("from"))
    if sender is None:
        return None
    return Forwarded(
        sender=sender,
        subject=head.value("subject"),
        date=spoken_date(head.value("sent", "date")),
        text=_below(lines, seen, head, head_at),
        note=_above(lines, head_at),
    )


def forwarded_mail(raw: bytes) -> Mail | None:
    """Give the mail that is attached to the mail `raw`; None if there is none, or if several people wrote them.

    Delivery reports and digests bring mails along too, and those aren't sent on by anybody.
    """
    root = read_parts(raw, Problems())
    if root.type in _REPORTS:
        return None
    mails = [parse(content(part, Problems())) for part in root.leaves() if _is_mail(part)][:_MOST_ATTACHED]
    senders = {mail.sender.address.casefold() for mail in mails}
    return mails[0] if len(senders) == 1 and mails[0].sender.address else None


def _is_mail(part: Part) -> bool:
    if part.type in _MAILS:
        return True
    name = part.params.get("name", "") or part.disposition[1].get("filename", "")
    return name.casefold().endswith(".eml")


def _marked_head(lines: Sequence[str]) -> int | None:
    """Give the first line of a head that stands below a line which says that a mail is sent on."""
    for at, line in enumerate(lines):
        head_at = _head_below(lines, at + 1) if _says_forwarded(line) else None
        if head_at is not None:
            return head_at
    return None


def _says_forwarded(line: str) -> bool:
    said = _announced(line)
    return said in _separators() or said.startswith(phrases("quotes", "forwarded_by"))


def _announced(line: str) -> str:
    """Give what a line between dashes or before a colon says, folded."""
    bare = line.strip(EDGE)
    if bare[:1] in DASHES or bare[-1:] in ":：":
        return folded(bare.strip(f"{DASHES}{EDGE}:："))
    return ""


def _head_below(lines: Sequence[str], at: int) -> int | None:
    """Give the first line of the head that begins at `at` or soon below."""
    for number in range(at, min(at + _BELOW_MARK, len(lines))):
        if label(lines[number]):
            return number if is_head(lines, number) else None
    return None


def _first_head(lines: Sequence[str]) -> int | None:
    return next((at for at, line in enumerate(lines) if label(line) and is_head(lines, at)), None)


def _address(value: str) -> Address | None:
    """Read the sender of a head: `Ada Lark <ada@lark.example>`, `Ada Lark [mailto:ada@lark.example]` and their like."""
    value = value.replace("[mailto:", "<").replace("<mailto:", "<").replace("[", "<").replace("]", ">")
    found = read_addresses(value.strip(" ;*").encode("utf-8", "replace"))
    return next((Address(who.name.strip("*\"' "), who.address) for who in found if "@" in who.address), None)


def _attributed(lines: Sequence[str], seen: Sequence[str]) -> Forwarded | None:
    """Read a mail that is sent on below a line such as "On 2 November 2026 Ada <ada@lark.example> wrote:"."""
    for end in range(len(seen)):
        first = attribution(seen, end, quoted_next=False) if may_end(seen[end]) else None
        if first is None:
            continue
        said = " ".join(line.strip(EDGE) for line in seen[first : end + 1])
        sender = _address(_around_address(said))
        if sender is None:
            return None
        return Forwarded(sender, "", spoken_date(said), _unquoted(lines[end + 1 :]), _above(lines, first))
    return None


def _around_address(said: str) -> str:
    """Cut name and address out of an attribution: what stands between its last comma or time and its bracket."""
    before, bracket, after = said.partition("<")
    name = before.rpartition(",")[2] if bracket else ""
    words = list(takewhile(_names, reversed(name.split())))
    return f"{' '.join(reversed(words))} <{after.partition('>')[0]}>"


def _names(word: str) -> bool:
    return not any(letter.isdigit() for letter in word) and word[:1].isupper()


def _below(lines: Sequence[str], seen: Sequence[str], head: Head, head_at: int) -> str:
    """Give what stands below a head; where the head is quoted, its text is too."""
    rest = lines[head.end :]
    if seen[head_at].lstrip().startswith(">"):
        return _unquoted(rest)
    return "\n".join(rest).strip("\n").rstrip()


def _unquoted(lines: Sequence[str]) -> str:
    """Take one level of quotation off `lines`, if they have one."""
    first = next((line for line in lines if line.strip()), "")
    if first.startswith(">"):
        lines = [line.removeprefix(">").removeprefix(" ") for line in lines]
    return "\n".join(lines).strip("\n").rstrip()


def _above(lines: Sequence[str], start: int) -> str:
    """Give what stands above line `start`, without the line that announces what comes there."""
    above = [line[:_LONGEST_LINE] for line in lines[:start]]
    while above and _is_no_word(above[-1]):
        above.pop()
    return "\n".join(lines[: len(above)]).strip()


def _is_no_word(line: str) -> bool:
    return not line.strip(EDGE) or bool(RULE.fullmatch(line)) or _says_forwarded(line) or is_separator(line)


@cache
def _separators() -> frozenset[str]:
    return frozenset(folded(phrase) for phrase in packaged("quotes")["separators"]["forwarded"])
