"""The index of what was said: one entry a message or note, its words kept by the database's own full-text index."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import connection, models
from django.db.models.expressions import RawSQL

from amends.desk.cases.models import Case, Message, Note, OfCaseQuerySet
from amends.desk.people.models import Agent
from amends.desk.search.rules import words_of

if TYPE_CHECKING:
    from datetime import datetime


class EntryQuerySet(OfCaseQuerySet["Entry"]):
    """Many entries."""

    def saying(self, query: str) -> Self:
        """Return the entries that hold all the words of `query`, the last one also as the beginning of a word."""
        words = words_of(query)
        if not words:
            return self.none()
        if connection.vendor == "sqlite":
            match = " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
            found = RawSQL("SELECT rowid FROM search_words WHERE search_words MATCH %s", [match])
        else:
            match = " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
            found = RawSQL("SELECT id FROM search_entry WHERE words @@ %s::tsquery", [match])
        return self.filter(pk__in=found).order_by("-pk")


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry leads to: the words, when they were said, and by whom of us, if it was one of us."""

    text: str
    at: "datetime"
    agent: Agent | None


class Entry(models.Model):
    """Where some words were said."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, null=True, blank=True, related_name="entry")
    note = models.OneToOneField(Note, on_delete=models.CASCADE, null=True, blank=True, related_name="entry")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(message__isnull=False) ^ models.Q(note__isnull=False), name="of_one_thing_said"
            )
        ]

    def __str__(self) -> str:
        return f"entry {self.pk} of case {self.case_id}"

    @property
    def said(self) -> Said:
        """What was said: a message or a note."""
        if self.message is not None:
            return Said(self.message.shown, self.message.said_at, self.message.agent)
        assert self.note is not None
        return Said(self.note.text, self.note.written_at, self.note.agent)
