"""What the pages of authority, levels and teams show: frozen dataclasses, given to their templates as `page`."""

from dataclasses import dataclass
from typing import Literal

from amends.doors.shell.groups import FieldGroup
from amends.doors.shell.moments import Moment


@dataclass(frozen=True, slots=True)
class LimitEntry:
    """One row of authority within a cell: the amounts, one a line, and the team where it holds for one only."""

    url: str
    lines: tuple[str, ...]
    team: str = ""


@dataclass(frozen=True, slots=True)
class LimitCell:
    """What a level may give of a remedy; without entries of its own it stands as the level below does."""

    level: str
    entries: tuple[LimitEntry, ...]
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One remedy, and what each level may give of it."""

    remedy: str
    cells: tuple[LimitCell, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Who changed what, and when; what was, and what is now."""

    who: str
    at: Moment
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TriedLimit:
    """What the table says to somebody who was tried; `others` may, the first would be asked."""

    state: Literal["good", "late"]
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """GET /office/authority/ ; who, remedy and amount in the address try the table, and change nothing."""

    levels: tuple[str, ...]
    lines: tuple[LimitLine, ...]
    begin: FieldGroup
    tryout: FieldGroup
    called: FieldGroup
    changes: tuple[ChangeRow, ...]
    tried: TriedLimit | None = None


@dataclass(frozen=True, slots=True)
class RemovablePage:
    """A form of one thing that can be taken away too; `removal` says what that means."""

    title: str
    words: str
    groups: tuple[FieldGroup, ...]
    back_url: str
    removal_url: str = ""
    removal: str = ""


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A level or a team in its list."""

    url: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class LevelsPage:
    """GET /office/levels/ : levels and teams."""

    levels: tuple[NamedRow, ...]
    teams: tuple[NamedRow, ...]
