"""Reading a mail: any bytes in, a `Mail` out."""

import re
from contextlib import suppress
from datetime import datetime
from hashlib import sha256

from amends.craft.mail.carried.carried import Carried, read_carried
from amends.craft.mail.carried.verdicts import read_verdicts
from amends.craft.mail.mail import Address, Attachment, Mail, Seal
from amends.craft.mail.nature.bounces import read_bounce
from amends.craft.mail.nature.groups import read_group
from amends.craft.mail.nature.kinds import nature_of
from amends.craft.mail.parts.bodies import Bodies, find_bodies, find_files
from amends.craft.mail.parts.gathering import File
from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.addresses import MOST, read_addresses
from amends.craft.mail.wire.charsets import guess
from amends.craft.mail.wire.encodings import content
from amends.craft.mail.wire.headers import Headers
from amends.craft.mail.wire.identity import first_id, message_ids, read_date
from amends.craft.mail.wire.mime import read_parts
from amends.craft.mail.words.armour import armoured, split_words
from amends.craft.mail.words.replies import Split
from amends.craft.mail.words.subjects import is_answer, is_forward
from amends.craft.text import language
from amends.craft.text.alphabets import language_of_letters

_NOBODY = Address("", "")
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_LETTERS = re.compile(r"[^\W\d_]+")


def parse(raw: bytes) -> Mail:
    """Read `raw`, whatever it is, and never raise; what is wrong with it is listed in the mail's `problems`."""
    with suppress(Exception):  # no known bytes raise; were there any, they must still reach a person
        return _read(raw, Problems())
    return _read(b"Content-Type: text/plain; charset=utf-8\n\n" + guess(raw).encode(), _unreadable())


def _unreadable() -> Problems:
    problems = Problems()
    problems.add("unreadable")
    return problems


def _read(raw: bytes, problems: Problems) -> Mail:
    root = read_parts(raw, problems)
    bodies = find_bodies(root, problems)
    headers = root.headers
    sender, reply_to = _sender(headers, problems), _addresses(headers, "reply-to", problems)
    carried = read_carried(bodies.files)
    text, split = _words(bodies, carried, headers, sender)
    nature = nature_of(root, sender, text=bodies.text, files=[file.part for file in bodies.files])
    return Mail(
        message_id=_message_id(headers, problems),
        in_reply_to=first_id(headers.all("in-reply-to")),
        references=message_ids(headers.all("references")),
        sender=sender,
        reply_to=reply_to,
        to=_addresses(headers, "to", problems),
        cc=_addresses(headers, "cc", problems),
        delivered_to=_delivered_to(headers, problems),
        subject=headers.text("subject"),
        date=_date(headers, problems),
        text=text,
        reply=split.reply,
        own_words=split.own_words,
        signed_reply=split.signed_reply,
        quoted=split.quoted,
        signature=split.signature,
        html=bodies.html,
        attachments=_attachments(bodies, text, problems),
        kind=nature.kind,
        automatic=nature.automatic,
        bounce=read_bounce(root, text) if nature.kind == "bounce" else None,
        language=_language(split.own_words or text),
        seal=bodies.seal or _inline_seal(text, problems),
        problems=problems.codes(),
        invitation=carried.invitation,
        cards=carried.cards,
        voice=nature.voice,
        verdicts=read_verdicts(headers.all("authentication-results")),
        group=read_group(headers, sender, reply_to) if nature.kind == "list" else None,
        passed_on=nature.passed_on,
    )


def _words(bodies: Bodies, carried: Carried, headers: Headers, sender: Address) -> tuple[str, Split]:
    """Give the text of a mail, that of an invitation where it has no other, and the parts of it."""
    text = bodies.text if bodies.text.strip() else carried.words or bodies.text
    return text, split_words(text, name=_signer(sender), html=bodies.html if _answers(headers) else "")


def _language(text: str) -> str:
    """Tell the language by its small words, or where those don't, by its letters."""
    told = language(text)
    return told if told != "und" else language_of_letters(text)


def _attachments(bodies: Bodies, text: str, problems: Problems) -> tuple[Attachment, ...]:
    found = tuple(_attachment(file, problems)[1] for file in bodies.files)
    if not found and not text.strip():
        problems.add("empty")
    return found


def _inline_seal(text: str, problems: Problems) -> Seal | None:
    """Tell the seal that is written into the words."""
    what = armoured(text)
    if what == "encrypted":
        problems.add("encrypted")
    return Seal("pgp", what) if what else None


def attachment(raw: bytes, index: int) -> tuple[bytes, Attachment]:
    """Give the decoded bytes of the attachment that `parse(raw).attachments[index]` describes; IndexError if none."""
    problems = Problems()
    files = find_files(read_parts(raw, problems), problems)
    return _attachment(files[index], problems)


def _attachment(file: File, problems: Problems) -> tuple[bytes, Attachment]:
    data = content(file.part, problems)
    return data, Attachment(file.name, file.part.type, len(data), sha256(data).hexdigest(), file.inline)


def _answers(headers: Headers) -> bool:
    """Tell whether a mail says that it follows another, which it may quote."""
    subject = headers.text("subject")
    return headers.has("in-reply-to") or headers.has("references") or is_answer(subject) or is_forward(subject)


def _signer(sender: Address) -> str:
    """Give the name by which `sender` may sign; where From has but one word of it, what the address says too."""
    name = "" if "@" in sender.name else sender.name
    if len(name.split()) > 1:
        return name
    return " ".join([name, *_LETTERS.findall(sender.address.partition("@")[0])]).strip()


def _sender(headers: Headers, problems: Problems) -> Address:
    values = headers.all("from")
    found = [who for value in values for who in read_addresses(value)]
    named = [who for who in found if who.address] or list(_addresses(headers, "sender", problems))
    if len(values) > 1 or len(named) > 1:
        problems.add("many_from")
    if not named:
        problems.add("no_from")
    return (named or found or [_NOBODY])[0]


def _message_id(headers: Headers, problems: Problems) -> str | None:
    found = first_id(headers.all("message-id"))
    if found is None:
        problems.add("no_message_id")
    return found


def _date(headers: Headers, problems: Problems) -> datetime | None:
    value = headers.raw("date")
    moment = read_date(value)
    if moment is None:
        problems.add("bad_date" if value else "no_date")
    return moment


def _addresses(headers: Headers, name: str, problems: Problems) -> tuple[Address, ...]:
    values = headers.all(name)
    if not values:
        return ()
    found = [who for value in values for who in read_addresses(value)]
    if len(found) > MOST:
        problems.add("too_many_addresses")
    return tuple(who for who in found[:MOST] if who.address)


def _delivered_to(headers: Headers, problems: Problems) -> tuple[str, ...]:
    names = [name for name in _DELIVERED if headers.has(name)]
    return tuple(dict.fromkeys(who.address for name in names for who in _addresses(headers, name, problems)))
