"""Plain SQL for the few statements that run for every mail, in the words that both databases speak.

Building these through the ORM took longer than parsing the mail and committing it together. Everything else goes
through models.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection


def first(sql: str, values: Sequence[Any]) -> Any:
    """Return the first column of the first row, or None."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return row[0] if row else None


def every(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return all rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def run(sql: str, values: Sequence[Any]) -> None:
    """Run a statement that returns nothing."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def run_each(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement once for each row of values."""
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)
