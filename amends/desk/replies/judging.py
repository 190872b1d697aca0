"""What the coach reads in our words: which messages they answer, and whether they restate, offer or apologise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amends.craft import coach
from amends.desk.advice.hearing import questions_in
from amends.desk.advice.rules import key_of
from amends.desk.cases.models import Case, Event, Message
from amends.desk.owed.models import Obligation
from amends.desk.people.models import BOTTOM
from amends.desk.replies.answers import answers_to

if TYPE_CHECKING:
    from amends.craft.coach import Channel, Review, Stage
    from amends.craft.coach.reviewing import Known
    from amends.desk.people.models import Agent

Answers = Literal["all", "none"]
MESSAGES_READ = 12
"""The customer's newest messages in which what they told is looked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the writer says of their own words; None leaves the judgement to the coach."""

    answers: Answers | None = None
    restates: bool | None = None
    offers: bool | None = None
    apologises: bool | None = None
    fixes: bool = False
    introduces: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the words count for; `answers` are the ids of the events that asked."""

    answers: tuple[int, ...]
    restates: bool
    offers: bool
    apologises: bool
    fixes: bool
    introduces: bool = False
    reasked: int = 0


def judge(case: Case, agent: "Agent", text: str, said: Said, *, excuses: Mapping[str, str]) -> Judged:
    """Return what `text` counts for; a question that the writer excuses with a reason is no gap."""
    asked = open_questions(case)
    read_restates = bool(asked) and said.restates is None and coach.restates(text, asked_text(asked))
    return Judged(
        answers=_answered(case, text, asked, said.answers, excuses),
        restates=read_restates if said.restates is None else said.restates,
        offers=coach.offers(text) if said.offers is None else said.offers,
        apologises=coach.apologises(text) if said.apologises is None else said.apologises,
        fixes=said.fixes,
        introduces=introduces(case, agent, text) if said.introduces is None else said.introduces,
        reasked=len(coach.asked_again(text, [told for one in _their_texts(case) for told in coach.told_in(one)])),
    )


def introduces(case: Case, agent: "Agent", text: str) -> bool:
    """Whether these are the words of the senior who was called for, or name them to the customer (C4.7)."""
    called = Obligation.objects.open().filter(case=case, kind="escalate").select_related("owner").first()
    senior = called.owner if called is not None else None
    if called is None or senior is None:
        return called is not None and agent.rank > BOTTOM
    return agent == senior or agent.rank >= senior.rank or senior.public_name.casefold() in text.casefold()


def open_questions(case: Case) -> Sequence[tuple[int, Message]]:
    """Return the messages that still want an answer, each with the id of the event that asked, oldest first."""
    opened = Obligation.objects.open().filter(case=case, kind="answer").values("opened_by")
    events = Event.objects.filter(pk__in=opened).order_by("pk")
    messages = Message.objects.in_bulk([event.data["message"] for event in events if event.data.get("message")])
    return [(event.pk, messages[event.data["message"]]) for event in events if event.data.get("message") in messages]


def asked_text(asked: Sequence[tuple[int, Message]]) -> str:
    """Return all that is still to be answered as one text, for the coach."""
    return "\n\n".join(message.shown for _, message in asked)


def review(case: Case, draft: str, *, stage: "Stage", channel: "Channel") -> "Review":
    """Return the coach's view of a draft against what is still to be answered; nothing is written.

    What this desk and its agents told the coach is in `coaching.coached`.
    """
    asked = questions_in(case, [message for _, message in asked_now(case)])
    known = known_of(case, draft, stage=stage)
    return coach.review(draft, message="\n\n".join(asked.texts), stage=stage, channel=channel, **known)


def known_of(case: Case, draft: str, *, stage: "Stage", signature: str = "") -> "Known":
    """Return what the desk knows of a case beside the words that are to be answered."""
    return {
        "customer": case.customer.name,
        "again": stage == "own_up" and has_failed_before(case),
        "told": [told for one in _their_texts(case) for told in coach.told_in(one)] if draft.strip() else (),
        "signature": signature,
    }


def asked_now(case: Case) -> Sequence[tuple[int, Message]]:
    """Return the messages that want an answer and don't get it by a reply that is leaving, with the asking events."""
    return _without_answers_leaving(case, open_questions(case))


def has_failed_before(case: Case) -> bool:
    """Whether somebody senior was called for because we failed this customer a second time (C2.2)."""
    called = Event.objects.of(case).filter(kind="escalation.asked")
    return any(event.data.get("why") == "second_failure" for event in called)


def _their_texts(case: Case) -> tuple[str, ...]:
    """Return the customer's newest messages, subjects included: what they told there nobody asks for again (C2.9)."""
    theirs = Message.objects.of(case).filter(direction="in", verified=True).order_by("-said_at", "-pk")[:MESSAGES_READ]
    return tuple(f"{row.subject}.\n\n{row.shown}" for row in theirs)


def _without_answers_leaving(case: Case, asked: Sequence[tuple[int, Message]]) -> Sequence[tuple[int, Message]]:
    """Leave out what a reply answers that only waits out its seconds of grace; taking it back brings them back."""
    if not asked:
        return asked
    leaving = set(case.messages.filter(dispatch__state="waiting").values_list("pk", flat=True))
    sent = case.events.filter(kind="reply.sent") if leaving else ()
    answered = {number for event in sent if event.data["message"] in leaving for number in event.data["answers"]}
    return [(event, message) for event, message in asked if event not in answered]


def _answered(
    case: Case, text: str, asked: Sequence[tuple[int, Message]], answers: Answers | None, excuses: Mapping[str, str]
) -> tuple[int, ...]:
    if answers == "none":
        return ()
    if answers == "all":
        return tuple(event for event, _ in asked)
    questions = questions_in(case, [message for _, message in asked])
    reviewed = coach.review(text, message="\n\n".join(questions.texts))
    excused = {key_of(question) for question, reason in excuses.items() if reason.strip()}
    left_open = {
        question.asked.message
        for question in answers_to(text, questions, reviewed)
        if not question.answered and question.asked.key not in excused
    }
    return tuple(event for event, message in asked if message.pk not in left_open)
