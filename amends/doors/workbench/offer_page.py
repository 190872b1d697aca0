"""What the side of a case shows of its situation, the policy in force, what may be offered, and what was."""

from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

from amends.doors.shell.moments import Moment
from amends.doors.workbench.pages import Choice

Within = Literal["authority", "approval", "beyond_policy"]
OfferState = Literal["drafted", "leaving", "made", "agreed", "declined"]
ApprovalState = Literal["open", "granted", "refused"]


@dataclass(frozen=True, slots=True)
class Likely:
    """A situation that the words may be about; posts situation = slug. `key` picks it; `because` are their words."""

    slug: str
    name: str
    chance: str
    because: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class SituationShown:
    """What the case is about: what was decided, what else is likely, and all there is to choose from."""

    decided: str
    likely: tuple[Likely, ...]
    choices: tuple[Choice, ...]
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A passage of the inside text, that options lead to."""

    id: str
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class PolicyShown:
    """A policy in force: its inside text, and what the customer may read, `in_front` once they go on disagreeing."""

    id: int
    title: str
    version: str
    clauses: tuple[ClauseShown, ...]
    copy: str
    language: str
    in_front: bool = False


@dataclass(frozen=True, slots=True)
class FactAsked:
    """Something policies ask about a case; posts name = value."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    yes_no: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """Something that may be asked of the customer to see; posts evidence = name."""

    name: str
    shown: bool


@dataclass(frozen=True, slots=True)
class BandShown:
    """A range with a mark, in hundredths of its width: what is usual, or what cases alike got; `words` say it."""

    low: int
    high: int
    mark: int | None
    words: str
    outside: bool = False
    wants_reason: bool = False

    @property
    def wide(self) -> int:
        """The width of the range; never so small that it can't be seen."""
        return max(self.high - self.low, 1)

    @property
    def at(self) -> int:
        """Where the mark begins, so that it stays inside."""
        return min(self.mark or 0, 99)


@dataclass(frozen=True, slots=True)
class OptionShown:
    """Something that may be offered; `id` is posted as option, with amount-<id> and days-<id>."""

    id: str
    title: str
    amount: str
    typed: str
    is_money: bool
    working: str
    normal: str
    clause: str
    clause_id: str
    needs: tuple[str, ...]
    within: Within
    who: str
    days: int = 3
    band: BandShown | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class LeftOutShown:
    """An option that can't be offered here, and why not."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """Leave that was asked for; `for_you` shows the decision, `got` what the customer was given before."""

    id: int
    state: ApprovalState
    thing: str
    amount: str
    asked_by: str
    approver: str
    until: str = ""
    why: str = ""
    reason: str = ""
    for_you: bool = False
    got: tuple[str, ...] = ()
    band: BandShown | None = None


@dataclass(frozen=True, slots=True)
class OfferedOption:
    """One option of an offer."""

    id: int
    thing: str
    amount: str
    within: str
    approval: ApprovalShown | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class OfferShown:
    """An offer as it stands; `words` go into the reply, `replies` are the customer's messages that may agree to it."""

    id: int
    state: OfferState
    state_words: str
    by: str
    at: Moment
    options: tuple[OfferedOption, ...]
    together: bool
    refuses: bool
    reason: str = ""
    appeal: str = ""
    why_different: str = ""
    held: str = ""
    words: str = ""
    replies: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferSide:
    """All of it, for one page. `limit` is what is left to the agent, `remedies` what needs no policy."""

    situation: SituationShown
    policies: tuple[PolicyShown, ...]
    asked: tuple[FactAsked, ...]
    told: tuple[FactAsked, ...]
    evidence: tuple[EvidenceShown, ...]
    options: tuple[OptionShown, ...]
    left_out: tuple[LeftOutShown, ...]
    offers: tuple[OfferShown, ...]
    remedies: tuple[Choice, ...]
    limit: str = ""
    ask_why_different: bool = False
