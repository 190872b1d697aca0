"""Names for parts of a mail that came without one."""

import re
from typing import Final

from amends.craft.mail.carried.cards import CARDS
from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.encodings import content
from amends.craft.mail.wire.headers import read_headers
from amends.craft.mail.wire.mime import Part

MAILS: Final = frozenset({"message/rfc822", "message/global"})
_USUAL: Final = {
    "application/pgp-encrypted": "version.asc",
    "application/pgp-keys": "key.asc",
    "application/pgp-signature": "signature.asc",
    "application/pkcs7-mime": "smime.p7m",
    "application/pkcs7-signature": "smime.p7s",
    "application/x-pkcs7-mime": "smime.p7m",
    "application/x-pkcs7-signature": "smime.p7s",
}
_LONGEST_ENDING: Final = 5
_PATH: Final = re.compile(r"[/\\]+")


def invented_name(part: Part, number: int) -> str:
    """Name a part: an attached mail by its subject, a signature as usual, others by number and type."""
    if part.type in _USUAL:
        return _USUAL[part.type]
    if part.type in MAILS:
        subject = _PATH.sub(" ", read_headers(content(part, Problems()))[0].text("subject"))
        return f"{subject[:100] or f'part-{number}'}.eml"
    family, _, ending = part.type.partition("/")
    ending = ending.removeprefix("x-")
    if part.type == "text/calendar":
        ending = "ics"
    elif part.type in CARDS:
        ending = "vcf"
    elif family in {"text", "message"}:
        ending = "txt"
    return f"part-{number}.{ending if ending.isalnum() and len(ending) <= _LONGEST_ENDING else 'bin'}"
