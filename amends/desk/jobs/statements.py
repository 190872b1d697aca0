"""Runs plain SQL on the driver's own cursor: what Django does around a statement costs more than most statements do."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import connection
from django.utils.module_loading import import_string

_MOST_KEPT = 512
"""Statements whose marks are remembered; there are some two hundred, and a few that grow with a list."""

_fetch = cache(import_string)


def execute(sql: str, values: Sequence[Any]) -> Any:
    """Run a statement with %s for each value, in the connection's transaction, and return its cursor.

    Errors are Django's own. Where somebody watches or counts queries, it goes through Django's cursor, so that it is
    seen. PostgreSQL prepares here what it is asked often; Django's cursor writes the values into the statement.
    """
    if connection.execute_wrappers or connection.queries_logged:
        watched = connection.cursor()
        watched.execute(sql, values)
        return watched
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            return connection.connection.execute(_with_question_marks(sql), values)
        # By name, since a desk on SQLite need not have this driver.
        return _fetch("psycopg.Cursor")(connection.connection).execute(sql, values)


@lru_cache(_MOST_KEPT)
def _with_question_marks(sql: str) -> str:
    return sql.replace("%s", "?").replace("%%", "%")
