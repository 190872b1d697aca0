"""Moves messages of ours out of the house: put on the way, taken back, left, delivered, failed."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Now

from amends.craft.refusal import AlreadyDone, Refused, TooLate
from amends.desk.cases.kept import bytes_of, keep
from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.models import Dispatch
from amends.desk.delivery.rules import LEASE, MOST_TRIES, pause_after
from amends.desk.delivery.writing import NOWHERE, mailbox_of, write
from amends.desk.owed.actions import reckon
from amends.desk.people.models import Address

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger(__name__)
State = Dispatch.State


class Undeliverable(Exception):  # noqa: N818 - it is the server's answer
    """The server, or the way to it, did not take a letter.

    `permanent` says that trying again is of no use; `unsure`, that it may have been taken all the same; `untried`, that
    there is no way out of the house yet, so that waiting is no failure of the letter.
    """

    def __init__(self, reason: str, *, permanent: bool, unsure: bool = False, untried: bool = False) -> None:
        """Keep the server's words."""
        super().__init__(reason)
        self.reason, self.permanent, self.unsure, self.untried = reason, permanent, unsure, untried


@dataclass(frozen=True, slots=True)
class Refusal:
    """A recipient for whom a server did not take a letter, and why."""

    recipient: str
    reason: str
    permanent: bool


class TakenInPart(Exception):  # noqa: N818 - it is the server's answer
    """The server took a letter, but not for everybody it goes to."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        """Keep for whom it was not taken."""
        super().__init__("; ".join(refusal.reason for refusal in refusals))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Letter:
    """What a transport gets: the exact bytes, who sends them and to whom."""

    mailbox: Mailbox | None
    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class Transport(Protocol):
    """Brings letters to a mail server."""

    def send(self, letter: Letter) -> None:
        """Return once the server has said OK for every recipient.

        Raises Undeliverable, or TakenInPart where it said so for some.
        """


def put_on_the_way(message: Message, *, leaves_at: "datetime") -> Dispatch:
    """Record that a message is to be delivered from `leaves_at` on; part of the action that wrote the message."""
    return Dispatch.objects.create(message=message, leaves_at=leaves_at)


def take_back(message: Message) -> None:
    """Undo a dispatch that still waits.

    Raises TooLate once it has left, AlreadyDone if it was taken back before. Races with `leave` on one UPDATE.
    """
    if not Dispatch.objects.filter(message=message, state=State.WAITING).update(state=State.RECALLED):
        state = Dispatch.objects.values_list("state", flat=True).get(message=message)
        raise AlreadyDone("recalled") if state == State.RECALLED else TooLate("reply_left")


def leave_due(*, now: "datetime") -> int:
    """Let go of every message whose grace is over; return how many left. One that can't leave holds back no other."""
    waiting = Dispatch.objects.filter(state=State.WAITING, leaves_at__lte=now).order_by("leaves_at", "pk")
    left = 0
    for dispatch in waiting.select_related("message__case", "message__agent"):
        try:
            left += _leave(dispatch, now=now)
        except Exception:
            log.exception("message %s could not be let go of", dispatch.message_id)
    return left


@transaction.atomic
def _leave(dispatch: Dispatch, *, now: "datetime") -> bool:
    """A message is past undoing: with its event takes effect all that it settles."""
    message = dispatch.message
    case = Case.locked(message.case_id)
    if not Dispatch.objects.filter(pk=dispatch.pk, state=State.WAITING).update(state=State.LEAVING, left_at=now):
        return False
    if message.kind == Message.Kind.REPLY:
        message.case.write("reply.left", at=dispatch.leaves_at, agent=message.agent, message=message.pk)
        reckon(case, now=now)
    return True


def deliver_due(transport: Transport, *, worker: str, limit: int = 20) -> int:
    """Deliver what has left and is due for a try; return how many letters the server took."""
    ready = Dispatch.objects.filter(_may_be_tried(), state=State.LEAVING).order_by("left_at", "pk")
    return sum(_deliver(pk, transport, worker) for pk in list(ready.values_list("pk", flat=True)[:limit]))


def _may_be_tried() -> Q:
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    return free & (Q(retry_at=None) | Q(retry_at__lte=Now()))


def _deliver(pk: int, transport: Transport, worker: str) -> bool:
    if not _claim(pk, worker):
        return False
    dispatch = Dispatch.objects.select_related(
        "message__case__mailbox", "message__mailbox", "message__agent", "message__address__customer"
    ).get(pk=pk)
    mine = Dispatch.objects.filter(pk=pk, worker=worker, state=State.LEAVING)
    try:
        letter = _letter(dispatch)
        if not mine.update(tried_at=Now()):
            return False
        transport.send(letter)
    except Undeliverable as answer:
        _note_answer(dispatch, answer, mine)
    except TakenInPart as answer:
        return _note_part(dispatch, answer, mine)
    except Exception as error:
        log.exception("message %s could not be delivered", dispatch.message_id)
        _note_answer(dispatch, Undeliverable(f"it went wrong here: {error!r}", permanent=False, unsure=True), mine)
    else:
        return bool(mine.update(state=State.DELIVERED, delivered_at=Now(), lease_until=None, error=""))
    return False


