"""What people do with the pile: make a case of a mail, say it is not for us, try it again, vouch for a stranger."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from amends.craft.mail import Address, parse
from amends.craft.refusal import AlreadyDone, Malformed
from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Case, Message, Participant
from amends.desk.delivery.bounces import likely, settle_by_hand
from amends.desk.intake.entering.placing import place
from amends.desk.intake.machines.forms import filled_in
from amends.desk.intake.machines.groups import handed_on
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.reading import read_anew
from amends.desk.intake.sorting.sorting import Received
from amends.desk.intake.threading.signs import find
from amends.desk.owed.actions import reckon
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent


@transaction.atomic
def make_case(arrival: Arrival, agent: "Agent", *, now: "datetime", writer: Address | None = None) -> Case:
    """Read a piled mail as a customer's message, whatever spoke against it; it owes an answer from now on.

    What a group or a form sent on is of whoever wrote it, also where we would not have believed that by ourselves.
    Of a mail that names no sender it is the `writer` whom people know, else a new customer without an address. Raises
    Malformed where there is neither a sender nor anything to read, or where the writer's address is none.
    """
    arrival = _on_pile(arrival)
    mail = filled_in(handed_on(parse(bytes_of(arrival.digest))), arrival.mailbox)
    if writer is not None and not mail.sender.address:
        mail = replace(mail, sender=_checked(writer))
    if not mail.sender.address and not mail.text.strip() and not mail.attachments:
        raise Malformed("unreadable")
    arrival.live, arrival.arrived_at = True, now
    placed = place(mail, arrival, arrival.mailbox, settings=DeskSettings.current(), now=now, by_hand=True)
    if placed is None:
        raise Malformed("unreadable")
    arrival.message, arrival.settled_at, arrival.settled_by = placed.message, now, agent
    arrival.save()
    return placed.case


@transaction.atomic
def try_again(arrival: Arrival, agent: "Agent", *, now: "datetime") -> Received:
    """Read a piled mail anew with what the desk knows today, and place it as if it came just now.

    Times still run from its arrival, and history stays history. It may well land on the pile again, perhaps for
    another reason; what became of it is returned.
    """
    arrival = _on_pile(arrival)
    received = read_anew(arrival, now=now)
    if arrival.message_id is not None:
        arrival.settled_at, arrival.settled_by = now, agent
    arrival.save()
    return received


def came_back(arrival: Arrival) -> Message | None:
    """Return the mail of ours that a piled bounce may be about; a guess by recipient and time, for people to judge."""
    if arrival.pile_reason != Arrival.Reason.BOUNCE:
        return None
    return likely(parse(bytes_of(arrival.digest)), at=arrival.arrived_at)


@transaction.atomic
def settle_bounce(arrival: Arrival, message: Message, agent: "Agent", *, now: "datetime") -> None:
    """Say that a piled bounce is about this mail of ours: it did not arrive, and what it had settled is owed again."""
    arrival = _on_pile(arrival)
    settle_by_hand(message, parse(bytes_of(arrival.digest)), at=arrival.arrived_at)
    arrival.message, arrival.settled_at, arrival.settled_by = message, now, agent
    arrival.save(update_fields=["message", "settled_at", "settled_by"])


@transaction.atomic
def dismiss(arrival: Arrival, agent: "Agent", *, now: "datetime") -> None:
    """Say that a piled mail is not for us; it stays kept and can be seen."""
    arrival = _on_pile(arrival)
    arrival.settled_at, arrival.settled_by = now, agent
    arrival.save(update_fields=["settled_at", "settled_by"])


def take_back(arrival: Arrival) -> None:
    """Put a mail back on the pile that was taken for not for us."""
    put_aside = Arrival.objects.filter(pk=arrival.pk, message=None).exclude(pile_reason="").exclude(settled_at=None)
    if not put_aside.update(settled_at=None, settled_by=None):
        raise AlreadyDone("off_the_pile")


@transaction.atomic
def vouch(participant: Participant, agent: "Agent", *, now: "datetime") -> None:
    """Say that a stranger in a case does belong to it."""
    case = Case.locked(participant.case_id)
    if not Participant.objects.filter(pk=participant.pk, verified=False).update(verified=True):
        raise AlreadyDone("verified")
    case.write("participant.verified", at=now, agent=agent, participant=participant.pk)
    reckon(case, now=now)


def _on_pile(arrival: Arrival) -> Arrival:
    found = Arrival.objects.select_for_update(of=("self",)).filter(pk=arrival.pk, settled_at=None).first()
    if found is None or not found.pile_reason or found.message_id is not None:
        raise AlreadyDone("off_the_pile")
    return found


def _checked(writer: Address) -> Address:
    value = writer.address.strip()
    if value:
        try:
            validate_email(value)
        except ValidationError as error:
            raise Malformed("addresses", value=value) from error
    return Address(writer.name.strip(), value)


def case_named_by(arrival: Arrival) -> Case | None:
    """Return the case that a piled mail names by an id or a number, to look at; nothing follows from it."""
    mail = parse(bytes_of(arrival.digest))
    found = find(mail, sender=mail.sender.address.lower(), closed_since=arrival.arrived_at)
    best = next((entry.case for entry in found.candidates if entry.via != "customer"), None)
    return None if best is None else Case.objects.filter(pk=best).first()
