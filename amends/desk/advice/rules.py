"""Pure rules: when a rule of the coach turns itself down, what words are the same, and which questions count."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from amends.craft.text import words

type Level = Literal["as_written", "hint", "off"]
type Ground = Literal["", "turned_down", "pinned_on", "pinned_hint", "pinned_off"]
type Pinned = Literal["on", "hint", "off"]

ENOUGH: Final = 20
"""Findings that must have been taken, dismissed or reported before a rule turns itself down."""
MOST: Final = 0.5
"""The share of dismissed findings above which, beyond doubt, a rule only hints."""
SPREADS_FROM: Final = 3
"""Words a struck or added question must have to be treated likewise in other cases."""
LONGEST_KEY: Final = 300
_Z: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % bounds."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the findings of one rule at this desk."""

    taken: int = 0
    dismissed: int = 0
    wrong: int = 0
    kept: int = 0

    @property
    def shown(self) -> int:
        """How many there were of which we know what became."""
        return self.judged + self.kept

    @property
    def judged(self) -> int:
        """How many of them somebody judged by a click; one that merely stood when the reply left, nobody did."""
        return self.taken + self.dismissed + self.wrong

    @property
    def refused(self) -> Share:
        """The share of the judged ones that was dismissed or reported wrong."""
        return share_of(self.dismissed + self.wrong, self.judged)


@dataclass(frozen=True, slots=True)
class Standing:
    """How loudly a rule speaks at this desk, and on what ground."""

    level: Level = "as_written"
    ground: Ground = ""


def share_of(part: int, whole: int) -> Share:
    """Return part / whole with the bounds of E. B. Wilson (JASA 22, 1927); all is possible where there is nothing."""
    if not whole:
        return Share(0.0, 0.0, 1.0)
    share, square = part / whole, _Z * _Z
    centre = (share + square / (2 * whole)) / (1 + square / whole)
    half = _Z / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return Share(share, max(0.0, centre - half), min(1.0, centre + half))


def standing_of(tally: Tally, *, pinned: Pinned | None = None, holds: bool = False) -> Standing:
    """Return how loudly a rule speaks: as a lead said, else by what became of its findings.

    What `holds` a mail can't be turned down by anybody: it is for what must not leave.
    """
    if holds:
        return Standing()
    match pinned:
        case "on":
            return Standing("as_written", "pinned_on")
        case "hint":
            return Standing("hint", "pinned_hint")
        case "off":
            return Standing("off", "pinned_off")
        case None:
            down = tally.judged >= ENOUGH and tally.refused.low > MOST
            return Standing("hint", "turned_down") if down else Standing()


def key_of(text: str) -> str:
    """Return the words of a text, folded: the same for the same words, however they are written."""
    return " ".join(words(text))[:LONGEST_KEY].strip()


@dataclass(frozen=True, slots=True)
class Told:
    """What an agent said of words of a customer's: that they ask, or that they don't."""

    key: str
    case: int
    asks: bool


def asks(key: str, told: Iterable[Told], *, case: int) -> bool | None:
    """Return whether words are a question, from what was `told`, oldest first; None where it stays as it was heard.

    In its own case the newest word counts. Elsewhere it takes three words at least ("Why?" is struck for its case
    only) and more cases that say so than cases that don't, each by its newest word.
    """
    newest = {each.case: each.asks for each in told if each.key == key}
    if case in newest:
        return newest[case]
    balance = sum(1 if each else -1 for each in newest.values())
    if not balance or len(key.split()) < SPREADS_FROM:
        return None
    return balance > 0
