"""Signs of ours that tell which case a mail belongs to, and can't be made up by anybody else.

A Message-ID names case and message; where ids get lost on the way, a plus-address or a line in the text names the case.
"""

import hmac
import re
from base64 import b32encode
from hashlib import sha256
from typing import Final

from amends.craft.refusal import Malformed

_LENGTH: Final = 24  # hex digits: 96 bits
_SHORT: Final = 16  # letters of base 32: 80 bits
_LONGEST_LOCAL_PART: Final = 64  # RFC 5321, 4.5.3.1.1
_NAME: Final = re.compile(r"[A-Za-z0-9-]{1,40}")
_TOKEN: Final = re.compile(
    rf"<?([A-Za-z0-9-]{{1,40}})\.([A-Za-z0-9-]{{1,40}})\.([0-9a-f]{{{_LENGTH}}})@[^\s<>@]+>?", re.IGNORECASE
)
_WORD: Final = rf"([A-Za-z0-9]{{1,20}})-([A-Za-z2-7]{{{_SHORT}}})"
_PLUS: Final = re.compile(rf"[^\s@]+\+{_WORD}@[^\s@]+")
_MARKER: Final = re.compile(rf"\[ref:\s*{_WORD}\]", re.IGNORECASE)


def make_id(secret: bytes, case: str, message: int | str, domain: str) -> str:
    """Give the Message-ID of `message` in `case`, without angle brackets: "case.message.signature@domain".

    Letters, digits and hyphens may stand in `case` and `message`; anything else is refused as Malformed.
    """
    for value in (case, str(message)):
        if not _NAME.fullmatch(value):
            raise Malformed("message_id", value=value)
    return f"{case}.{message}.{_signature(secret, case, str(message))}@{domain}"


def read_id(secret: bytes, message_id: str) -> tuple[str, str] | None:
    """Give case and message of an id that `make_id` made with `secret`, on whatever domain; None for any other."""
    match = _TOKEN.fullmatch(message_id.strip())
    if match is None:
        return None
    case, message, signature = match.groups()
    genuine = hmac.compare_digest(_signature(secret, case, message), signature.lower())
    return (case, message) if genuine else None


def plus_address(address: str, case: str, secret: bytes) -> str:
    """Give the address under which a mailbox knows what belongs to `case`: "desk+k7q4-signature@shop.example".

    Upper and lower case mean the same in it. An address that would grow too long for a server is given back as it is.
    """
    local, at, domain = address.rpartition("@")
    made = f"{local}+{_word(secret, case).lower()}"
    return f"{made}@{domain}" if at and len(made) <= _LONGEST_LOCAL_PART else address


def read_plus_address(secret: bytes, address: str) -> str | None:
    """Give the case, in upper case, that `plus_address` wrote into an address; None for any other address."""
    match = _PLUS.fullmatch(address.strip().strip("<>"))
    return _case_of(secret, match) if match else None


def marker(case: str, secret: bytes) -> str:
    """Give the line that a mail about `case` may carry, so that it is found in the quotes of an answer."""
    return f"[ref: {_word(secret, case)}]"


def find_marker(secret: bytes, text: str) -> str | None:
    """Give the case, in upper case, of the first genuine marker in a text, wherever quote marks and blanks put it."""
    found = (_case_of(secret, match) for match in _MARKER.finditer(text))
    return next((case for case in found if case), None)


def _word(secret: bytes, case: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]{1,20}", case):
        raise Malformed("case_token", value=case)
    digest = hmac.new(secret, f"case\0{case.upper()}".encode(), sha256).digest()
    return f"{case.upper()}-{b32encode(digest)[:_SHORT].decode()}"


def _case_of(secret: bytes, match: re.Match[str]) -> str | None:
    case = match[1].upper()
    genuine = hmac.compare_digest(_word(secret, case), f"{case}-{match[2].upper()}")
    return case if genuine else None


def _signature(secret: bytes, case: str, message: str) -> str:
    return hmac.new(secret, f"message-id\0{case}\0{message}".encode(), sha256).hexdigest()[:_LENGTH]
