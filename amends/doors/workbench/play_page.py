"""What a case page shows of plays and of how the customer stands with us."""

from dataclasses import dataclass
from typing import Literal

from amends.doors.shell.moments import Moment
from amends.doors.workbench.pages import Choice

StepMark = Literal["done", "now", "ahead", "waits"]


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of a play: its sentences and questions in the customer's language, and the fields its record needs.

    Posted to C plays/<play>/<kind>/ with text, amount, date, time, person and threat, as far as `fields` names them;
    `on_record` says in words what was written down. With `two` a colleague has to confirm it.
    """

    kind: str
    title: str
    mark: StepMark
    say: tuple[str, ...]
    ask: tuple[str, ...]
    fields: tuple[str, ...]
    button: str
    optional: bool = False
    two: bool = False
    may_threaten: bool = False
    on_record: str = ""


@dataclass(frozen=True, slots=True)
class WaitingShown:
    """A record that waits for a second person; `for_you` shows Confirm, `by_you` only lets it be taken back."""

    id: int
    what: str
    by: str
    why: str
    for_you: bool
    by_you: bool


@dataclass(frozen=True, slots=True)
class PlayShown:
    """A play that is suggested, begun or chosen, with its steps in order; `why` says what suggested it."""

    id: str
    title: str
    purpose: str
    why: str
    steps: tuple[StepShown, ...]
    waiting: tuple[WaitingShown, ...] = ()
    begun: bool = False
    ended: str = ""


@dataclass(frozen=True, slots=True)
class PlaySide:
    """The panel: plays to be seen, the others to begin by hand, and whom a record may name."""

    plays: tuple[PlayShown, ...]
    others: tuple[Choice, ...]
    people: tuple[Choice, ...]
    language: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger of confidence; `raised` tells gain from loss. Without `url` the case is of elsewhere."""

    why: str
    amount: str
    raised: bool
    score: int
    at: Moment
    number: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the effort of a case: how much, in words, and what it weighs."""

    name: str
    count: str
    points: str


@dataclass(frozen=True, slots=True)
class StandingShown:
    """How a customer stands with us, the newest line first, and what this case has cost them."""

    score: int
    words: str
    lines: tuple[LedgerLine, ...]
    effort: tuple[Measure, ...]
    effort_score: int
    effort_high: bool
    bounces: str
    over: bool


"""Everything is computed from what happened; nobody sets any of it."""
