"""Plays: known kinds of conversation, with their sentences, questions, and what is written down in which order."""

from amends.craft.plays.course import Course, Record, may_record, next_step
from amends.craft.plays.packaged import packs, play
from amends.craft.plays.reading import read_play
from amends.craft.plays.script import Detail, Does, Play, RecordKind, Sign, Step, Wording
from amends.craft.plays.suggesting import Because, Signals, Suggestion, suggest

__all__ = [
    "Because",
    "Course",
    "Detail",
    "Does",
    "Play",
    "Record",
    "RecordKind",
    "Sign",
    "Signals",
    "Step",
    "Suggestion",
    "Wording",
    "may_record",
    "next_step",
    "packs",
    "play",
    "read_play",
    "suggest",
]
