"""What the customer's pages show: frozen dataclasses, given to the templates of the portal as `page`.

Every form posts to `page.url` + a noun: understanding/ (answer: yes | no, text), messages/ (text), solved/ (answer:
yes | no, text), choices/ (offer, option), code/ (empty asks for a code by mail, code proves the address). Answers are
POST only.
"""

from dataclasses import dataclass
from typing import Literal

from amends.doors.shell.moments import Moment

StepState = Literal["done", "now", "ahead", "late"]
Notice = Literal["", "thanks", "corrected", "sent", "solved", "not_solved", "chosen"]
CodeError = Literal["", "wrong", "late", "too_many"]
FormName = Literal["", "understanding", "messages", "solved", "choices"]
NOTICES: tuple[Notice, ...] = ("thanks", "corrected", "sent", "solved", "not_solved", "chosen")


@dataclass(frozen=True, slots=True)
class PortalStep:
    """A line of "What happens now": done, under way, to come, or late and owned up to."""

    state: StepState
    thing: str
    who: str
    when: str
    iso: str = ""


@dataclass(frozen=True, slots=True)
class PortalSaid:
    """One message: of ours before the address is proved, of both sides after."""

    who: str
    at: Moment
    text: str
    ours: bool


@dataclass(frozen=True, slots=True)
class PortalOption:
    """One thing that can be chosen, with its exact amount and the day it is done by, if it is chosen today."""

    id: int
    thing: str
    amount: str
    when: str


@dataclass(frozen=True, slots=True)
class PortalOffer:
    """What we can do: one of the options, or all `together`; `wants_proof` says that money is agreed to by a code only.

    One that refuses says why, and where else they can turn.
    """

    id: int
    options: tuple[PortalOption, ...]
    together: bool
    wants_proof: bool
    refuses: bool = False
    reason: str = ""
    appeal: str = ""


@dataclass(frozen=True, slots=True)
class PortalPage:
    """GET /p/<token>/ . The same truth as the agent sees, in the customer's terms.

    `ask_understood`: the understanding waits for a yes or a not quite; `ask_solved`: everything promised has arrived.
    `notice` is what just happened; `preview`: an agent looks and can't act. What was refused stands in `refused` (which
    form), `draft` (what was typed) and `error`. `sample`: it is the sample desk.
    """

    url: str
    desk: str
    language: str
    title: str
    contact: str
    contact_short: str
    number: str
    understanding: str = ""
    ask_understood: bool = False
    can_correct: bool = False
    ask_solved: bool = False
    steps: tuple[PortalStep, ...] = ()
    your_steps: tuple[PortalStep, ...] = ()
    zone: str = ""
    said: tuple[PortalSaid, ...] = ()
    proved: bool = False
    can_prove: bool = False
    phone: str = ""
    closed: str = ""
    can_write: bool = True
    preview: bool = False
    sample: bool = False
    notice: Notice = ""
    refused: FormName = ""
    draft: str = ""
    error: str = ""
    offer: PortalOffer | None = None


@dataclass(frozen=True, slots=True)
class CodePage:
    """GET and POST /p/<token>/code/ . Proving the address; `address` is masked ("m…@example.com")."""

    url: str
    desk: str
    language: str
    address: str
    error: CodeError = ""


@dataclass(frozen=True, slots=True)
class ShutPage:
    """A link that opens nothing: it ended, never was one, or was tried too often. Never says whose it was."""

    desk: str
    language: str
    why: Literal["ended", "unknown", "too_often"]
    phone: str = ""
    email: str = ""
