"""Message-IDs of ours that tell which case and message they belong to, and can't be made up by anybody else."""

import hmac
import re
from hashlib import sha256
from typing import Final

from amends.craft.refusal import Malformed

_LENGTH: Final = 24  # hex digits: 96 bits
_NAME: Final = re.compile(r"[A-Za-z0-9-]{1,40}")
_TOKEN: Final = re.compile(
    rf"<?([A-Za-z0-9-]{{1,40}})\.([A-Za-z0-9-]{{1,40}})\.([0-9a-f]{{{_LENGTH}}})@[^\s<>@]+>?", re.IGNORECASE
)


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


def _signature(secret: bytes, case: str, message: str) -> str:
    return hmac.new(secret, f"message-id\0{case}\0{message}".encode(), sha256).hexdigest()[:_LENGTH]
