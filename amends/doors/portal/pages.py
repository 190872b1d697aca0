"""What the customer's pages show: frozen dataclasses, given to the templates of the portal as `page`.

Every form posts to `page.url` + a noun: understanding/ (answer: yes | no, text), messages/ (text, files), solved/
(answer: yes | no, text), code/ (empty asks for a code by mail, code proves the address). Answers are POST only.
"""

from dataclasses import dataclass
from typing import Literal

from amends.doors.shell.moments import Moment


@dataclass(frozen=True, slots=True)
class PortalStep:
    """A line of "What happens now": done, under way, to come, or late and owned up to."""

    state: Literal["done", "now", "ahead", "late"]
    thing: str
    who: str
    when: str
    iso: str = ""


@dataclass(frozen=True, slots=True)
class PortalSaid:
    """One message of the conversation, shown only once the address is proved."""

    who: str
    at: Moment
    text: str
    ours: bool


@dataclass(frozen=True, slots=True)
class PortalPage:
    """GET /p/<token>/ . The same truth as the agent sees, in the customer's terms.

    `ask_understood`: the understanding waits for a yes or a not quite; `ask_solved`: everything promised has arrived.
    `notice` is what just happened; `preview`: an agent looks and can't act.
    """

    url: str
    desk: str
    language: str
    title: str
    contact: str
    contact_short: str
    number: str
    understanding: str
    understanding_state: Literal["none", "asked", "confirmed", "corrected", "assumed"]
    ask_understood: bool
    steps: tuple[PortalStep, ...]
    ask_solved: bool = False
    your_steps: tuple[PortalStep, ...] = ()
    our_words: tuple[PortalSaid, ...] = ()
    conversation: tuple[PortalSaid, ...] = ()
    proved: bool = False
    phone: str = ""
    closed: str = ""
    can_write: bool = True
    preview: bool = False
    notice: Literal["", "thanks", "corrected", "sent", "solved", "not_solved"] = ""
    draft: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class CodePage:
    """GET and POST /p/<token>/code/ . Proving the address; `address` is masked ("m…@example.com")."""

    url: str
    desk: str
    language: str
    address: str
    sent: bool = False
    error: Literal["", "wrong", "late", "too_many"] = ""
    preview: bool = False


@dataclass(frozen=True, slots=True)
class EndedPage:
    """A link that no longer opens anything: never says whose it was."""

    desk: str
    language: str
    phone: str = ""
    email: str = ""
