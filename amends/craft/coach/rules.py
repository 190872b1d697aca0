"""What a rule of the coach is: where it holds, what sets it off, what keeps it silent, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from amends.craft.coach.packaged import Wordings

type Severity = Literal["error", "warning", "hint"]
type Quiet = Literal["hint", "off"]
type Stage = Literal["first", "offer", "disagreed", "own_up", "follow_up", "ending"]
type Channel = Literal["email", "chat", "phone", "letter", "web"]
type Condition = Literal["complaint", "upset", "named", "again", "whole"]

STAGES: Final[tuple[Stage, ...]] = get_args(Stage.__value__)
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel.__value__)
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity.__value__)
CONDITIONS: Final[tuple[Condition, ...]] = get_args(Condition.__value__)
ANY_LANGUAGE: Final = "any"


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that a rule must find fault with, or must not, and where it stands."""

    draft: str
    message: str = ""
    stage: Stage = "first"
    channel: Channel = "email"
    again: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A rule in one language: its wordings, what to write instead, and its examples.

    `wanted` are wordings of which one must stand in the draft; `spelt` are names as they are to be written.
    """

    wordings: Wordings
    suggestion: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    wanted: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the coach points out.

    It fires on its wordings, on each sentence with a sign of `fires_on` (the whole draft counts where the sign has no
    sentence), once where all of `missing` are missing, or where the draft has more words than `longer_than`; but not
    where a sign of `without` stands within `near` sentences, or one of `nowhere` anywhere; only where all of `along`
    stand in the sentence and one of `along_near` within `near`; with `unnamed` only where the sentence doesn't name the
    customer's matter; with `nth` only once, at that place; with `ours` only where the
    customer didn't use the words first. A rule of a company's own is a `house` rule.
    """

    id: str
    theme: str
    craft: str
    severity: Severity
    why: str
    hold: bool
    stages: tuple[Stage, ...]
    channels: tuple[Channel, ...]
    when: tuple[Condition, ...]
    fires_on: tuple[str, ...]
    missing: tuple[str, ...]
    longer_than: int
    along: tuple[str, ...]
    along_near: tuple[str, ...]
    without: tuple[str, ...]
    nowhere: tuple[str, ...]
    near: int
    nth: int
    unnamed: bool
    ours: bool
    hides: tuple[str, ...]
    house: bool
    languages: Mapping[str, Said] = field(hash=False)

    def said(self, language: str) -> Said | None:
        """Give the rule in `language`; what must not leave, and needs no wordings, speaks English to all others."""
        found = self.languages.get(language) or self.languages.get(ANY_LANGUAGE)
        return found or (self.languages["en"] if self.hold and self.fires_on else None)
