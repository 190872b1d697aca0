"""What the pages about the coach show: frozen dataclasses, given to their templates as `page`."""

from dataclasses import dataclass
from typing import Literal

from amends.doors.office.concessions_pages import Paging
from amends.doors.shell.groups import FieldGroup
from amends.doors.shell.moments import Moment

type Loudness = Literal["must", "better", "hint", "off"]
type Became = Literal["taken", "dismissed", "wrong", "kept"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: what became of findings, from where and how wide, in thousandths."""

    kind: Became
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with what became of its findings; `ground` says why it isn't as loud as it was written."""

    url: str
    id: str
    title: str
    loudness: Loudness
    words: str
    ground: str
    shown: int
    became: str
    share: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CoachPage:
    """GET /office/coach/ ."""

    turned_down: tuple[RuleRow, ...]
    pinned: tuple[RuleRow, ...]
    others: tuple[RuleRow, ...]
    silent: tuple[RuleRow, ...]
    enough: int


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that a rule found wrongly, as somebody reported it."""

    case: str
    url: str
    customer: str
    sentence: str
    who: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what about a rule; `before` and `after` are shown folded."""

    who: str
    at: Moment
    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class RulePage:
    """GET and POST /office/coach/<rule>/ : state in the form says how loudly it speaks."""

    row: RuleRow
    craft: str
    theme: str
    advice: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    holds: bool
    form: FieldGroup
    reports: tuple[Report, ...]
    changes: tuple[Change, ...]
    house_url: str = ""


@dataclass(frozen=True, slots=True)
class HouseRow:
    """A rule of the house in the list."""

    url: str
    words: str
    instead: str
    why: str
    loudness: Loudness
    found: int


@dataclass(frozen=True, slots=True)
class HouseGroup:
    """Rules of the house of one kind."""

    title: str
    rows: tuple[HouseRow, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text that was tried; `title` says what was found there, nothing where all is well."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding in a text that was tried."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A text as rules of the house read it."""

    text: str
    stretches: tuple[Stretch, ...]
    notes: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class MetRow:
    """A reply that would have met a rule."""

    case: str
    url: str
    customer: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class OftenShown:
    """How often the newest replies would have met a rule, in a sentence, with a few of them."""

    words: str
    rows: tuple[MetRow, ...]


@dataclass(frozen=True, slots=True)
class KindTab:
    """One way to write a rule."""

    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Starter:
    """A rule to begin with; its link fills the form in."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class HousePage:
    """GET /office/house/ ; POST tries `text` on all rules and keeps nothing."""

    groups: tuple[HouseGroup, ...]
    starters: tuple[Starter, ...]
    trial: Trial | None = None


@dataclass(frozen=True, slots=True)
class HouseRulePage:
    """GET and POST /office/house/new/ and /office/house/<id>/ ; then = try | full | keep."""

    title: str
    kind: str
    kinds: tuple[KindTab, ...]
    group: FieldGroup
    tried: str
    can_be_full: bool = False
    trial: Trial | None = None
    often: OftenShown | None = None
    removal_url: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A question that somebody added or struck."""

    case: str
    url: str
    customer: str
    text: str
    added: bool
    who: str
    at: Moment


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """GET /office/questions/ ; page in the address goes on."""

    rows: tuple[ExampleRow, ...]
    added: int
    struck: int
    pager: Paging | None = None
