"""What a mail service says of a bounce in JSON, as its notices by mail hold it."""

import json
import re
from collections.abc import Mapping
from typing import Final

from amends.craft.mail.mail import Bounce

_LONGEST: Final = 100_000  # code points
_BLANKS: Final = 100  # that may stand before it
_KINDS: Final = frozenset({"bounce"})
_ID: Final = re.compile(r"<?([^<>\s]{3,300})>?")
_FOR_GOOD: Final = "permanent"

type _Said = Mapping[str, object]


def read_notice(text: str) -> Bounce | None:
    """Give the bounce of which a notice of Amazon's service tells; None where `text` is none."""
    said = _object(text)
    kind = said.get("notificationType") or said.get("eventType")
    if not isinstance(kind, str) or kind.lower() not in _KINDS:
        return None
    bounce, mail = _inside(said, "bounce"), _inside(said, "mail")
    recipients = bounce.get("bouncedRecipients")
    first = recipients[0] if isinstance(recipients, list) and recipients else {}
    recipient = first if isinstance(first, dict) else {}
    return Bounce(
        recipient=_text(recipient, "emailAddress"),
        status=_text(recipient, "status"),
        permanent=str(bounce.get("bounceType", "")).lower() == _FOR_GOOD,
        original_message_id=_id(_text(_inside(mail, "commonHeaders"), "messageId") or ""),
    )


def _object(text: str) -> _Said:
    if not text[:_BLANKS].lstrip().startswith("{") or "bouncedRecipients" not in text[:_LONGEST]:
        return {}
    try:
        said, _ = json.JSONDecoder().raw_decode(text[:_LONGEST].lstrip())
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _inside(said: _Said, key: str) -> _Said:
    found = said.get(key)
    return found if isinstance(found, dict) else {}


def _text(said: _Said, key: str) -> str | None:
    found = said.get(key)
    return found[:300] if isinstance(found, str) and found else None


def _id(value: str) -> str | None:
    found = _ID.fullmatch(value.strip())
    return found[1] if found else None
