"""What a step does on the desk: call somebody senior, owe a call back, end the contact."""

from typing import TYPE_CHECKING

from amends.craft.refusal import NotAllowed
from amends.desk.cases.models import Note
from amends.desk.followups import actions as followups
from amends.desk.handoffs.escalating import call
from amends.desk.owed.actions import journey_of
from amends.desk.owed.models import Obligation

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.plays import Step
    from amends.desk.cases.models import Case
    from amends.desk.people.models import Agent
    from amends.desk.plays.models import PlayRecord

WORDS = frozenset({"acknowledge", "answer", "understand", "offer", "update", "call_back", "own_up", "escalate"})
"""What is owed in words, and owed no more to whom we no longer speak; promises of things and money stay owed."""


def carry_out(step: "Step", made: "PlayRecord", *, due: "datetime | None", now: "datetime") -> None:
    """Do what the step says, part of the action that wrote it down.

    Where a second person has still to agree, only calling them is done now; ending follows when they have.
    """
    match step.does:
        case "escalate":
            _call_senior(made, now=now)
        case "promise_call_back" if due is not None:
            person = made.person_id
            _refuse_senior(made)
            made.case.write("call_back.promised", at=now, agent=made.agent, due=due.isoformat(), person=person)
        case _:
            pass


def end_contact(case: "Case", made: "PlayRecord", *, now: "datetime") -> bool:
    """Owe the customer no more words, and close the case; return whether it closed.

    What was promised stays owed: a case with a promise that is still to come stays open until it is kept.
    """
    agent, why = made.agent, _why(case, made)
    owed = Obligation.objects.open().of(case).filter(kind__in=WORDS).order_by("pk")
    _ask_for_support(case, agent, now=now)
    if journey_of(case, now=now).outstanding:
        for row in owed:
            followups.waive(row, agent, why, now=now)
        return False
    followups.close(case, "ended", agent=agent, reasons={row.pk: why for row in owed}, now=now)
    return True


def _call_senior(made: "PlayRecord", *, now: "datetime") -> None:
    """Call for the person named, with what was written down as their briefing."""
    _refuse_senior(made)
    call(made.case, "asked", now=now, agent=made.agent, senior=made.person)


def _refuse_senior(made: "PlayRecord") -> None:
    """Whom the customer is told of has to be here; and no junior for who asked for a senior."""
    person = made.person
    if person is not None and (not person.is_active or person.rank < made.agent.rank):
        raise NotAllowed("person_named", name=person.public_name)


def _why(case: "Case", made: "PlayRecord") -> str:
    """Give the reason for the end, which may stand in the record before the one that confirms it."""
    rows = type(made).objects.standing().of(case).filter(play=made.play, kind="ended")
    text = made.details.get("text") or next((row.details.get("text") for row in rows), "")
    return f"Contact ended: {text}"


def _ask_for_support(case: "Case", agent: "Agent", *, now: "datetime") -> None:
    """Leave word in the case that somebody has to speak with the agent today (C4.6)."""
    words = f"Please speak with {agent.public_name} today: the contact in this case was ended over abuse."
    note = Note.objects.create(case=case, agent=agent, text=words, written_at=now)
    case.write("note.added", at=now, agent=agent, note=note.pk)
