"""What a mail carries that is more than a file: an invitation and people's cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from amends.craft.mail.carried.calendars import CALENDARS, Event, read_event
from amends.craft.mail.carried.cards import CARDS, read_cards
from amends.craft.mail.mail import Card, Invitation
from amends.craft.mail.parts.gathering import File
from amends.craft.mail.problems import Problems
from amends.craft.mail.wire.encodings import content

_UNTYPED: Final = frozenset({"application/octet-stream", "text/plain", "application/x-unknown"})
_MOST_CALENDARS: Final = 5
_MOST_CARDS: Final = 20


@dataclass(frozen=True, slots=True)
class Carried:
    """What was found among the files; `words` are those of the invitation."""

    invitation: Invitation | None = None
    words: str = ""
    cards: tuple[Card, ...] = ()


_NOTHING: Final = Carried()


def read_carried(files: Sequence[File]) -> Carried:
    """Open the calendars and the cards among the files of a mail."""
    calendars = [file for file in files if _is(file, CALENDARS, ".ics", ".vcs")][:_MOST_CALENDARS]
    cards = [file for file in files if _is(file, CARDS, ".vcf")][:_MOST_CARDS]
    if not calendars and not cards:
        return _NOTHING
    event = _event(calendars)
    found = tuple(card for file in cards for card in read_cards(_data(file), charset=_charset(file)))
    return Carried(event.invitation if event else None, event.words if event else "", found)


def _is(file: File, types: frozenset[str], *endings: str) -> bool:
    return file.part.type in types or (file.part.type in _UNTYPED and file.name.lower().endswith(endings))


def _event(calendars: Sequence[File]) -> Event | None:
    """Give the event that asks for an answer, else the first."""
    events = [
        event
        for file in calendars
        if (event := read_event(_data(file), charset=_charset(file), method=file.part.params.get("method", "")))
    ]
    return next((event for event in events if event.invitation.method != "publish"), events[0] if events else None)


def _data(file: File) -> bytes:
    return content(file.part, Problems())


def _charset(file: File) -> str:
    return file.part.params.get("charset", "")
