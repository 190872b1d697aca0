"""Decides what a kept mail is: a customer's message, a bounce, a copy of what we have, or something to look at.

What becomes of an arrival is written into it; whoever calls stores it, in the same transaction.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Message
from amends.desk.channels.trials import is_trial
from amends.desk.delivery.bounces import take_bounce
from amends.desk.intake.entering.placing import Place, place
from amends.desk.intake.machines.forms import filled_in
from amends.desk.intake.machines.groups import through_a_group
from amends.desk.intake.machines.loops import LOOP, PERIOD, note_machine, quieted
from amends.desk.intake.machines.reports import on_ours
from amends.desk.intake.models import Arrival
from amends.desk.intake.sorting.copies import same_message
from amends.desk.intake.sorting.forwarding import take_forward
from amends.desk.intake.threading.known import Known, Question
from amends.desk.intake.threading.known import look_up as ask
from amends.desk.intake.threading.leading import lead_answers
from amends.desk.intake.threading.signs import names, own_id
from amends.desk.jobs.backend import ATTEMPTS
from amends.desk.jobs.models import Job

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.mail import Mail
    from amends.desk.channels.models import Mailbox
    from amends.desk.policies.models import DeskSettings

Reason = Arrival.Reason
LOOK_AGAIN = "amends.desk.intake.tasks.look_again"
"""The task that places piled mail which waited for this one; by name, since it sorts mail itself."""
OUR_TEST = "our_test"
"""The code that says of a piled mail that it is a test mail of ours."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a raw mail; `case` is the public number, none on the pile."""

    digest: str
    message_id: str | None = None
    case: str | None = None
    opened: bool = False
    duplicate: bool = False
    kind: str = "message"
    pile: str = ""
    problems: tuple[str, ...] = field(default_factory=tuple)


def of_its_writer(mail: "Mail | None", mailbox: "Mailbox | None") -> "Mail | None":
    """Return a mail as its writer's, where a group of ours handed it on or a form on a web site sent it."""
    return mail and filled_in(through_a_group(mail, mailbox), mailbox)


def look_up(arrival: Arrival, mail: "Mail | None", settings: "DeskSettings") -> Known:
    """Return all that the desk knows of this arrival and its mail."""
    reopen_within = timedelta(days=settings.journey_times.reopen_elapsed_days)
    question = Question(
        digest=arrival.digest,
        own_id=own_id(mail) if mail else "",
        ids=names(mail) if mail else (),
        sender=_sender(mail),
        closed_since=arrival.arrived_at - reopen_within,
        lately_since=arrival.arrived_at - PERIOD,
        place=None if arrival.uid is None else (arrival.mailbox_id, arrival.uidvalidity, arrival.uid),
    )
    return ask(question)


def sort(arrival: Arrival, mail: "Mail | None", settings: "DeskSettings", *, known: Known, now: "datetime") -> Received:
    """Write into `arrival` where it belongs; `mail` is what was read of it, none where that was not even tried."""
    if mail is None:
        return pile(arrival, None, Reason.TOO_BIG if arrival.size > settings.max_mail_bytes else Reason.EMPTY)
    reason = _misdirected(mail, known)
    if reason:
        found = _own_copy(arrival, mail, known) or _sent_on(arrival, mail, settings, reason, now=now)
        if found is None:
            lead_answers(mail, arrival, known)
        return found or pile(arrival, mail, reason)
    if mail.kind == "bounce":
        return _bounce(arrival, mail)
    return _place(arrival, mail, settings, known, now=now)


def pile(arrival: Arrival, mail: "Mail | None", reason: str) -> Received:
    """Put a mail on the pile; a test mail of ours has come back, which is all that was wanted of it."""
    arrival.pile_reason = reason
    if reason == Reason.OURSELVES and mail is not None and is_trial(mail.message_id or ""):
        arrival.problems, arrival.settled_at = [*arrival.problems, OUR_TEST], arrival.received_at
    return Received(
        digest=arrival.digest,
        message_id=mail.message_id if mail else None,
        kind=mail.kind if mail else "message",
        pile=reason,
        problems=(*arrival.problems, f"pile:{reason}"),
    )


def _own_copy(arrival: Arrival, mail: "Mail", known: Known) -> Received | None:
    """A mail of ours that went to another mailbox of ours as well is the message that we have."""
    ours = [twin.message for twin in known.twins if twin.is_ours]
    return _copy_of(ours[0], arrival, mail) if ours else None


def _copy_of(message: int, arrival: Arrival, mail: "Mail") -> Received:
    arrival.message = Message.objects.select_related("case").get(pk=message)
    number = arrival.message.case.survivor().number
    return Received(digest=arrival.digest, message_id=mail.message_id, case=number, duplicate=True, kind=mail.kind)


def _sent_on(
    arrival: Arrival, mail: "Mail", settings: "DeskSettings", reason: str, *, now: "datetime"
) -> Received | None:
    """What one of us sends on is whoever wrote it; a machine that does so under our own address is not believed."""
    by_us = reason == Reason.AGENT or (reason == Reason.OURSELVES and mail.kind == "message" and not mail.automatic)
    placed = take_forward(arrival, mail, settings, now=now) if by_us else None
    return _placed(arrival, mail, placed) if placed else None


def _misdirected(mail: "Mail", known: Known) -> str:
    """Return why a mail can't be a customer's message, if it can't."""
    if not _sender(mail) and mail.kind != "bounce":
        return Reason.NO_SENDER
    return {"mailbox": Reason.OURSELVES, "agent": Reason.AGENT}.get(known.ours, "")


def _sender(mail: "Mail | None") -> str:
    return mail.sender.address.lower() if mail and mail.sender and mail.sender.address else ""


def _bounce(arrival: Arrival, mail: "Mail") -> Received:
    """A message of ours came back: what it had settled is owed again; a bounce of nothing of ours is piled."""
    message = take_bounce(mail, bytes_of(arrival.digest), at=arrival.arrived_at)
    if message is None:
        return pile(arrival, mail, Reason.BOUNCE)
    arrival.message = message
    number = message.case.survivor().number
    return Received(digest=arrival.digest, message_id=mail.message_id, case=number, kind=mail.kind)


def _place(arrival: Arrival, mail: "Mail", settings: "DeskSettings", known: Known, *, now: "datetime") -> Received:
    same = same_message(mail, known.twins)
    if same is not None:
        return _copy_of(same, arrival, mail)
    mail = quieted(on_ours(mail, arrival), arrival, wrote_much=known.wrote_much)
    placed: Place | None = place(mail, arrival, arrival.mailbox, settings=settings, now=now, known=known)
    if placed is None:
        return pile(arrival, mail, Reason.LOOP if LOOP in arrival.problems else Reason.AUTOMATIC)
    note_machine(placed.message, arrival)
    for waiting in sorted(known.awaited_by):
        key = f"{waiting}:{arrival.digest}:{LOOK_AGAIN}"
        Job.objects.put(Job(task=LOOK_AGAIN, args=[waiting], max_attempts=ATTEMPTS, unique_key=key))
    return _placed(arrival, mail, placed)


def _placed(arrival: Arrival, mail: "Mail", placed: Place) -> Received:
    arrival.message = placed.message
    return Received(
        digest=arrival.digest,
        message_id=mail.message_id,
        case=placed.case.number,
        opened=placed.opened,
        kind=mail.kind,
        problems=tuple(placed.message.problems),
    )
