"""When a mail reached its server, read from its first headers, where the server itself does not tell."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def reached_server_at(lines: Sequence[bytes]) -> datetime | None:
    """Return the time in the topmost Received, which the receiving server wrote; None where there is none.

    What stands further down, and Date, was written by others.
    """
    for name, value in _headers(lines):
        if name == "received":
            return _moment(value.rpartition(";")[2])
    return None


def _headers(lines: Sequence[bytes]) -> list[tuple[str, str]]:
    """Return names in small letters and unfolded values."""
    found: list[tuple[str, str]] = []
    for line in lines:
        text = line.decode("latin-1")
        if not text.strip():
            break
        if text[0] in " \t" and found:
            name, value = found[-1]
            found[-1] = (name, f"{value} {text.strip()}")
        elif ":" in text:
            name, _, value = text.partition(":")
            found.append((name.strip().lower(), value.strip()))
    return found


def _moment(words: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(words.strip())
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
