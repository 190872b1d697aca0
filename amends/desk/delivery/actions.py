"""Moves messages of ours out of the house: put on the way, taken back, left, delivered, failed."""

import logging
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Now

from amends.craft.refusal import AlreadyDone, Refused, TooLate
from amends.desk.cases.kept import bytes_of, keep
from amends.desk.cases.models import Case, Message
from amends.desk.delivery.letters import Letter, TakenInPart, Transport, Undeliverable
from amends.desk.delivery.models import Dispatch
from amends.desk.delivery.outlets import admit, in_order, luck, note_blocked, note_open, resting
from amends.desk.delivery.rules import GRACE, LEASE, LEAVING_PAUSE, MOST_TRIES, pause_after
from amends.desk.delivery.sealing import UnsealableError, sealed
from amends.desk.delivery.writing import NOWHERE, mailbox_of, write
from amends.desk.owed.actions import reckon
from amends.desk.people.models import Address

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from amends.desk.channels.models import Mailbox

log = logging.getLogger(__name__)
State = Dispatch.State
ENDED_WITHOUT_A_WORD = frozenset({"answered", "no word", "unconfirmed"})
"""How a case closes when the customer says nothing more."""


def put_on_the_way(message: Message, *, leaves_at: "datetime", automatic: bool = False) -> Dispatch:
    """Record that a message is to be delivered from `leaves_at` on; part of the action that wrote the message.

    `automatic` says that no person wrote or sent it, whoever's name stands under it.
    """
    return Dispatch.objects.create(message=message, leaves_at=leaves_at, automatic=automatic)


def take_back(message: Message) -> None:
    """Undo a dispatch that still waits.

    Raises TooLate once it has left, AlreadyDone if it was taken back before. Races with `leave` on one UPDATE.
    """
    if not Dispatch.objects.filter(message=message, state=State.WAITING).update(state=State.RECALLED):
        state = Dispatch.objects.values_list("state", flat=True).get(message=message)
        raise AlreadyDone("recalled") if state == State.RECALLED else TooLate("reply_left")


def leave_due(*, now: "datetime") -> int:
    """Let go of every message whose grace is over; return how many left. One that can't leave holds back no other.

    A grace that would last longer than any does began before the clock was set back.
    """
    over = Q(leaves_at__lte=now) | Q(leaves_at__gt=now + 2 * GRACE)
    again = Q(retry_at=None) | Q(retry_at__lte=Now()) | Q(retry_at__gt=Now() + 2 * LEAVING_PAUSE)
    waiting = Dispatch.objects.filter(over, again, state=State.WAITING).order_by("leaves_at", "pk")
    left = 0
    for dispatch in waiting.select_related("message__case", "message__agent"):
        try:
            left += _leave(dispatch, now=now)
        except Exception:
            log.exception("message %s could not be let go of", dispatch.message_id)
            still = Dispatch.objects.filter(pk=dispatch.pk, state=State.WAITING)
            still.update(retry_at=Now() + LEAVING_PAUSE)
    return left


@transaction.atomic
def _leave(dispatch: Dispatch, *, now: "datetime") -> bool:
    """A message is past undoing: with its event takes effect all that it settles."""
    message = dispatch.message
    case = Case.locked(message.case_id)
    waiting = Dispatch.objects.filter(pk=dispatch.pk, state=State.WAITING)
    if not waiting.update(state=State.LEAVING, left_at=now, retry_at=None):
        return False
    if message.kind == Message.Kind.REPLY:
        message.case.write("reply.left", at=dispatch.leaves_at, agent=message.agent, message=message.pk)
        reckon(case, now=now)
    return True


def deliver_due(transport: Transport, *, worker: str, limit: int = 20) -> int:
    """Deliver what has left and is due for a try; return how many letters the server took.

    Letters of a mailbox that rests, or has sent its hour's share, wait in their order and hold up no other's.
    """
    ready = Dispatch.objects.filter(_may_be_tried(), state=State.LEAVING)
    if not ready.exists():
        return 0
    ready = in_order(ready.exclude(mailbox__in=resting()))
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
    mailbox = mailbox_of(dispatch.message)
    try:
        letter = _letter(dispatch, mailbox)
        if not admit(mine, mailbox, raw_digest=dispatch.raw_digest):
            mine.update(lease_until=None, attempts=F("attempts") - 1)
            return False
        transport.send(letter)
    except Undeliverable as answer:
        if answer.ours and mailbox is not None:
            note_blocked(mailbox, answer.reason, away=answer.away)
        _note_answer(dispatch, answer, mine)
    except TakenInPart as answer:
        note_open(mailbox)
        return _note_part(dispatch, answer, mine)
    except Exception as error:
        log.exception("message %s could not be delivered", dispatch.message_id)
        _note_answer(dispatch, Undeliverable(f"it went wrong here: {error!r}", permanent=False, unsure=True), mine)
    else:
        note_open(mailbox)
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


