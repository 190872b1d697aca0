"""What one rule says about a message, and what a message says in all."""

from dataclasses import dataclass, field, fields
from typing import Literal, get_args

Mark = Literal[
    "question",  # asks for an answer
    "request",  # asks for a deed
    "want",  # says what would settle it
    "filler",  # looks like a question and wants no answer
    "plea",  # asks for help and says nothing of what: a request, though it looks like a question
    "embeds",  # opens a question that is told: "I'd like to know …"
    "inverted",  # a question by the order of its words
    "tried",  # what the customer has already done about it
    "goes_on",  # one more thing they did, where they tell of the first
    "diagnosis",  # their own idea of the cause
    "product",  # names a thing that one buys
    "bought",  # what they bought or got is named behind it
    "thanks",
    "accept",
    "deny",
    "unanswered",  # our answer was none to what they had asked: turned down, wherever it stands
    "but",  # takes back what was just accepted
    "maybe",  # speaks of what could happen, not of what did
    "automatic",  # sounds like a machine
    "at_us",  # an insult or a threat to who reads it, or to our people
    "stalemate",  # goes on disagreeing with our answer
    "remedy",  # names what would make it good
    "safety",  # somebody was or could be hurt
    "legal",  # lawyers, courts, authorities
]
MARKS: frozenset[str] = frozenset(get_args(Mark))


@dataclass(frozen=True, slots=True)
class Signals:
    """Weights of one rule.

    `complaint` is in log-odds (2 tips the scale alone, below 0 speaks against), `severity`, `urgency` and `abuse` are
    levels, the rest are strengths from 0 to 1.
    """

    complaint: float = 0
    severity: int = 0
    urgency: int = 0
    abuse: int = 0
    churn: float = 0
    supervisor: float = 0
    call: float = 0
    anger: float = 0
    disappointment: float = 0
    sadness: float = 0
    worry: float = 0
    confusion: float = 0
    helplessness: float = 0
    betrayal: float = 0
    gratitude: float = 0
    relief: float = 0


STRENGTHS = tuple(
    each.name for each in fields(Signals) if each.name not in {"complaint", "severity", "urgency", "abuse"}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to listen for: patterns that give it away, and examples that prove it.

    `bad` examples must fire the rule, `good` ones must not. With `opens`, a hit counts only where a clause begins.
    """

    id: str
    why: str
    patterns: tuple[str, ...]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    marks: frozenset[str] = frozenset()
    gives: Signals = Signals()
    opens: bool = False

    strengths: tuple[tuple[str, float], ...] = field(init=False)
    """The strengths above nothing that the rule speaks of, by name."""

    def __post_init__(self) -> None:
        """Gather the strengths once: they are asked for at every hit."""
        spoken_of = tuple((name, strength) for name in STRENGTHS if (strength := getattr(self.gives, name)))
        object.__setattr__(self, "strengths", spoken_of)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired between the code points `start` and `end`."""

    rule: Rule
    start: int
    end: int
