"""What a play is made of: sentences, questions, steps, and the signals that suggest it."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from amends.craft.listening.heard import PlayId

RecordKind = Literal[
    "reason_for_leaving",
    "budget",
    "offer_made",
    "cause_told",
    "cure_told",
    "call_back_promised",
    "warned",
    "said",
    "ended",
    "named_superior",
    "introduced",
    "supported",
]
"""All that can be written down in a play."""

Detail = Literal["text", "amount", "date", "time", "person", "threat"]
"""What a record may tell beyond its kind; the values are kept elsewhere, here it counts that they were given."""

Does = Literal["escalate", "promise_call_back", "end_contact", "support_agent", "offer"]
"""What a step does on the desk."""

Where = Literal["always", "spoken", "written"]
Signal = Literal["churn", "wants_supervisor", "abuse", "stalemate", "complaint", "rounds", "words", "spoken"]

_PLACE: Final = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence in the languages of the desk, with places such as {name} for what only the case knows.

    `where` says whether it suits talking, writing, or both.
    """

    en: str
    de: str
    where: Where = "always"

    def say(self, language: str, **known: str) -> str:
        """Give the sentence in `language` (English where there is none), its places filled with what is `known`.

        A place without a value stays as it is, for the coach to find.
        """
        sentence = self.de if language == "de" else self.en
        return _PLACE.sub(lambda place: known.get(place[1], place[0]), sentence)

    @property
    def places(self) -> frozenset[str]:
        """The names of the places in it, in either language."""
        return places_in(self.en) | places_in(self.de)


def places_in(sentence: str) -> frozenset[str]:
    """Give the names that stand in curly brackets in a sentence."""
    return frozenset(_PLACE.findall(sentence))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a play.

    `record` is what is written down when it is done, `needs` the details that record has to tell, `after` the records
    that come before it. An `optional` step may be passed over. With `second_person` somebody else has to agree; with
    `by_another` whoever did what stands in `after` can't do it themselves. `closes` ends the contact: nothing but what
    comes after it may follow. `at_threat` says that a threat of violence does away with waiting for `after` and for the
    second person; `only_at_threat` that the step exists only then.
    """

    id: str
    title: Wording
    say: tuple[Wording, ...]
    ask: tuple[Wording, ...]
    record: RecordKind
    needs: frozenset[Detail] = frozenset()
    after: tuple[RecordKind, ...] = ()
    does: Does | None = None
    optional: bool = False
    second_person: bool = False
    by_another: bool = False
    closes: bool = False
    at_threat: bool = False
    only_at_threat: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """One signal and the value from which on it counts."""

    signal: Signal
    at_least: float


@dataclass(frozen=True, slots=True)
class Play:
    """A known kind of conversation; it is suggested when all signs of one of its `when` are there."""

    id: PlayId
    craft: str
    title: Wording
    purpose: Wording
    when: tuple[tuple[Sign, ...], ...]
    steps: tuple[Step, ...]

    def step_of(self, kind: RecordKind) -> Step | None:
        """Give the step that writes down `kind`, if the play has one."""
        return next((step for step in self.steps if step.record == kind), None)
