"""Puts what was said into the index, in the transaction that wrote it down."""

from django.db import connection

from amends.desk.cases.models import Message, Note
from amends.desk.people import sql
from amends.desk.search.rules import every_word

MOST_CHARACTERS = 200_000
_ENTRY = "INSERT INTO search_entry"


def index(said: Message | Note) -> None:
    """Make `said` findable by its words, its subject and who said it."""
    if isinstance(said, Message):
        entry = sql.first(f"{_ENTRY} (case_id, message_id) VALUES (%s, %s) RETURNING id", [said.case_id, said.pk])
        text = " ".join([said.subject, said.sender_name, said.shown])
    else:
        entry = sql.first(f"{_ENTRY} (case_id, note_id) VALUES (%s, %s) RETURNING id", [said.case_id, said.pk])
        text = said.text
    _keep(entry, every_word(text[:MOST_CHARACTERS]))


def _keep(entry: int, words: tuple[str, ...]) -> None:
    """Write the words into the full-text index, which is no table that Django knows."""
    if connection.vendor == "sqlite":
        sql.run("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", [entry, " ".join(words)])
    else:
        sql.run("UPDATE search_entry SET words = array_to_tsvector(%s) WHERE id = %s", [list(words), entry])
