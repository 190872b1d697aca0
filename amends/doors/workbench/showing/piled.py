"""What a mail on the pile says, for whoever has to decide what becomes of it."""

from typing import TYPE_CHECKING

from amends.craft.mail import parse
from amends.desk.cases.kept import bytes_of

if TYPE_CHECKING:
    from amends.desk.intake.models import Arrival

MOST_READ, MOST_SHOWN = 500_000, 5_000
"""Bytes of a mail that is read while somebody waits, and letters of it that are shown."""


def words_in(row: "Arrival") -> str:
    """Return the words of a mail, decoded; empty where it is too big to be read at once, or has none."""
    if row.size > MOST_READ:
        return ""
    words = parse(bytes_of(row.digest)).text.strip()
    return f"{words[:MOST_SHOWN].rstrip()} …" if len(words) > MOST_SHOWN else words