def _claim(pk: int, worker: str) -> bool:
    free = Dispatch.objects.filter(_may_be_tried(), pk=pk, state=State.LEAVING)
    return bool(
        free.update(
            lease_until=Now() + LEASE,
            worker=worker,
            attempts=F("attempts") + 1,
            # A try that was begun and never came to an end may have reached the server.
            maybe_twice=ExpressionWrapper(Q(maybe_twice=True) | Q(tried_at__isnull=False), BooleanField()),
            retry_at=None,
        )
    )


def _letter(dispatch: Dispatch) -> Letter:
    """Return the letter, the same bytes at every try: they are made and kept before the first."""
    message = dispatch.message
    try:
        if not dispatch.raw_digest:
            dispatch.raw_digest = keep(write(message))
            dispatch.save(update_fields=["raw_digest"])
        raw = bytes_of(dispatch.raw_digest)
    except Refused as refusal:
        reason = f"it can't be written: {refusal}"
        raise Undeliverable(reason, permanent=True) from refusal
    except OSError as error:
        reason = f"it can't be written or read on this machine: {error.strerror}"
        raise Undeliverable(reason, permanent=False) from error
    mailbox = mailbox_of(message)
    recipients = dict.fromkeys(entry for entry in (*message.to, *message.cc) if entry not in dispatch.done_for)
    return Letter(mailbox, mailbox.address if mailbox else NOWHERE, tuple(recipients), raw)


def _note_answer(dispatch: Dispatch, answer: Undeliverable, mine: QuerySet[Dispatch]) -> None:
    """Try again later, unless that is of no use or was done often enough."""
    if not mine.update(lease_until=None):
        return  # the lease ran out, and another worker has the letter
    if answer.permanent or (dispatch.attempts >= MOST_TRIES and not answer.untried):
        fail(dispatch, reason=answer.reason)
        return
    mine.update(retry_at=Now() + pause_after(dispatch.attempts), error=answer.reason[:500])
    if not answer.unsure:
        mine.update(tried_at=None)
    if answer.untried:
        # What no server was offered is written anew when there is one, and from its address.
        mine.update(attempts=F("attempts") - 1, raw_digest="")


def _note_part(dispatch: Dispatch, answer: TakenInPart, mine: QuerySet[Dispatch]) -> bool:
    """Try again for those who may still be reached; fail where the customer was refused, not where a copy was."""
    message, words = dispatch.message, str(answer)[:500]
    customer = {message.address.value} & set(message.to) if message.address else set(message.to)
    ends = dispatch.attempts >= MOST_TRIES
    lost = {refusal.recipient for refusal in answer.refusals if refusal.permanent or ends}
    later = {refusal.recipient for refusal in answer.refusals} - lost
    if lost & (customer or set(message.to)):
        if mine.update(lease_until=None):
            fail(dispatch, reason=words)
        return False
    if not later:
        return bool(mine.update(state=State.DELIVERED, delivered_at=Now(), lease_until=None, error=words))
    done = [entry for entry in (*message.to, *message.cc) if entry not in later]
    pause = Now() + pause_after(dispatch.attempts)
    mine.update(done_for=done, lease_until=None, tried_at=None, retry_at=pause, error=words)
    return False


@transaction.atomic
def fail(dispatch: Dispatch, *, reason: str, bounced: bool = False, at: "datetime | None" = None) -> None:
    """A message of ours did not reach the customer: what it had settled is owed again, and the address is marked."""
    message = dispatch.message
    case = Case.locked(message.case_id)
    changed = Dispatch.objects.filter(pk=dispatch.pk).exclude(state__in=[State.FAILED, State.RECALLED])
    if not changed.update(state=State.FAILED, error=reason[:500], bounced=bounced, lease_until=None):
        return
    when = at or dispatch.left_at or message.said_at
    if message.address_id and bounced:
        Address.objects.filter(pk=message.address_id).update(failed_at=when)
    if message.kind == Message.Kind.REPLY:
        message.case.write("reply.failed", at=when, agent=message.agent, message=message.pk)
        reckon(case, now=when)


def bounced(original_id: str, *, reason: str, permanent: bool, at: "datetime") -> Message | None:
    """Find the message of ours that a bounce is about, and fail it where that is final."""
    dispatch = (
        Dispatch.objects.select_related("message__case", "message__agent")
        .filter(message__message_id=original_id, message__direction=Message.Direction.OUT)
        .first()
    )
    if dispatch is None:
        return None
    if permanent:
        fail(dispatch, reason=reason, bounced=True, at=at)
    else:
        Dispatch.objects.filter(pk=dispatch.pk).update(error=reason[:500])
    return dispatch.message
