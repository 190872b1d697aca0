"""What agents tell the coach: what became of a finding, and what is a question; counted when a reply is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q

from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.advice.catalogue import catalogue
from amends.desk.advice.hearing import place_in
from amends.desk.advice.models import Example, Outcome, Override
from amends.desk.advice.rules import key_of
from amends.desk.cases.models import Message

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.cases.models import Case
    from amends.desk.people.models import Agent

MESSAGES_READ: Final = 40
"""Newest messages of a customer in which an added question is looked for."""
LONGEST_SENTENCE: Final = 1000
LONGEST_QUESTION: Final = 600
MOST_KEPT: Final = 60
"""Findings of one reply that are counted."""
_CLICKED: Final = frozenset({*Outcome.Kind.values} - {Outcome.Kind.KEPT})


@dataclass(frozen=True, slots=True)
class Place:
    """A finding as the page shows it: its rule, the words it is about (none for the whole draft), their sentence."""

    rule: str
    words: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Something that holds a reply: the rule or reason's code, and the words it is about."""

    rule: str
    words: str


@transaction.atomic
def answer(case: "Case", agent: "Agent", place: Place, kind: str, *, now: "datetime") -> Outcome:
    """Keep what an agent did with a finding: "taken", or dismissed "once", in this "case", for "me", as "wrong".

    The same answer again changes nothing. Raises Malformed ("finding_answer") for another kind, Missing ("finding") for
    an unknown rule, NotAllowed ("finding_holds") where it would silence what must not leave.
    """
    if kind not in _CLICKED:
        raise Malformed("finding_answer", kind=kind)
    known = catalogue().get(place.rule)
    if known is None:
        raise Missing("finding", rule=place.rule)
    if known.holds and kind != Outcome.Kind.TAKEN:
        raise NotAllowed("finding_holds")
    wrong = kind == Outcome.Kind.WRONG
    made, _ = Outcome.objects.get_or_create(
        case=case,
        agent=agent,
        rule=place.rule,
        kind=kind,
        place=key_of(place.words),
        message=None,
        withdrawn_at=None,
        defaults={"at": now, "sentence": (place.sentence or place.words)[:LONGEST_SENTENCE] if wrong else ""},
    )
    return made


@transaction.atomic
def speak_again(case: "Case", agent: "Agent", rule: str, *, now: "datetime") -> int:
    """Take back what keeps a rule silent here, for the case, the agent or at single places; return how much it was."""
    silent = Outcome.objects.standing().filter(
        Q(case=case, kind=Outcome.Kind.CASE)
        | Q(agent=agent, kind=Outcome.Kind.ME)
        | Q(case=case, agent=agent, kind__in=[Outcome.Kind.ONCE, Outcome.Kind.WRONG]),
        rule=rule,
    )
    return silent.update(withdrawn_at=now)


@transaction.atomic
def add_question(case: "Case", agent: "Agent", text: str, *, now: "datetime") -> Example:
    """Say that words of the customer's ask something; raises Missing ("question_words") for words they didn't write."""
    return _example(case, agent, text, Example.Kind.ADDED, now=now)


@transaction.atomic
def strike_question(case: "Case", agent: "Agent", text: str, *, now: "datetime") -> Example:
    """Say that words of the customer's ask nothing; raises Missing ("question_words") for words they didn't write."""
    return _example(case, agent, text, Example.Kind.STRUCK, now=now)


def count_sent(case: "Case", agent: "Agent", message: Message, standing: Iterable[Place], *, now: "datetime") -> None:
    """Count what stood in a reply when it was sent, and give it what was taken and dismissed while it was written."""
    Outcome.objects.standing().filter(case=case, agent=agent, message=None).update(message=message)
    Outcome.objects.bulk_create(
        Outcome(
            case=case,
            agent=agent,
            rule=place.rule,
            kind=Outcome.Kind.KEPT,
            place=key_of(place.words),
            message=message,
            at=now,
        )
        for place in list(standing)[:MOST_KEPT]
    )


def give_back(message: Message) -> None:
    """Take back what was counted for a reply that didn't go: its words are a draft again."""
    found = Outcome.objects.filter(message=message)
    found.filter(kind=Outcome.Kind.KEPT).delete()
    found.update(message=None)
    Override.objects.filter(message=message).delete()


def keep_overrides(message: Message, held: Sequence[Held], reason: str) -> None:
    """Keep that a reply went although it was held, and why."""
    Override.objects.bulk_create(
        Override(message=message, rule=each.rule, words=each.words[:300], reason=reason.strip()[:300]) for each in held
    )


def _example(case: "Case", agent: "Agent", text: str, kind: str, *, now: "datetime") -> Example:
    text = " ".join(text.split())[:LONGEST_QUESTION]
    key = key_of(text)
    theirs = Message.objects.of(case).filter(direction=Message.Direction.IN).order_by("-said_at", "-pk")
    for message in theirs[:MESSAGES_READ] if key else ():
        place = place_in(message, text)
        if place is None:
            continue
        newest = Example.objects.filter(case=case, key=key).order_by("-pk").first()
        if newest is not None and newest.kind == kind:
            return newest
        start, end = place
        return Example.objects.create(
            case=case, message=message, agent=agent, kind=kind, text=text, start=start, end=end, key=key, at=now
        )
    raise Missing("question_words")