def _letter(dispatch: Dispatch, mailbox: "Mailbox | None") -> Letter:
    """Return the letter, the same bytes at every try: they are made and kept before the first."""
    message = dispatch.message
    try:
        if not dispatch.raw_digest:
            dispatch.raw_digest = keep(sealed(write(message), mailbox, at=message.said_at))
        raw = bytes_of(dispatch.raw_digest)
    except UnsealableError as error:
        raise Undeliverable(error.words, permanent=False, ours=True) from error
    except Refused as refusal:
        reason = f"it can't be written: {refusal}"
        raise Undeliverable(reason, permanent=True) from refusal
    except OSError as error:
        reason = f"it can't be written or read on this machine: {error.strerror}"
        raise Undeliverable(reason, permanent=False) from error
    recipients = dict.fromkeys(entry for entry in (*message.to, *message.cc) if entry not in dispatch.done_for)
    return Letter(mailbox, mailbox.address if mailbox else NOWHERE, tuple(recipients), raw)


def _note_answer(dispatch: Dispatch, answer: Undeliverable, mine: QuerySet[Dispatch]) -> None:
    """Try again later, unless that is of no use or was done often enough; as one UPDATE, while the lease is ours."""
    if answer.permanent or (dispatch.attempts >= MOST_TRIES and not answer.waits):
        fail(dispatch, reason=answer.reason, gone=answer.gone, still=mine)
        return
    # Where its mailbox is the reason, the letter waits with all others of it, and goes when they do.
    retry_at = None if answer.ours else Now() + pause_after(dispatch.attempts, luck=luck(), away=answer.away)
    changes: dict[str, Any] = {"lease_until": None, "retry_at": retry_at, "error": answer.reason[:500]}
    if not answer.unsure:
        changes["tried_at"] = None
    if answer.waits:
        changes["attempts"] = F("attempts") - 1
        if dispatch.attempts == 1 and not dispatch.maybe_twice:
            # What no server was offered is written anew when one takes it, and from the address of then.
            changes["raw_digest"] = ""
    mine.update(**changes)


def _note_part(dispatch: Dispatch, answer: TakenInPart, mine: QuerySet[Dispatch]) -> bool:
    """Try again for those who may still be reached; fail where the customer was refused, not where a copy was."""
    message, words = dispatch.message, str(answer)[:500]
    customer = {message.address.value} & set(message.to) if message.address else set(message.to)
    ends = dispatch.attempts >= MOST_TRIES
    lost = {refusal.recipient for refusal in answer.refusals if refusal.permanent or ends}
    gone = tuple(refusal.recipient for refusal in answer.refusals if refusal.gone)
    later = {refusal.recipient for refusal in answer.refusals} - lost
    if lost & (customer or set(message.to)):
        fail(dispatch, reason=words, gone=gone, still=mine)
        return False
    mark_failed(gone, at=dispatch.left_at or message.said_at)
    if not later:
        return bool(mine.update(state=State.DELIVERED, delivered_at=Now(), lease_until=None, error=words))
    done = [entry for entry in (*message.to, *message.cc) if entry not in later]
    pause = Now() + pause_after(dispatch.attempts, luck=luck())
    mine.update(done_for=done, lease_until=None, tried_at=None, retry_at=pause, error=words)
    return False


@transaction.atomic
def fail(
    dispatch: Dispatch,
    *,
    reason: str,
    bounced: bool = False,
    at: "datetime | None" = None,
    gone: "Collection[str]" = (),
    still: QuerySet[Dispatch] | None = None,
) -> None:
    """A message of ours did not reach the customer: what it had settled is owed again.

    The addresses in `gone` take no mail; they are marked, so that people choose another way. A worker that tried it
    says by `still` what the row must be for its word to count.
    """
    message = dispatch.message
    case = Case.locked(message.case_id)
    when = at or dispatch.left_at or message.said_at
    mark_failed(gone, at=when)
    rows = Dispatch.objects.filter(pk=dispatch.pk) if still is None else still
    rows = rows.exclude(state__in=[State.FAILED, State.RECALLED])
    if not rows.update(state=State.FAILED, error=reason[:500], bounced=bounced, lease_until=None):
        return
    if message.kind == Message.Kind.REPLY:
        message.case.write("reply.failed", at=when, agent=message.agent, message=message.pk)
        if case.outcome in ENDED_WITHOUT_A_WORD:
            case.reopen(at=when)  # it closed because nobody answered what never arrived
        reckon(case, now=when)


def mark_failed(values: "Collection[str]", *, at: "datetime") -> None:
    """Write on email addresses that our mail to them comes back."""
    if values:
        Address.objects.filter(kind=Address.Kind.EMAIL, value__in=[value.lower() for value in values]).update(
            failed_at=at
        )
