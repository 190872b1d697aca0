"""Drops PostgreSQL's second indexes of long keys: they serve beginnings of words, and keys are only looked up whole."""

from typing import ClassVar

from django.db import migrations

_TABLES = ["cases_kept", "cases_knownid", "jobs_job"]


def drop(apps, schema_editor):
    """Drop what Django makes beside each unique column of text."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = ANY(%s)", [_TABLES])
        names = [name for (name,) in cursor.fetchall() if name.endswith("_like")]
    for name in names:
        schema_editor.execute(f"DROP INDEX IF EXISTS {schema_editor.quote_name(name)}")


class Migration(migrations.Migration):
    """Schema: one index a key."""

    dependencies: ClassVar = [("cases", "0008_leaner_indexes"), ("jobs", "0001_jobs")]

    operations: ClassVar = [migrations.RunPython(drop, migrations.RunPython.noop)]
