"""What an invitation says in words, for mails that have no others: what for, when and where."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from amends.craft.mail.mail import Invitation

_DAY: Final = "%Y-%m-%d"
_MOMENT: Final = "%Y-%m-%d %H:%M"
_TIME: Final = "%H:%M"
_LENGTH: Final = len("20261102T1000")


def event_words(invitation: Invitation, *, description: str, start: str) -> str:
    """Give the words of an invitation; `start` is its DTSTART as written, for the time is told as its sender wrote it.

    Days and times stand as ISO 8601 has them: nobody knows yet what language the reader has.
    """
    details = filter(None, (_when(invitation, start), invitation.place))
    below = "\n".join(line for line in details if line not in description)
    if not description:
        return "\n".join(filter(None, (invitation.summary, below)))
    return f"{description}\n\n{below}" if below else description


def _when(invitation: Invitation, start: str) -> str:
    begins, ends = invitation.begins, invitation.ends
    if begins is None:
        return ""
    if invitation.all_day:
        return _span(begins, ends or begins, _DAY)
    there, zone = begins, "UTC"
    with suppress(ValueError):
        there = datetime.strptime(start.strip().upper()[:_LENGTH], "%Y%m%dT%H%M").replace(tzinfo=UTC)
        zone = invitation.zone
    with suppress(OverflowError):
        return f"{_span(there, there + (ends - begins) if ends else there, _MOMENT)} {zone}".strip()
    return ""


def _span(first: datetime, last: datetime, form: str) -> str:
    if last <= first:
        return first.strftime(form)
    until = last.strftime(_TIME if form == _MOMENT and last.date() == first.date() else form)
    return f"{first.strftime(form)} – {until}"
