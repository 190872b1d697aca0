"""What is heard in a message as it comes in, kept beside it as codes and places in the text."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from amends.craft.listening import hear

if TYPE_CHECKING:
    from amends.craft.listening import Heard

HOT = frozenset({"angry"})
LOUD = 0.5
_REMEMBERED = 4
"""Texts just heard: intake listens before it locks anything, and asks again when it writes down what was said."""


@dataclass(frozen=True, slots=True)
class Quick:
    """The quick part of listening: what the journey needs at once, and `kept` for the pages."""

    asks: bool
    complaint: bool
    angry: bool
    denies: bool
    accepts: bool
    thanks_only: bool
    wants_call: bool
    wants_boss: bool
    alarms: tuple[str, ...]
    tone: str
    language: str
    kept: dict[str, object]


@lru_cache(_REMEMBERED)
def quick(text: str, *, channel: str, subject: str) -> Quick:
    """Return what is heard in the own words of a message."""
    heard = hear(text, channel=channel, subject=subject, with_facts=False)
    return Quick(
        asks=heard.asks,
        complaint=heard.is_complaint,
        angry=heard.tone in HOT,
        denies=heard.denies,
        accepts=heard.accepts,
        thanks_only=heard.thanks_only,
        wants_call=heard.wants_call >= LOUD or heard.wants_supervisor >= LOUD,
        wants_boss=heard.wants_supervisor >= LOUD,
        alarms=heard.alarms,
        tone=heard.tone,
        language=heard.language,
        kept=_kept(heard),
    )


def _kept(heard: "Heard") -> dict[str, object]:
    """Return what pages show, small: the tone, and where questions, requests and wants stand in the text."""
    places = {
        "questions": [[span.start, span.end] for span in heard.questions],
        "requests": [[span.start, span.end] for span in heard.requests],
        "wants": [[span.start, span.end] for span in heard.wants],
    }
    flags = {"severity": heard.severity, "tone": heard.tone, "thanks": heard.thanks_only}
    return {**{name: value for name, value in places.items() if value}, **flags}
