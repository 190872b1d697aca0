"""Mails by template: the statement of promises, the follow-up, the link, the nudge and the code."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Missing, NotAllowed
from amends.desk.cases.models import Case, Event, Message, Participant
from amends.desk.delivery.actions import put_on_the_way
from amends.desk.delivery.rules import GRACE
from amends.desk.handoffs.models import Handoff
from amends.desk.owed.actions import reckon
from amends.desk.owed.models import Obligation, Promise
from amends.desk.policies.models import DeskSettings
from amends.desk.policies.wording import fill, wording
from amends.desk.replies.actions import outgoing
from amends.desk.replies.addressing import customer_address
from amends.desk.replies.values import values_of

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent

COUNTS_AS_REPLY = frozenset({"statement", "follow_up", "nudge"})
"""Mails that a person sends by one click: words of ours, with what they settle. A link or a code only opens a door."""


@transaction.atomic
def send_text(case: Case, agent: "Agent", kind: str, *, now: "datetime") -> Message:
    """Send the statement, the follow-up, the nudge or the link, by a person's click.

    Raises Missing where a value of the text or an address is missing, or nothing is promised.
    """
    settings = DeskSettings.current()
    case = Case.locked(case.pk)
    if not case.is_open:
        raise AlreadyDone("case_closed")
    if kind == "statement" and not Promise.objects.filter(case=case, kept_at=None, withdrawn_at=None).exists():
        raise Missing("promises")
    if kind == "follow_up" and not _follow_up_is_ripe(case, now=now):
        raise NotAllowed("too_early")
    participant = participant_for(case)
    counts = kind in COUNTS_AS_REPLY
    made = made_of_text(
        case, kind, participant, settings, now=now, agent=agent, kind=Message.Kind.REPLY if counts else kind
    )
    put_on_the_way(made, leaves_at=now + GRACE if counts else now)
    if counts:
        case.write("reply.sent", at=now, agent=agent, message=made.pk, answers=[], text=kind)
    else:
        case.write("text.sent", at=now, agent=agent, message=made.pk, text=kind)
    reckon(case, now=now)
    return made


@transaction.atomic
def send_statement(agreed: Event, *, now: "datetime") -> Message | None:
    """Tell the customer in writing what was promised when they chose, in the name of the case's owner; once.

    Nothing goes where nothing is left to be kept, the case was closed meanwhile, or no address to write to is known.
    """
    case = Case.locked(agreed.case_id)
    later = case.events.filter(kind="reply.sent", data__text="statement", pk__gt=agreed.pk)
    promised = Promise.objects.filter(case=case, kept_at=None, withdrawn_at=None)
    if not case.is_open or customer_address(case) is None or not promised.exists() or later.exists():
        return None
    made = made_of_text(
        case, "statement", participant_for(case), DeskSettings.current(), now=now, agent=case.owner, kind="reply"
    )
    put_on_the_way(made, leaves_at=now, automatic=True)
    case.write("reply.sent", at=now, agent=case.owner, message=made.pk, answers=[], text="statement")
    reckon(case, now=now)
    return made


def send_by_itself(case: Case, text: str, participant: Participant, *, now: "datetime") -> Message:
    """Send a text that counts as words of ours without a person's click; to be called with the case locked."""
    made = made_of_text(case, text, participant, DeskSettings.current(), now=now, kind=Message.Kind.REPLY)
    put_on_the_way(made, leaves_at=now, automatic=True)
    case.write("reply.sent", at=now, message=made.pk, answers=[], text=text)
    reckon(case, now=now)
    return made


@transaction.atomic
def send_introduction(handoff: Handoff, *, now: "datetime") -> Message | None:
    """Tell the customer who goes on with their matter and who stays at hand, once it was accepted (C5.2)."""
    case = Case.locked(handoff.case_id)
    if not case.is_open or handoff.accepted_at is None:
        return None
    participant, taker = participant_for(case), handoff.taker
    extra = {"giver": handoff.giver.public_name}
    kind, settings = Message.Kind.REPLY, DeskSettings.current()
    made = made_of_text(case, "introduction", participant, settings, now=now, agent=taker, kind=kind, extra=extra)
    put_on_the_way(made, leaves_at=now + GRACE, automatic=True)
    case.write("reply.sent", at=now, agent=taker, message=made.pk, answers=[], text="introduction")
    reckon(case, now=now)
    return made


def _follow_up_is_ripe(case: Case, *, now: "datetime") -> bool:
    rows = Obligation.objects.open().filter(case=case, kind="follow_up")
    return any(row.not_before is None or row.not_before <= now for row in rows)


@transaction.atomic
def send_code(participant: Participant, code: str, *, now: "datetime") -> Message:
    """Mail a one-time code to a participant's own address."""
    settings = DeskSettings.current()
    case = Case.locked(participant.case_id)
    made = made_of_text(case, "code", participant, settings, now=now, kind=Message.Kind.CODE, extra={"code": code})
    case.write("text.sent", at=now, message=made.pk, text="code")
    put_on_the_way(made, leaves_at=now)
    return made


def participant_for(case: Case) -> Participant:
    """Return the customer's participant by the address we write to.

    Raises Missing where no email address is known.
    """
    address = customer_address(case)
    if address is None:
        raise Missing("email_address")
    return Participant.objects.get_or_create(case=case, address=address, defaults={"verified": True})[0]


def made_of_text(
    case: Case,
    text: str,
    participant: Participant,
    settings: DeskSettings,
    *,
    now: "datetime",
    kind: str,
    agent: "Agent | None" = None,
    extra: dict[str, str] | None = None,
) -> Message:
    """Write down a mail made of a text of the desk; it is not on its way yet."""
    words = wording(text, participant.address.customer.language)
    values = {**values_of(case, settings, agent=agent, participant=participant), **(extra or {})}
    made = outgoing(
        case,
        kind=kind,
        text=fill(words.body, values),
        subject=fill(words.subject, values),
        to=[participant.address.value],
        now=now,
        agent=agent,
    )
    made.address = participant.address
    made.save(update_fields=["address"])
    return made
