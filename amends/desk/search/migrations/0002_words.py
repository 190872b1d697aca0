"""Makes the full-text index: FTS5 without content on SQLite, a tsvector table on PostgreSQL."""

from typing import ClassVar

from django.db import migrations

SQLITE = (
    """CREATE VIRTUAL TABLE search_words USING fts5(
       words, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3')""",
)
POSTGRESQL = (
    """CREATE TABLE search_words (
       entry_id bigint PRIMARY KEY REFERENCES search_entry (id) ON DELETE CASCADE, words tsvector NOT NULL)""",
    "CREATE INDEX search_words_found ON search_words USING gin (words)",
)


def make(apps, schema_editor):
    """Create the index."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """Drop the index."""
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    """Schema: the words."""

    dependencies: ClassVar = [("search", "0001_tables")]
    operations: ClassVar = [migrations.RunPython(make, drop)]
