"""Message-IDs and dates: how a mail names itself, what it answers, and when it was written."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from amends.craft.mail.wire.charsets import guess
from amends.craft.mail.wire.dates import find_date
from amends.craft.mail.wire.headers import header_text

_ANGLE: Final = re.compile(r"<([^<>]+)>")
_MOST_IDS: Final = 500
_LONGEST_DATE: Final = 120
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def message_ids(values: Iterable[bytes]) -> tuple[str, ...]:
    """Give the ids of Message-ID, In-Reply-To or References values: each once, in order, without angle brackets."""
    found: dict[str, None] = {}
    for value in values:
        text = guess(value)
        bare = _ANGLE.findall(text) or (word for word in text.replace("<", " ").replace(">", " ").split())
        for candidate in bare:
            id_ = "".join(candidate.split())
            if id_ and id_.isprintable() and len(found) < _MOST_IDS:
                found[id_] = None
    return tuple(found)


def first_id(values: Iterable[bytes]) -> str | None:
    """Give the first id, preferring one that has an @ in it over the words some mailers write around it."""
    ids = message_ids(values)
    return next((id_ for id_ in ids if "@" in id_), ids[0] if ids else None)


def read_date(value: bytes) -> datetime | None:
    """Give a Date header as a moment in UTC; None when it can't be read or lies before 1990 or after 2100."""
    try:
        moment = find_date(header_text(value)[:_LONGEST_DATE]).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
