"""Plain SQL for the few statements that run for every mail, in the words that both databases speak.

Building these through the ORM took longer than parsing the mail and committing it together. Everything else goes
through models.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from django.db import connection, models
from django.db.models.base import ModelState

from amends.desk.jobs.statements import execute

type _Reader = Callable[[Any], Any]
type _Writer = Callable[[Any], Any]
type _Writers = list[tuple[str, _Writer | None]]
type _Defaults = tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]], frozenset[str]]

_PLAIN = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.ForeignKey)
"""Fields whose values go to the database as they are."""


def first(sql: str, values: Sequence[Any]) -> Any:
    """Return the first column of the first row, or None."""
    row = execute(sql, values).fetchone()
    return row[0] if row else None


def first_id(sql: str, values: Sequence[Any]) -> int | None:
    """Return the id that is asked for, or None."""
    found: int | None = first(sql, values)
    return found


def every(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return all rows."""
    return list(execute(sql, values).fetchall())


def moment(value: datetime | None) -> datetime | None:
    """Return a time that was read; SQLite keeps them in UTC without saying so."""
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def as_kept(value: datetime) -> datetime | str:
    """Return a time as the database keeps it."""
    if connection.vendor == "sqlite":
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value


def run(sql: str, values: Sequence[Any]) -> None:
    """Run a statement that returns nothing."""
    execute(sql, values)


def rows[Row: models.Model](model: type[Row], which: str, values: Sequence[Any]) -> list[Row]:
    """Return the rows of a model; `which` is the statement behind the name of its table, with %s for each value."""
    statement, names, readers = _read_from(model, connection.vendor)
    return [
        model.from_db(
            connection.alias, names, [read(value) if read else value for value, read in zip(row, readers, strict=True)]
        )
        for row in every(f"{statement} {which}", values)
    ]


def locked[Row: models.Model](model: type[Row], pk: int) -> Row | None:
    """Return a row, locked until the transaction ends where the database locks rows."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    found = rows(model, f"WHERE id = %s{lock}", [pk])
    return found[0] if found else None


def fresh[Row: models.Model](model: type[Row], **given: Any) -> Row:
    """Return a new row just as `model(**given)` makes it, in a tenth of the time: a mail makes a dozen of them."""
    same, made, related = _defaults(model)
    row = model.__new__(model)
    values = vars(row)
    values.update(same)
    values["_state"] = ModelState()
    for name, make in made:
        values[name] = make()
    for name, value in given.items():
        if name not in related:
            values[name] = value
        else:
            values[f"{name}_id"] = None if value is None else value.pk
            row._state.fields_cache[name] = value
    return row


def insert[Row: models.Model](row: Row) -> Row:
    """Insert a new row with the statement that was built once for its model, and give it its id."""
    insert_each([row])
    return row


def insert_unless_taken(row: models.Model, column: str) -> bool:
    """Insert a new row unless another one has its value of a unique column; return whether it was inserted."""
    made = _insert([row], f" ON CONFLICT ({column}) DO NOTHING")
    return bool(made)


def insert_each(new: Sequence[models.Model]) -> None:
    """Insert new rows of one model in one statement, and give each its id."""
    if new:
        _insert(new)


def update(row: models.Model, columns: Sequence[str]) -> None:
    """Write these fields of a row that is there."""
    statement, writers = _update_of(type(row), tuple(columns), connection.vendor)
    run(statement, [*_written(row, writers), row.pk])


def _insert(new: Sequence[models.Model], on_conflict: str = "") -> list[tuple[Any, ...]]:
    """Insert rows of one model, give those that were inserted their ids, and return the ids."""
    statement, marks, returning, writers = _insert_into(type(new[0]), connection.vendor)
    given = [value for row in new for value in _written(row, writers)]
    made = every(f"{statement} {', '.join([marks] * len(new))}{on_conflict} {returning}", given)
    for row, (pk,) in zip(new, made, strict=not on_conflict):
        row.pk = pk
        row._state.adding, row._state.db = False, connection.alias
    return made


@cache
def _defaults(model: type[models.Model]) -> _Defaults:
    """Return what a new row holds: values that are the same for each, those made anew, and the names of its relations.

    A default that is made anew, as an empty list is, must not be shared.
    """
    fields = model._meta.local_concrete_fields
    assert all(field.attname == f"{field.name}_id" for field in fields if field.is_relation)
    made = [(field.attname, field.get_default) for field in fields if callable(field.default)]
    same = {field.attname: field.get_default() for field in fields if not callable(field.default)}
    return same, made, frozenset(field.name for field in fields if field.is_relation)


@cache
def _read_from(model: type[models.Model], vendor: str) -> tuple[str, list[str], list[_Reader | None]]:
    """Return the statement that reads a model's rows, the names of what it reads, and how each value is read."""
    del vendor  # part of the key: names are quoted by the database's own rules
    fields = model._meta.local_concrete_fields
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"SELECT {', '.join(map(_column, fields))} FROM {table}"  # noqa: S608
    return statement, [field.attname for field in fields], [_reader(field) for field in fields]


def _reader(field: "models.Field[Any, Any]") -> _Reader | None:
    if isinstance(field, models.DateTimeField):
        return moment
    if isinstance(field, models.JSONField):
        return json.loads
    assert isinstance(field, _PLAIN), f"nothing here reads a {type(field).__name__}"
    return None


@cache
def _insert_into(model: type[models.Model], vendor: str) -> tuple[str, str, str, _Writers]:
    """Return how a statement begins that inserts rows of a model, the marks of a row, how it ends, and its values.

    A value is the name of the attribute, and how it is written where it isn't written as it is.
    """
    del vendor
    key = model._meta.pk
    fields = [field for field in model._meta.local_concrete_fields if field is not key]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(map(_column, fields))
    marks = f"({', '.join(['%s'] * len(fields))})"
    writers = [(field.attname, _writer(field)) for field in fields]
    return f"INSERT INTO {table} ({columns}) VALUES", marks, f"RETURNING {_column(key)}", writers


@cache
def _update_of(model: type[models.Model], columns: tuple[str, ...], vendor: str) -> tuple[str, _Writers]:
    """Return the statement that writes these fields of a row, and its values before the id."""
    del vendor
    fields = [field for field in model._meta.local_concrete_fields if field.name in columns]
    assert len(fields) == len(set(columns)), f"{model.__name__} lacks one of {columns}"
    sets = ", ".join(f"{_column(field)} = %s" for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    return f"UPDATE {table} SET {sets} WHERE id = %s", [(field.attname, _writer(field)) for field in fields]  # noqa: S608


def _written(row: models.Model, writers: _Writers) -> list[Any]:
    """Return the values of a row as the database keeps them."""
    given = [(getattr(row, name), write) for name, write in writers]
    return [write(value) if write and value is not None else value for value, write in given]


def _writer(field: "models.Field[Any, Any]") -> _Writer | None:
    """Return how a value of the field is written, none where it goes to the database as it is."""
    if isinstance(field, _PLAIN):
        return None
    if isinstance(field, models.DateTimeField):
        return as_kept if connection.vendor == "sqlite" else None
    if isinstance(field, models.JSONField):
        return json.dumps
    return partial(field.get_db_prep_save, connection=connection)


def _column(field: "models.Field[Any, Any]") -> str:
    assert field.column is not None, "only fields with a column are written"
    return connection.ops.quote_name(field.column)
