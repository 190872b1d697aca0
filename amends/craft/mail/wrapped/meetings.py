"""Meetings as Outlook wraps them in a winmail.dat, turned into the calendar file that others would have sent."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

_TICK_BASE: Final = datetime(1601, 1, 1, tzinfo=UTC)  # times are counted from here, in ten millionths of a second
_TICKS: Final = 10
_KINDS: Final = (
    # What the class of the message holds, folded, by its names of both ages; then method and answer.
    (("meeting.request", "mtgreq"), "REQUEST", ""),
    (("meeting.canceled", "mtgcncl"), "CANCEL", ""),
    (("resp.pos", "mtgrespp"), "REPLY", "ACCEPTED"),
    (("resp.neg", "mtgrespn"), "REPLY", "DECLINED"),
    (("resp.tent", "mtgrespa"), "REPLY", "TENTATIVE"),
)
_UNSAFE: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None, "\0": None})


@dataclass(slots=True)
class Meeting:
    """What a winmail.dat says of a meeting: the class of the message, its subject, and its times in ticks."""

    kind: str = ""
    subject: str = ""
    begins: bytes = b""
    ends: bytes = b""

    def calendar(self, words: str) -> bytes:
        """Give the calendar file that says the same, empty where the message is no meeting."""
        kind = self.kind.casefold()
        found = next(
            ((method, answer) for signs, method, answer in _KINDS if any(sign in kind for sign in signs)), None
        )
        if found is None:
            return b""
        method, answer = found
        lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT",
            f"SUMMARY:{self.subject.translate(_UNSAFE)}", f"DESCRIPTION:{words.translate(_UNSAFE)}",
            *_stamped("DTSTART", self.begins), *_stamped("DTEND", self.ends),
            *([f"ATTENDEE;PARTSTAT={answer}:"] if answer else []), "END:VEVENT", "END:VCALENDAR", "",
        ]  # fmt: skip
        return "\r\n".join(lines).encode("utf-8", "replace")


def _stamped(name: str, ticks: bytes) -> list[str]:
    try:
        moment = _TICK_BASE + timedelta(microseconds=int.from_bytes(ticks[:8], "little") // _TICKS)
    except OverflowError:
        return []
    return [f"{name}:{moment:%Y%m%dT%H%M%SZ}"] if ticks else []
