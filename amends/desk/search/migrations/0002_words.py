"""Makes the full-text index: FTS5 without content on SQLite, a tsvector column on PostgreSQL.

Both are given words that are folded and cut already, so neither takes them apart in its own way.
"""

from typing import ClassVar

from django.db import migrations

# Ids are never used twice, so words of an entry that is gone find nothing; only when the table is emptied do ids
# begin anew.
SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, content='', tokenize='ascii', prefix='2 3')",
    """CREATE TRIGGER search_words_forgotten AFTER DELETE ON search_entry
       WHEN NOT EXISTS (SELECT 1 FROM search_entry)
       BEGIN INSERT INTO search_words (search_words) VALUES ('delete-all'); END""",
)
SQLITE_BACK = ("DROP TRIGGER search_words_forgotten", "DROP TABLE search_words")
POSTGRESQL = (
    "ALTER TABLE search_entry ADD COLUMN words tsvector",
    "CREATE INDEX search_words_found ON search_entry USING gin (words)",
)
POSTGRESQL_BACK = ("ALTER TABLE search_entry DROP COLUMN words",)


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


def make(apps, schema_editor):
    """Create the index."""
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop(apps, schema_editor):
    """Drop the index."""
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    """Schema: the words."""

    dependencies: ClassVar = [("search", "0001_entries")]
    operations: ClassVar = [migrations.RunPython(make, drop)]
