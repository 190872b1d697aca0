"""Runs plain SQL on the driver's own cursor: what Django does around a statement costs more than most statements do."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.module_loading import import_string

_MOST_KEPT = 512
"""Statements whose marks are remembered; there are some two hundred, and a few that grow with a list."""

_fetch = cache(import_string)


def execute(sql: str, values: Sequence[Any]) -> Any:
    """Run a statement with %s for each value, in the connection's transaction, and return its cursor.

    Errors are Django's own. Where somebody watches or counts queries, it goes through Django's cursor, so that it is
    seen. PostgreSQL prepares here what it is asked often; Django's cursor writes the values into the statement.
    """
    ours = connections[DEFAULT_DB_ALIAS]  # asked once: each look through Django's proxy costs as much as a small query
    if ours.execute_wrappers or ours.queries_logged:
        watched = ours.cursor()
        watched.execute(sql, values)
        return watched
    if ours.connection is None:
        ours.ensure_connection()
    if ours.needs_rollback:
        ours.validate_no_broken_transaction()
    try:
        if ours.vendor == "sqlite":
            return ours.connection.execute(_with_question_marks(sql), values)
        # By name, since a desk on SQLite need not have this driver.
        return _fetch("psycopg.Cursor")(ours.connection).execute(sql, values)
    except Exception:
        with ours.wrap_database_errors:
            raise


@lru_cache(_MOST_KEPT)
def _with_question_marks(sql: str) -> str:
    return sql.replace("%s", "?").replace("%%", "%")
