"""What the pile's pages show: mail that is in no case, and mail exactly as it arrived."""

from dataclasses import dataclass
from typing import Literal

from amends.doors.shell.moments import Moment
from amends.doors.workbench.pages import Pager, Tab


@dataclass(frozen=True, slots=True)
class Returned:
    """The mail of ours that a bounce may be about, for people to say so; posts message (its id) to `url`."""

    message: int
    words: str
    case_url: str
    url: str


@dataclass(frozen=True, slots=True)
class PileItem:
    """Mail that is in no case: `why` says in words why not, `can_open` whether a case can be made of it.

    `of_nobody` says that it names no sender, so that whoever makes a case of it is asked who wrote it.
    `can_retry` says that it can be read anew, `can_take_back` that it was put aside and can lie on the pile again.
    """

    id: int
    url: str
    sender: str
    subject: str
    at: Moment
    why: str
    size: str
    state: Literal["unread", "not_for_us"] = "unread"
    opening: str = ""
    can_open: bool = True
    of_nobody: bool = False
    can_retry: bool = False
    can_take_back: bool = False
    returned: Returned | None = None


@dataclass(frozen=True, slots=True)
class PilePage:
    """GET /pile/ . What could not be read or is not for us, or (`aside`) what was put aside: nothing is dropped."""

    items: tuple[PileItem, ...]
    total: int
    tabs: tuple[Tab, ...] = ()
    pager: Pager | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class RawPage:
    """GET /pile/<id>/ and /messages/<id>/raw/ . A message exactly as it arrived, shown as text, never as HTML.

    `words` is what a mail on the pile says.
    """

    title: str
    raw: str
    download_url: str
    back_url: str
    digest: str
    cut: bool = False
    problems: tuple[str, ...] = ()
    words: str = ""
    item: PileItem | None = None
