"""What was heard in one message of a customer."""

from dataclasses import dataclass
from typing import Literal

from amends.craft.text import Span

Tone = Literal["calm", "worried", "confused", "helpless", "disappointed", "angry", "relieved", "grateful"]
FactKind = Literal[
    "order",
    "invoice",
    "customer",
    "tracking",
    "reference",
    "amount",
    "date",
    "time",
    "period",
    "phone",
    "email",
    "url",
    "iban",
    "product",
    "diagnosis",
]
PlayId = Literal["retention", "stalemate", "talks_on", "abusive", "wants_boss"]

Alarm = Literal["safety", "legal"]
ALARMS: tuple[Alarm, ...] = ("safety", "legal")

IS_COMPLAINT = 0.5  # from this probability on, a message counts as a complaint


@dataclass(frozen=True, slots=True)
class Emotions:
    """How strongly each emotion speaks from a message, each from 0 to 1."""

    anger: float = 0
    disappointment: float = 0
    sadness: float = 0
    worry: float = 0
    confusion: float = 0
    helplessness: float = 0
    betrayal: float = 0
    gratitude: float = 0
    relief: float = 0
    neutral: float = 1


@dataclass(frozen=True, slots=True)
class Groups:
    """The seven groups of feelings that research counts by (P. Ekman's six, and none), each a chance from 0 to 1."""

    anger: float
    disgust: float
    fear: float
    joy: float
    sadness: float
    surprise: float
    neutral: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that carried a judgement: `what` was judged, the words, their place, and how much they gave (log-odds)."""

    what: str
    start: int
    end: int
    text: str
    much: float


@dataclass(frozen=True, slots=True)
class Course:
    """How a customer's tone went over a case: that of each earlier message, the last eight, and of this one.

    `trend` is "rises" where this message is hotter than the one before it, "falls" where it is cooler.
    """

    tones: tuple[Tone, ...] = ()
    trend: Literal["rises", "falls", "steady"] = "steady"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the customer told and may not be asked again: its kind, its value, and its place."""

    kind: FactKind
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Play:
    """A known kind of conversation, and the words that gave it away."""

    id: PlayId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """All that was heard; places count code points of the normalised text.

    `complaint` is the probability that it is one; `severity` runs from 0 to 4, `urgency` and `abuse` from 0 to 3,
    `churn`, `wants_supervisor`, `wants_human` (anybody but a machine) and `wants_call` from 0 to 1. `asks` is what
    opens an answer: the message asks, requests or complains, or leaves a doubt. `thanks_only` opens nothing. `accepts`
    says that it agrees, chooses or carries on, `denies` that it turns down what we understood or offered. `alarms`
    names what pulls in a senior at once. `groups` is known for English only.
    """

    tone: Tone
    emotions: Emotions
    complaint: float
    severity: int
    urgency: int
    churn: float
    abuse: int
    wants_supervisor: float
    wants_call: float
    questions: tuple[Span, ...]
    requests: tuple[Span, ...]
    wants: tuple[Span, ...]
    facts: tuple[Fact, ...]
    tried: tuple[Span, ...]
    plays: tuple[Play, ...]
    language: str
    asks: bool
    thanks_only: bool
    accepts: bool
    denies: bool
    alarms: tuple[Alarm, ...] = ()
    wants_human: float = 0.0
    groups: Groups | None = None
    evidence: tuple[Evidence, ...] = ()
    course: Course = Course()

    @property
    def is_complaint(self) -> bool:
        """Tell whether the message is more likely a complaint than not."""
        return self.complaint >= IS_COMPLAINT
