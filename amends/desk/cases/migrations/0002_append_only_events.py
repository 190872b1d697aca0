"""Makes the database refuse any change to an event, on SQLite and on PostgreSQL."""

from typing import ClassVar

from django.db import migrations

SQLITE = (
    """CREATE TRIGGER events_stay_update BEFORE UPDATE ON cases_event
       BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    """CREATE TRIGGER events_stay_delete BEFORE DELETE ON cases_event
       BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
)
SQLITE_BACK = ("DROP TRIGGER events_stay_update", "DROP TRIGGER events_stay_delete")
POSTGRESQL = (
    """CREATE FUNCTION events_stay() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$""",
    """CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON cases_event
       FOR EACH ROW EXECUTE FUNCTION events_stay()""",
)
POSTGRESQL_BACK = ("DROP TRIGGER events_stay ON cases_event", "DROP FUNCTION events_stay()")


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


def guard(apps, schema_editor):
    """Set the triggers."""
    _run(schema_editor, SQLITE, POSTGRESQL)


def release(apps, schema_editor):
    """Drop the triggers."""
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    """Schema: events are append-only."""

    dependencies: ClassVar = [("cases", "0001_cases")]
    operations: ClassVar = [migrations.RunPython(guard, release)]
