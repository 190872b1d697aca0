"""Message-IDs and dates: how a mail names itself, what it answers, and when it was written."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final

from amends.craft.mail.charsets import guess

_ANGLE: Final = re.compile(r"<([^<>]+)>")
_MOST_IDS: Final = 500
_LONGEST_DATE: Final = 120
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_DAY: Final = 24 * 3600


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
    text = guess(value)[:_LONGEST_DATE]
    try:
        moment = _of_mail(text) or datetime.fromisoformat(text.strip())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def _of_mail(text: str) -> datetime | None:
    parts = parsedate_tz(text)
    if parts is None:
        return None
    year, month, day, hour, minute, second = parts[:6]
    offset = parts[9] or 0
    zone = timezone(timedelta(seconds=offset)) if abs(offset) < _DAY else UTC
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
