"""Plain SQL for the few statements that run for every mail, in the words that both databases speak.

Building these through the ORM took longer than parsing the mail and committing it together. Everything else goes
through models.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection, models

_PLAIN = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.ForeignKey)
"""Fields whose values go to the database as they are."""


def first(sql: str, values: Sequence[Any]) -> Any:
    """Return the first column of the first row, or None."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return row[0] if row else None


def first_id(sql: str, values: Sequence[Any]) -> int | None:
    """Return the id that is asked for, or None."""
    found: int | None = first(sql, values)
    return found


def every(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return all rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def moment(value: datetime | None) -> datetime | None:
    """Return a time that was read; SQLite keeps them in UTC without saying so."""
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def run(sql: str, values: Sequence[Any]) -> None:
    """Run a statement that returns nothing."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def run_each(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement once for each row of values."""
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def insert[Row: models.Model](row: Row) -> Row:
    """Insert a new row with the statement that was built once for its model, and give it its id."""
    statement, fields = _insert_into(type(row), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, [_value(row, field, is_plain) for field, is_plain in fields])
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias
    return row


def update(row: models.Model, columns: Sequence[str]) -> None:
    """Write these fields of a row that is there."""
    fields = [field for field in row._meta.local_concrete_fields if field.name in columns]
    assert len(fields) == len(set(columns)), f"{type(row).__name__} lacks one of {columns}"
    quote = connection.ops.quote_name
    sets = ", ".join(f"{_column(field)} = %s" for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    run(f"UPDATE {quote(row._meta.db_table)} SET {sets} WHERE id = %s", [*values, row.pk])  # noqa: S608


@cache
def _insert_into(
    model: type[models.Model], vendor: str
) -> "tuple[str, tuple[tuple[models.Field[Any, Any], bool], ...]]":
    del vendor  # part of the key: names are quoted by the database's own rules
    key = model._meta.pk
    fields = tuple(field for field in model._meta.local_concrete_fields if field is not key)
    quote = connection.ops.quote_name
    columns = ", ".join(_column(field) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING {_column(key)}"  # noqa: S608
    return statement, tuple((field, isinstance(field, _PLAIN)) for field in fields)


def _value(row: models.Model, field: "models.Field[Any, Any]", is_plain: bool) -> Any:
    if is_plain:
        return getattr(row, field.attname)
    return field.get_db_prep_save(field.pre_save(row, True), connection)  # noqa: FBT003


def _column(field: "models.Field[Any, Any]") -> str:
    assert field.column is not None, "only fields with a column are written"
    return connection.ops.quote_name(field.column)
