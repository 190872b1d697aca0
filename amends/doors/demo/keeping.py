"""Keeps a copy of the sample as it was loaded, and brings it back: the visitor starts over."""

import math
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings as process
from django.db import connection

from amends.craft.refusal import NotAllowed
from amends.desk.policies.clock import show_time

COPY = "sample.sqlite3"
PATIENCE = 20.0
"""Seconds that a writer may keep us waiting."""
ALL_NOTICED = 1.5
"""Seconds after which every process has read the clock anew: it is read at most once a second."""


def keep_copy() -> None:
    """Keep the database as it is now, beside it; only the embedded database can be kept so."""
    if connection.vendor != "sqlite":
        return
    with closing(sqlite3.connect(_live())) as live, closing(sqlite3.connect(_copy())) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def start_over(opens: datetime, *, wall: datetime) -> None:
    """Bring the sample back as it was loaded, with the clock at `opens`; `wall` is the time outside.

    The clock goes first and everybody is given the time to notice it: a worker that still lived three days later
    would break every promise of the sample the moment it is back. Raises NotAllowed without a copy that fits.
    """
    _refuse_unfit_copy()
    began = time.monotonic()
    show_time(opens, wall=wall)
    time.sleep(ALL_NOTICED)
    fresh = Path(f"{_copy()}.fresh")
    shutil.copy(_copy(), fresh)
    with closing(sqlite3.connect(fresh)) as made, closing(sqlite3.connect(_live(), timeout=PATIENCE)) as live:
        offset = math.ceil((opens - wall).total_seconds() - (time.monotonic() - began))
        _go_on_counting(made, live, offset=offset)
        made.backup(live)
    fresh.unlink()


def _go_on_counting(made: sqlite3.Connection, live: sqlite3.Connection, *, offset: int) -> None:
    """Set the clock of the sample, and let its events count on, so that pages that listen hear of the next one."""
    [(newest,)] = live.execute("SELECT seq FROM sqlite_sequence WHERE name = 'cases_event'")
    with made:
        made.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'cases_event'", [newest])
        made.execute("UPDATE policies_desksettings SET clock_offset = ?", [offset])


def _refuse_unfit_copy() -> None:
    """Refuse where no copy was kept, or one whose tables are those of another version."""
    if not _copy().is_file():
        raise NotAllowed("no_copy")
    asked = "SELECT app, name FROM django_migrations ORDER BY app, name"
    with closing(sqlite3.connect(_live())) as live, closing(sqlite3.connect(_copy())) as copy:
        if live.execute(asked).fetchall() != copy.execute(asked).fetchall():
            raise NotAllowed("older_copy")


def _live() -> Path:
    return Path(connection.settings_dict["NAME"])


def _copy() -> Path:
    return Path(process.HOME) / COPY
