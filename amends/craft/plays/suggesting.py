"""Which plays what was heard so far calls for, and because of which signals."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from amends.craft.plays.packaged import packs

if TYPE_CHECKING:
    from amends.craft.listening import Heard
    from amends.craft.plays.script import Play, Sign

SPOKEN = frozenset({"phone", "voicemail"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What speaks for a play: from listening, and from the rounds in which nothing was agreed.

    `churn`, `wants_supervisor`, `complaint` and `stalemate` run from 0 to 1, `abuse` from 0 to 3; `words` counts the
    words of the message; `spoken` is 1 where they were said aloud.
    """

    churn: float = 0
    wants_supervisor: float = 0
    abuse: int = 0
    complaint: float = 0
    stalemate: float = 0
    rounds: int = 0
    words: int = 0
    spoken: int = 0

    @classmethod
    def of(cls, heard: "Heard", text: str, *, channel: str = "email", rounds: int = 0) -> Self:
        """Give the signals of one message after `rounds` of ours that the customer did not agree with."""
        return cls(
            churn=heard.churn,
            wants_supervisor=heard.wants_supervisor,
            abuse=heard.abuse,
            complaint=heard.complaint,
            stalemate=float(any(play.id == "stalemate" for play in heard.plays)),
            rounds=rounds,
            words=len(text.split()),
            spoken=int(channel in SPOKEN),
        )


@dataclass(frozen=True, slots=True)
class Because:
    """A signal that was there: its value, and from which value on it counts."""

    signal: str
    value: float
    at_least: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A play, and why it is suggested."""

    play: "Play"
    because: tuple[Because, ...]


def suggest(signals: Signals) -> tuple[Suggestion, ...]:
    """Give the plays that `signals` call for, the most pressing first."""
    found = ((play, _because(play, signals)) for play in packs())
    return tuple(Suggestion(play, because) for play, because in found if because)


def _because(play: "Play", signals: Signals) -> tuple[Because, ...]:
    """Give the first set of signs that is complete."""
    for signs in play.when:
        if all(_value(signals, sign) >= sign.at_least for sign in signs):
            return tuple(Because(sign.signal, _value(signals, sign), sign.at_least) for sign in signs)
    return ()


def _value(signals: Signals, sign: "Sign") -> float:
    return float(getattr(signals, sign.signal))
