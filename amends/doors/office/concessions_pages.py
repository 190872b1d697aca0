"""What the pages of concessions and fairness show: frozen dataclasses, given to their templates as `page`."""

from dataclasses import dataclass
from typing import Literal

from amends.doors.shell.groups import FieldGroup
from amends.doors.shell.moments import Moment

State = Literal["good", "late", "soon", "calm"]
Kind = Literal["paid", "unpaid", "broken", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Paging:
    """Newer and older pages of a list, as shell/parts/pager.html reads it."""

    words: str
    newer_url: str = ""
    older_url: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: from where and how wide, in thousandths."""

    kind: Kind
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class TotalRow:
    """What the concessions of one currency come to, with the bar that shows it."""

    currency: str
    count: int
    agreed: str
    paid: str
    unpaid: str
    broken: str
    withdrawn: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ConcessionRow:
    """One promise worth money."""

    case: str
    number: int
    url: str
    customer: str
    what: str
    remedy: str
    agreed: str
    paid: str
    rest: str
    state: State
    words: str
    who: str
    at: Moment


@dataclass(frozen=True, slots=True)
class ConcessionsPage:
    """GET /office/concessions/ ; month, remedy and state in the address choose, page goes on."""

    totals: tuple[TotalRow, ...]
    rows: tuple[ConcessionRow, ...]
    filters: FieldGroup
    chosen: bool
    table_url: str
    pager: Paging | None = None


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A group's box in thousandths of the widest, and its numbers in words."""

    group: str
    count: int
    nothing: str
    low: str
    middle: str
    high: str
    ends: str
    left: int
    right: int
    box: int
    box_width: int
    mark: int


@dataclass(frozen=True, slots=True)
class SpreadPart:
    """Groups beside each other; `words` says what was folded away and what nobody said."""

    id: str
    title: str
    words: str
    rows: tuple[BoxRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FairnessPage:
    """GET /office/fairness/ ; currency, days and situation in the address choose."""

    filters: FieldGroup
    parts: tuple[SpreadPart, ...]
    currency: str
    sees_figures: bool
