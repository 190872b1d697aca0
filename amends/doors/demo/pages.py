"""What the pages of the sample desk show: frozen dataclasses, given to its templates as `page`."""

from dataclasses import dataclass

from amends.doors.shell.moments import Moment


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a list: what is posted, what is read."""

    value: str
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class WritePage:
    """GET and POST of "Write as the customer"; posts sender, answers (a message's id or ""), subject, text."""

    senders: tuple[Choice, ...]
    answers: tuple[Choice, ...]
    sender: str = ""
    subject: str = ""
    text: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail that a customer of the sample got."""

    subject: str
    to: str
    at: Moment
    text: str
    answer_url: str


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """GET of "Outgoing mail", newest first."""

    mails: tuple[SentMail, ...]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody the visitor may be."""

    id: int
    name: str
    initials: str
    words: str
    current: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The sample's login page: nobody has a password, one says who one is."""

    people: tuple[Colleague, ...]
    next: str
