"""Where the standard library reads a mail without complaint, we read the same from it."""

import email
from email.message import Message
from email.policy import compat32
from typing import Any

from amends.craft.mail.encodings import content
from amends.craft.mail.mime import Part, read_parts
from amends.craft.mail.problems import Problems
from amends.craft.mail.tests.corpora import raw_mails

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
