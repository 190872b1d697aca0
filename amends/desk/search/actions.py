"""Puts what was said into the index, in the transaction that wrote it down."""

from django.db import connection

from amends.desk.cases.models import Message, Note
from amends.desk.search.models import Entry
from amends.desk.search.rules import every_word

MOST_CHARACTERS = 200_000


def index(said: Message | Note) -> None:
    """Make `said` findable by its words, its subject and who said it."""
    if isinstance(said, Message):
        entry = Entry.objects.create(case_id=said.case_id, message=said)
        text = " ".join([said.subject, said.sender_name, said.shown])
    else:
        entry = Entry.objects.create(case_id=said.case_id, note=said)
        text = said.text
    _keep(entry.pk, every_word(text[:MOST_CHARACTERS]))


def _keep(entry: int, words: tuple[str, ...]) -> None:
    """Write the words into the full-text index, which is no table that Django knows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", [entry, " ".join(words)])
        else:
            cursor.execute("UPDATE search_entry SET words = array_to_tsvector(%s) WHERE id = %s", [list(words), entry])
