"""Where the standard library reads a mail without complaint, we read the same from it."""

import email
from email import headerregistry
from email.message import EmailMessage, Message
from email.policy import SMTP, compat32, default
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import attachment, parse
from amends.craft.mail.problems import Problems
from amends.craft.mail.tests.corpora import raw_mails
from amends.craft.mail.wire.encodings import content
from amends.craft.mail.wire.mime import Part, read_parts

REWRITTEN = "message/"  # the library takes enclosed mails apart; we keep their bytes


def _theirs(message: Any) -> list[tuple[str, bytes]]:
    if message.get_content_type().startswith(REWRITTEN):
        return [(message.get_content_type(), b"")]
    if message.is_multipart():
        return [leaf for part in message.get_payload() for leaf in _theirs(part)]
    return [(message.get_content_type(), message.get_payload(decode=True))]


def _ours(root: Part) -> list[tuple[str, bytes]]:
    problems = Problems()
    return [(leaf.type, b"" if leaf.type.startswith(REWRITTEN) else content(leaf, problems)) for leaf in root.leaves()]


def _is_sound(message: Message) -> bool:
    """Tell whether the library found no fault and all of the mail stands where the standards say."""
    return not any(part.defects for part in message.walk()) and not message.get_unixfrom()


def test_parts_types_and_contents_are_those_of_the_library():
    compared = 0
    for name, raw in raw_mails():
        message = email.message_from_bytes(raw, policy=compat32)
        problems = Problems()
        root = read_parts(raw, problems)
        if _is_sound(message) and not problems.codes():
            assert _ours(root) == _theirs(message), name
            compared += 1

    assert compared > 150


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=80)
CHARSETS = st.sampled_from(["utf-8", "utf-16", "gb18030", "utf-7"])


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def test_who_wrote_what_and_when_is_what_the_library_reads_where_it_finds_no_fault():
    compared = 0
    for name, raw in raw_mails():
        message = email.message_from_bytes(raw, policy=default)
        if message.get_unixfrom() or not raw.isascii() or not _has_sound_fields(message):
            continue
        mail = parse(raw)
        compared += 1
        assert _without_blanks(mail.subject) == _without_blanks(message["subject"] or ""), name
        assert [who.address for who in mail.to] == [who.addr_spec for who in _addresses(message, "to")], name
        if message["date"] and message["date"].datetime.tzinfo and mail.date and "(" not in message["date"]:
            assert mail.date == message["date"].datetime, name

    assert compared > 100


def _has_sound_fields(message: Any) -> bool:
    try:
        fields = [message[field] for field in ("from", "to", "subject", "date")]
    except AttributeError:  # the library falls over some broken addresses
        return False
    return not any(field.defects for field in fields if field)


def _addresses(message: Any, field: str) -> list[Any]:
    return [who for who in message[field].addresses if "@" in who.addr_spec] if message[field] else []


@given(WORDS, WORDS, WORDS, CHARSETS, st.binary(max_size=300))
def test_what_the_library_writes_is_read(subject: str, name: str, words: str, charset: str, data: bytes):
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = headerregistry.Address(name, "ada", "lark.example")
    message.set_content(words.encode(charset), "text", "plain", params={"charset": charset})
    message.add_attachment(data, "application", "pdf", filename=f"{words[:40]}.pdf")
    raw = message.as_bytes(policy=SMTP)

    mail = parse(raw)

    assert _without_blanks(mail.subject) == _without_blanks(subject)
    assert mail.sender.address == "ada@lark.example"
    assert _without_blanks(mail.text) == _without_blanks(words)
    assert attachment(raw, 0)[0] == data
