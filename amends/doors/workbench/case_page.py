"""What the case page and the call sheet show: frozen dataclasses, given to `workbench/case.html` as `page`.

Every form of the page posts to `page.url` + a noun; README.md lists nouns and fields.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from amends.doors.shell.moments import Moment
from amends.doors.shell.tones import Tone
from amends.doors.workbench.offer_page import ApprovalShown, OfferSide
from amends.doors.workbench.pages import Choice, CustomerForm, Face, Urgency
from amends.doors.workbench.play_page import PlayShown, PlaySide, StandingShown
from amends.doors.workbench.talk import Composer, Entry
from amends.doors.workbench.ties_page import Ties

StepState = Literal["done", "now", "ahead"]
PromiseState = Literal["due", "soon", "kept", "late", "broken", "paused"]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step from heard to followed up, with what is known about it."""

    name: str
    state: StepState
    words: str = ""


@dataclass(frozen=True, slots=True)
class OwedHere:
    """Something owed in this case; `id` is posted as waive-<id> with a reason, `blocks` says that closing needs one."""

    id: int
    verb: str
    left: str
    since: str
    urgency: Urgency
    owner: str
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """What we understood and what they want, in words fit for the customer."""

    state: Literal["none", "drafted", "asked", "confirmed", "corrected", "assumed"]
    words: str
    text: str = ""
    want: str = ""
    correction: str = ""


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """A promise of ours, with what can be done about it; `rest` is what is still to come of one that came in parts."""

    id: int
    thing: str
    amount: str
    due: Moment
    owner: str
    backup: str
    state: PromiseState
    words: str
    evidence: str = ""
    rest: str = ""
    arrived: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemShown:
    """Something the customer said they would do."""

    id: int
    thing: str
    due: Moment | None
    done: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class HandoffShown:
    """A hand-over that waits for its taker; `for_you` shows Accept."""

    id: int
    giver: str
    taker: str
    briefing: str
    for_you: bool
    by_you: bool


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Who else has this case open."""

    name: str
    initials: str
    writing: bool


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the case; an unverified one can be verified or left out."""

    id: int
    name: str
    address: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """Another case in one short line: whose, and how long what is owed there has."""

    url: str
    person: str
    left: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing form: which outcomes are possible. Posts outcome, words, and waive-<id> for what is still owed."""

    outcomes: tuple[Choice, ...]
    still_owed: tuple[OwedHere, ...]
    refusal: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a case: what it is about, whose it is, how it stands."""

    number: str
    subject: str
    customer: str
    customer_url: str
    kind: Literal["complaint", "enquiry"]
    owner: Face
    owner_words: str
    tone: Tone | None = None
    mine: bool = False
    can_take: bool = False
    closed: str = ""
    can_reopen: bool = False


@dataclass(frozen=True, slots=True)
class CasePage:
    """GET /cases/<number>/ . `url` ends with a slash; `agents` are who can own, back up or take over.

    `entries` are the newest of the conversation, `earlier` the ones before, folded; `earlier_url` leads to older ones.
    """

    url: str
    header: Header
    entries: tuple[Entry, ...]
    composer: Composer | None
    steps: tuple[PlanStep, ...]
    owed: tuple[OwedHere, ...]
    owed_line: str
    understanding: Understanding
    promises: tuple[PromiseShown, ...]
    items: tuple[ItemShown, ...]
    participants: tuple[Participant, ...]
    customer: CustomerForm
    customer_since: str
    customer_cases: tuple[Glance, ...]
    linked: tuple[Glance, ...]
    agents: tuple[Choice, ...]
    closing: Closing
    here: tuple[PersonHere, ...] = ()
    handoff: HandoffShown | None = None
    advice: str = ""
    portal_url: str = ""
    default_due: str = ""
    briefing: str = ""
    refusal: str = ""
    earlier: tuple[Entry, ...] = ()
    earlier_url: str = ""
    texts: tuple[Choice, ...] = ()
    ties: Ties | None = None
    offering: OfferSide | None = None
    approvals: tuple[ApprovalShown, ...] = ()
    plays: PlaySide | None = None
    standing: StandingShown | None = None

    @property
    def said_state(self) -> str:
        """A mark of the conversation as it is shown: while it stays, an open page leaves alone what is read there."""
        return blake2b(repr((self.earlier, self.entries)).encode("utf-8", "replace"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class CallPage:
    """GET /cases/<number>/calls/ . The call sheet: who, where, why, what to cover; posts as the composer does."""

    url: str
    case_url: str
    number: str
    customer: str
    salutation: str
    phones: tuple[str, ...]
    why: str
    understanding: Understanding
    questions: tuple[str, ...]
    promises: tuple[PromiseShown, ...]
    text: str = ""
    refusal: str = ""
    plays: tuple[PlayShown, ...] = ()
