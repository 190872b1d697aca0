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
        _keep("message_id", said, " ".join([said.subject, said.sender_name, said.shown]))
    else:
        _keep("note_id", said, said.text)


def _keep(what: str, said: Message | Note, text: str) -> None:
    """Write an entry and its words; the full-text index is no table, or no column, that Django knows."""
    words = every_word(text[:MOST_CHARACTERS])
    if connection.vendor == "sqlite":
        entry = sql.first(f"{_ENTRY} (case_id, {what}) VALUES (%s, %s) RETURNING id", [said.case_id, said.pk])
        sql.run("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", [entry, " ".join(words)])
    else:
        insert = f"{_ENTRY} (case_id, {what}, words) VALUES (%s, %s, array_to_tsvector(%s))"
        sql.run(insert, [said.case_id, said.pk, list(words)])
