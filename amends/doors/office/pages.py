"""What the pages of the office show: frozen dataclasses, given to its templates as `page`."""

from dataclasses import dataclass
from typing import Literal

from amends.doors.shell.groups import FieldGroup
from amends.doors.shell.moments import Moment
from amends.doors.shell.trials import Tried

State = Literal["good", "late", "calm"]


@dataclass(frozen=True, slots=True)
class Tab:
    """One page in the list at the left."""

    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that is one form; posts to itself, then = keep or what its other button says."""

    title: str
    groups: tuple[FieldGroup, ...]
    back_url: str = ""


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """A mailbox in the list: how fetching goes is said in words with a shape.

    `sending` says what is out of the ordinary about sending, `fault` why its server takes nothing.
    """

    url: str
    address: str
    name: str
    state: State
    words: str
    detail: str = ""
    ways: str = ""
    sending: str = ""
    fault: str = ""
    consent_url: str = ""
    signing_url: str = ""


@dataclass(frozen=True, slots=True)
class MailboxesPage:
    """GET /office/mailboxes/ ."""

    rows: tuple[MailboxRow, ...]


@dataclass(frozen=True, slots=True)
class MailboxPage:
    """GET and POST /office/mailboxes/new/ and /office/mailboxes/<id>/ ; then = test | keep. A new one has no `row`."""

    title: str
    groups: tuple[FieldGroup, ...]
    tests: tuple[Tried, ...] = ()
    row: MailboxRow | None = None


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """GET /office/mailboxes/<id>/consent/ : the provider's page is `ask_url`; it leads back to `back_to`."""

    title: str
    provider: str
    back_to: str
    scopes: tuple[str, ...]
    given: bool
    ask_url: str
    mailbox_url: str


@dataclass(frozen=True, slots=True)
class SigningPage:
    """GET and POST /office/mailboxes/<id>/signing/ ; then = make | keep. The record is what has to be published."""

    title: str
    groups: tuple[FieldGroup, ...]
    mailbox_url: str
    record_name: str = ""
    record_pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextRow:
    """One mail by template in one language; `own` where the desk has worded it itself."""

    url: str
    language: str
    own: bool


@dataclass(frozen=True, slots=True)
class TextKind:
    """A mail by template: what it is called and when it goes out, in each language."""

    name: str
    words: str
    rows: tuple[TextRow, ...]


@dataclass(frozen=True, slots=True)
class TextsPage:
    """GET /office/texts/ ."""

    kinds: tuple[TextKind, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable that a text may name, and what stands there in a mail."""

    name: str
    words: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A text filled with a case, or why it can't be."""

    case: str
    subject: str = ""
    body: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TextPage:
    """GET and POST /office/texts/<kind>/<language>/ ; then = preview | keep; packaged/ goes back to ours."""

    title: str
    words: str
    groups: tuple[FieldGroup, ...]
    variables: tuple[Variable, ...]
    own: bool
    url: str
    preview: Preview | None = None


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A text block in the list."""

    url: str
    name: str
    language: str
    begins: str


@dataclass(frozen=True, slots=True)
class BlocksPage:
    """GET /office/blocks/ ."""

    rows: tuple[BlockRow, ...]


@dataclass(frozen=True, slots=True)
class BlockPage:
    """GET and POST /office/blocks/new/ and /office/blocks/<id>/ ; removal/ removes it."""

    title: str
    groups: tuple[FieldGroup, ...]
    variables: tuple[Variable, ...]
    removal_url: str = ""


@dataclass(frozen=True, slots=True)
class AgentRow:
    """An agent in the list."""

    url: str
    name: str
    initials: str
    email: str
    detail: str
    leads: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class AgentsPage:
    """GET /office/agents/ ."""

    rows: tuple[AgentRow, ...]


@dataclass(frozen=True, slots=True)
class AgentPage:
    """GET and POST /office/agents/new/ and /office/agents/<id>/ ; absence/ posts a form, link/, leaving/, return/ and
    presence/ post nothing."""

    title: str
    groups: tuple[FieldGroup, ...]
    email: str = ""
    link_url: str = ""
    leaving_url: str = ""
    return_url: str = ""
    absence: FieldGroup | None = None
    absence_url: str = ""
    away: str = ""
    presence_url: str = ""


@dataclass(frozen=True, slots=True)
class LinkPage:
    """Shown once, where no mailbox can carry it: the link by which an agent chooses a password."""

    name: str
    link: str
    back_url: str = "/office/agents/"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was waived or left open, and why."""

    case: str
    url: str
    customer: str
    what: str
    why: str
    who: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened."""

    name: str
    times: int


@dataclass(frozen=True, slots=True)
class WaivedPage:
    """GET /office/waived/ ."""

    counts: tuple[Count, ...]
    waived: tuple[Reason, ...]
    left_open: tuple[Reason, ...]
    sent_anyway: tuple[Reason, ...]
    waived_in_all: int
    left_open_in_all: int
    sent_anyway_in_all: int
