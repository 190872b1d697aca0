"""How the database is emptied after a test that committed: past the guards that hold for everybody else."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

_EVENTS = import_module("amends.desk.cases.migrations.0002_append_only_events")


@pytest.fixture(scope="session", autouse=True)
def _emptying_works() -> Iterator[None]:
    """On SQLite let events be deleted meanwhile; PostgreSQL truncates, which asks no trigger of a row."""
    flush = connection.ops.sql_flush

    def sql_flush(*args: Any, **options: Any) -> list[str]:
        if connection.vendor != "sqlite":
            return flush(*args, **options)
        guard = next(sql for sql in _EVENTS.SQLITE if "BEFORE DELETE" in sql)
        return ["DROP TRIGGER events_stay_delete", *flush(*args, **options), guard]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "sql_flush", sql_flush)
        yield
