"""What the pages of policies, gaps and own fields show: frozen dataclasses, given to their templates as `page`."""

from dataclasses import dataclass
from typing import Literal

from django.forms import BoundField
from django.utils.safestring import SafeString

from amends.doors.shell.groups import FieldGroup
from amends.doors.shell.moments import Moment

State = Literal["good", "soon", "calm"]


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy in the list: since when it holds, and who changed it last."""

    url: str
    title: str
    situations: tuple[str, ...]
    state: State
    standing: str
    version: int
    who: str
    at: Moment


@dataclass(frozen=True, slots=True)
class PoliciesPage:
    """GET /office/policies/ ; POST takes in the policies that come with amends and are `absent` here."""

    rows: tuple[PolicyRow, ...]
    retired: tuple[PolicyRow, ...]
    absent: int


@dataclass(frozen=True, slots=True)
class Named:
    """A text in a language, or of any other kind that has a name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option in the table: everything in words."""

    title: str
    customers_read: tuple[Named, ...]
    remedy: str
    amount: str
    rounding: str
    least: str
    usual: str
    cap: str
    every: tuple[str, ...]
    some: tuple[str, ...]
    needs: tuple[str, ...]
    clause: str
    clause_title: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the inside text under its heading; the first one may have none."""

    anchor: str
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class CopyText:
    """What customers may read, in one language."""

    language: str
    code: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A policy as it is read."""

    title: str
    situations: tuple[str, ...]
    decides: str
    evidence: tuple[str, ...]
    phrases: tuple[Named, ...]
    options: tuple[OptionRow, ...]
    passages: tuple[Passage, ...]
    copies: tuple[CopyText, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a document: the line and what stands there, what it is, what to write."""

    line: int
    quoted: str
    what: str
    instead: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What comes of a document: the policy as it would be read, with what the desk lacks for it; or all its faults."""

    text: PolicyText | None = None
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the history: what it holds, who wrote it, when and why."""

    url: str
    number: int
    holds: str
    who: str
    at: Moment
    remark: str
    current: bool
    changes_url: str = ""


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """GET /office/policies/<slug>/?version=N ; retirement/ ends its use."""

    url: str
    title: str
    standing: str
    state: State
    number: int
    is_shown_usually: bool
    reading: Reading
    document: str
    history: tuple[VersionRow, ...]
    retirement_url: str = ""


@dataclass(frozen=True, slots=True)
class EditorPage:
    """GET and POST …/_new/ and …/<slug>/next/ ; then = check | keep; _preview/ answers with the reading alone."""

    title: str
    intro: str
    back_url: str
    fields: tuple[BoundField, ...]
    document: str
    reading: Reading
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a line; `changed` where they are what differs."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of the comparison with its numbers in both versions; "skipped" stands for so many that are the same."""

    kind: Literal["same", "added", "removed", "skipped"]
    old: int | None = None
    new: int | None = None
    parts: tuple[Part, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """GET /office/policies/<slug>/changes/?from=1&to=2 ."""

    url: str
    title: str
    first: VersionRow
    second: VersionRow
    versions: tuple[VersionRow, ...]
    lines: tuple[DiffLine, ...]
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class GapRow:
    """A situation without a policy, now or soon."""

    name: str
    words: str
    cases: int
    state: State
    url: str
    does: str


@dataclass(frozen=True, slots=True)
class UndecidedRow:
    """A complaint that nobody has said what it is about, with what it may be."""

    number: str
    url: str
    customer: str
    subject: str
    at: Moment
    guess: str = ""


@dataclass(frozen=True, slots=True)
class GapsPage:
    """GET /office/gaps/ ."""

    without: tuple[GapRow, ...]
    soon: tuple[GapRow, ...]
    unfitting: tuple[UndecidedRow, ...]
    undecided: tuple[UndecidedRow, ...]
    looked_at: int
    has_policies: bool

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.without or self.soon or self.unfitting or self.undecided)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One of the desk's own fields."""

    url: str
    label: str
    written: str
    choices: str
    compared: bool


@dataclass(frozen=True, slots=True)
class FieldsPage:
    """GET /office/fields/ ."""

    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class FieldPage:
    """GET and POST /office/fields/new/ and /office/fields/<id>/ ."""

    title: str
    groups: tuple[FieldGroup, ...]
