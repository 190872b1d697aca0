"""The journey of a case: what the facts so far make us owe, as one pure function."""

from amends.craft.journey.facts import FACTS, Fact, fact_of
from amends.craft.journey.reading import Journey, owed_now, read
from amends.craft.journey.times import Times
from amends.craft.journey.words import BLOCKING, Kind, Obligation, Outcome, Owed, Role, Understanding

__all__ = [
    "BLOCKING",
    "FACTS",
    "Fact",
    "Journey",
    "Kind",
    "Obligation",
    "Outcome",
    "Owed",
    "Role",
    "Times",
    "Understanding",
    "fact_of",
    "owed_now",
    "read",
]
