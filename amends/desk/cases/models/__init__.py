"""The tables of a case: the case itself, what was said, what happened, and how cases hang together."""

from amends.desk.cases.models.case import Case, OfCaseQuerySet, Participant
from amends.desk.cases.models.events import Event
from amends.desk.cases.models.said import Attachment, Message, Note
from amends.desk.cases.models.ties import Kept, KnownId, Link, Merge, Moved, Presence, Split, Unrelated

__all__ = [
    "Attachment",
    "Case",
    "Event",
    "Kept",
    "KnownId",
    "Link",
    "Merge",
    "Message",
    "Moved",
    "Note",
    "OfCaseQuerySet",
    "Participant",
    "Presence",
    "Split",
    "Unrelated",
]
