"""What the list pages of the workbench show: one frozen dataclass a page, given to its template as `page`.

Times are `Moment`s and texts are ready to read; templates only loop and branch. The URLs and fields
that forms post are one table in README.md.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from amends.doors.shell.groups import FieldGroup
from amends.doors.shell.moments import Group, Moment
from amends.doors.shell.tones import Tone

if TYPE_CHECKING:
    from amends.doors.workbench.showing.mail_troubles import MailTrouble

ListKind = Literal["all", "mine", "unassigned", "waiting", "promises"]
LISTS: tuple[ListKind, ...] = get_args(ListKind)
Mark = Literal["", "question", "request", "quoted", "hit"]
Urgency = Literal["late", "hour", "today", "later", "none"]
CHANNEL_ICONS = {"email": "mail", "phone": "phone", "voicemail": "voicemail", "letter": "file-text", "web": "globe"}


@dataclass(frozen=True, slots=True)
class Face:
    """A colleague or a team as rows and cards show them; `name` is "You" for the reader."""

    name: str
    initials: str
    is_team: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach somebody: its word and the icon of the kept set (see `CHANNEL_ICONS`)."""

    name: str
    icon: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of running text; `mark` says how it stands out: a question or request heard, a line of ours that is
    answered in it, or a search hit.
    """

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list, as a sentence: a verb and a person, below it why.

    `left` and `since` come from `moments.time_left`; `quoted` says that `why` is the customer's own words;
    `mark` is a short warning beside the tone ("3rd contact", "bounced"); `folded` names the other things owed;
    `leaving` is true while our reply waits out its ten seconds; `here` names colleagues on the case; `key` tells
    rows of one case apart (promises).
    """

    number: str
    url: str
    verb: str
    person: str
    why: str
    left: str
    since: str
    urgency: Urgency
    channel: Channel
    owner: Face
    due: str = ""
    quoted: bool = False
    tone: Tone | None = None
    mark: str = ""
    folded: tuple[str, ...] = ()
    leaving: bool = False
    here: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class OwedGroup:
    """Rows under one heading of Owed; a group without rows is not given."""

    group: Group
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OwedPage:
    """GET / . What is owed, soonest first. `first_run` is true while no message has ever arrived.

    `mailboxes_url` is where a lead connects the first mailbox.
    """

    groups: tuple[OwedGroup, ...]
    late: int
    within_hour: int
    total: int
    first_run: bool = False
    mailboxes_url: str = ""
    troubles: "tuple[MailTrouble, ...]" = ()


@dataclass(frozen=True, slots=True)
class Pager:
    """Older and newer pages of a list; an empty URL means there is none."""

    words: str
    newer_url: str = ""
    older_url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of a few ways to narrow a list down, as a link."""

    name: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class ListPage:
    """GET /cases/?list=mine . One list of cases; for promises each row is a promise."""

    kind: ListKind
    rows: tuple[Row, ...]
    total: int
    tabs: tuple[Tab, ...] = ()
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place where the words were said."""

    number: str
    url: str
    subject: str
    customer: str
    excerpt: tuple[Stretch, ...]
    who: str
    at: Moment
    state: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """GET /search/?q=… . Everything said that holds all the words; `customers` are hits by name or address."""

    query: str
    hits: tuple[SearchHit, ...]
    total: int
    customers: tuple["CustomerHit", ...] = ()
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class CustomerHit:
    """A customer found by name or address."""

    name: str
    url: str
    address: str
    cases: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a select: what is posted, what is read."""

    value: str
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class CustomerAddress:
    """One address of a customer. `proof` is what the desk knows about it, in words."""

    id: int
    channel: Channel
    text: str
    verified: bool = True
    proof: str = ""


@dataclass(frozen=True, slots=True)
class OwnField:
    """One of the desk's own fields with this customer's value; without choices it takes any text."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """The customer's editable fields; posts name, salutation, language, notes, email, phone, postal, own-<name>."""

    url: str
    name: str
    salutation: str
    languages: tuple[Choice, ...]
    notes: str
    addresses: tuple[CustomerAddress, ...] = ()
    errors: tuple[str, ...] = ()
    own: tuple[OwnField, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """GET /customers/<id>/ . One customer: how to reach them, what is going on, what was."""

    name: str
    since: str
    form: CustomerForm
    open_rows: tuple[Row, ...]
    closed_rows: tuple[Row, ...]
    new_url: str


@dataclass(frozen=True, slots=True)
class NewCasePage:
    """GET and POST /new/ . A case by hand, from a letter, a call or a visit; values come back when refused.

    Posts name, email, phone, channel, subject, text, kind ("" hears it), happened_at (local, may be empty), take.
    """

    channels: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    name: str = ""
    email: str = ""
    phone: str = ""
    subject: str = ""
    text: str = ""
    happened_at: str = ""
    take: bool = True
    errors: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PreferencesPage:
    """GET and POST /preferences/ . What agents set for themselves; absence/ posts its group, presence/ nothing."""

    name: str
    signature: str
    themes: tuple[Choice, ...]
    shortcuts: bool
    absence: FieldGroup
    away: str = ""
    errors: tuple[str, ...] = ()
