"""What is said in a case and how it is answered: the conversation and the composer.

Every form posts to the case's URL + a noun; README.md lists nouns and fields.
"""

from dataclasses import dataclass
from typing import Literal

from amends.doors.shell.moments import Moment
from amends.doors.shell.tones import Tone
from amends.doors.workbench.margin import Coach
from amends.doors.workbench.pages import Choice, Stretch

SaidKind = Literal["theirs", "ours", "note", "call", "automatic"]
DeliveryState = Literal["leaving", "sending", "delivered", "failed", "twice", "in_part", "recalled"]
ComposerTab = Literal["reply", "note", "call"]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a message: its name, its size in words, where it is downloaded, and where it is seen or heard."""

    name: str
    size: str
    url: str
    picture_url: str = ""
    sound_url: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """Something a mail carried besides words: an icon, a sentence, lines below it; `warns` of what needs care.

    `phones` are numbers that can be added to the customer at `customer_url`.
    """

    icon: str
    words: str
    lines: tuple[str, ...] = ()
    warns: bool = False
    phones: tuple[str, ...] = ()
    customer_url: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far one of our messages is.

    `reason` says why it failed; while leaving, `seconds` count to `leaves_at` (ISO) and `recall_url` takes it back.
    """

    state: DeliveryState
    words: str
    reason: str = ""
    leaves_at: str = ""
    seconds: int = 0
    recall_url: str = ""
    again_url: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One message, note or call.

    `text` is what they wrote themselves, cut where questions were heard; what they quoted and their signature are
    folded. `sent_url` shows it as it was sent. `unverified` says that the sender is no participant yet.
    """

    id: str
    kind: SaidKind
    who: str
    how: str
    at: Moment
    text: tuple[Stretch, ...]
    quoted: str = ""
    attached: tuple[Attached, ...] = ()
    to: str = ""
    tone: Tone | None = None
    delivery: Delivery | None = None
    raw_url: str = ""
    heard_url: str = ""
    unverified: bool = False
    is_new: bool = False
    problems: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    sent_url: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened between messages, as one line: "Cleo took the case"."""

    words: str
    at: Moment
    icon: str = "circle"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the conversation: either something said or something that happened."""

    said: Said | None = None
    happened: Happened | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a language model was asked last and said: `faults` and `open_questions` are what the coach says of it.

    `told` is what left the house; `used` says that it is the draft now.
    """

    id: int
    is_wording: bool
    state: str
    words: str
    why: str
    model: str
    told: str
    at: Moment
    faults: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    used: bool = False


@dataclass(frozen=True, slots=True)
class Suggesting:
    """A language model may be asked: posts suggest = wording | summary and text to `url`."""

    url: str
    last: Suggested | None = None


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """Any text that the coach reads: a sign, a page, a template, or a reply with the message it answers."""

    text: str
    message: str
    coach: Coach


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text block filled in for this case; `missing` names values that the case lacks, then it can't be used."""

    id: int
    name: str
    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """The reply being written.

    Posts to, cc, text, files, restates, offers, reason-<question>, anyway and seen (the id of the last entry the writer
    has seen). `others` are who else they wrote to; `refusal` says why it did not go; `newer` says what arrived unseen;
    `stranger` warns of who would read it, `returned` that our mail comes back and how else to reach them; `anyway` is
    why it goes although it is held.
    """

    to: tuple[Choice, ...]
    cc: str = ""
    text: str = ""
    seen: str = ""
    restates: bool = False
    offers: bool = False
    blocks: tuple[TextBlock, ...] = ()
    stranger: str = ""
    refusal: str = ""
    newer: str = ""
    saved: Moment | None = None
    others: str = ""
    anyway: str = ""
    returned: str = ""


@dataclass(frozen=True, slots=True)
class Composer:
    """The three ways to add to the conversation, one of them in front."""

    tab: ComposerTab
    reply: ReplyForm
    coach: Coach
    sends_as: str
    placeholder: str = ""
    note_text: str = ""
    call_text: str = ""
    call_number: str = ""
    suggesting: Suggesting | None = None
