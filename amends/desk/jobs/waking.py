"""Whether it is worth asking the database for jobs: a look that costs next to nothing."""

import time

from django.db import connection

LONGEST_DOZE = 0.5


class Glance:
    """Notices that somebody wrote, or that time enough has passed for something to have become due.

    On SQLite a look is a `PRAGMA data_version` of some microseconds; elsewhere each look answers yes.
    """

    def __init__(self) -> None:
        """The first look answers yes."""
        self._version: int | None = None
        self._looked = 0.0

    def changed(self) -> bool:
        """Return whether jobs may be waiting that were not at the last look."""
        version = _data_version()
        elapsed = time.monotonic()
        if version is not None and version == self._version and elapsed - self._looked < LONGEST_DOZE:
            return False
        self._version, self._looked = version, elapsed
        return True


def _data_version() -> int | None:
    """Return SQLite's count of other connections' commits, or None on another database."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        # All rows are fetched, so that no statement stays open and holds back what it sees.
        [(version,)] = cursor.execute("PRAGMA data_version").fetchall()
    return int(version)
