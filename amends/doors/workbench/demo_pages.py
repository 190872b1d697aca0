"""What the pages of the demo show: writing as the customer, and the mail that went out."""

from dataclasses import dataclass

from amends.doors.shell.moments import Moment
from amends.doors.workbench.pages import Choice


@dataclass(frozen=True, slots=True)
class DemoWritePage:
    """GET and POST of "Write as the customer"; posts sender, answers (a message's id or ""), subject, text."""

    senders: tuple[Choice, ...]
    answers: tuple[Choice, ...]
    sender: str = ""
    subject: str = ""
    text: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoMail:
    """A mail that a customer of the demo got."""

    subject: str
    to: str
    at: Moment
    text: str
    answer_url: str = ""


@dataclass(frozen=True, slots=True)
class DemoOutboxPage:
    """GET of "Outgoing mail", newest first."""

    mails: tuple[DemoMail, ...]
