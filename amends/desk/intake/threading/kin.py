"""Makes one case of those that a mail shows to be one conversation; what it may not join, it leaves to people."""

from typing import TYPE_CHECKING

from django.db.models import Q

from amends.desk.cases.models import Case, Event, Link, Merge, Message, Participant, Unrelated
from amends.desk.intake.ties.joining import in_order, merge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

OUR_WORD = ("reply.sent", "call.noted", "promise.made", "text.sent", "offer.agreed")
"""Events by which a customer has heard from us; a receipt says nothing yet."""


def join(named: "Sequence[int]", chosen: int, *, sender: str, orphan: int | None, now: "datetime") -> int:
    """Merge the cases that the ids of one mail name, and return the one that the mail belongs to.

    `named` begins with the case of the farthest ancestor, which takes the others in; `chosen` is where the mail goes
    if nothing is joined. A case to which we have answered is never joined by itself, nor one that people took apart or
    that grew out of the other. Everything open, or all history. A stranger joins the cases of two customers only while
    neither has heard from us, but for the `orphan`, which names their mail as what it answers: so the end is the same
    in whatever order the mails arrive.
    """
    cases = in_order(named)
    into = cases[named[0]]
    gone = {case.pk for pk in named[1:] if _may_join(case := cases[pk], into, sender, is_orphan=pk == orphan)}
    for pk in sorted(gone):
        merge(cases[pk], into, None, now=now)
    return into.pk if chosen in gone else chosen


def answered(case: Case) -> bool:
    """Whether the customer of a case has heard from us, by more than a receipt."""
    return Event.objects.of(case).filter(kind__in=OUR_WORD).exists()


def kept_apart(one: Case, other: Case) -> bool:
    """Whether somebody said that two cases are two, or one of them grew out of the other."""
    if Unrelated.objects.filter(case=min(one.pk, other.pk), other=max(one.pk, other.pk)).exists():
        return True
    pair = Q(source=one, into=other) | Q(source=other, into=one)
    linked = Q(case=one, older=other) | Q(case=other, older=one)
    return Merge.objects.filter(pair, ended_at__isnull=False).exists() or Link.objects.filter(linked).exists()


def is_topmost(message_id: str, above: "Sequence[str]", case: Case) -> bool:
    """Whether no message of the case stands above the mail with this id, as far as anybody named what is above it."""
    said = Message.objects.of(case).exclude(message_id="")
    farther = set(above)
    for references, parent in said.values_list("references", "in_reply_to"):
        chain = [*references, *([parent] if parent and parent not in references else [])]
        if message_id in chain:
            farther.update(chain[: chain.index(message_id)])
    return not said.filter(message_id__in=farther - {message_id}).exists()


def _may_join(case: Case, into: Case, sender: str, *, is_orphan: bool) -> bool:
    if case.pk == into.pk or not (_both_open(case, into) or _both_history(case, into)):
        return False
    if answered(case) or kept_apart(case, into):
        return False
    return is_orphan or case.customer_id == into.customer_id or _knows(sender, case, into) or not answered(into)


def _both_open(one: Case, other: Case) -> bool:
    return one.is_open and other.is_open


def _both_history(one: Case, other: Case) -> bool:
    return {one.outcome, other.outcome} == {"history"}


def _knows(sender: str, *cases: Case) -> bool:
    """Whether the sender is known to belong to one of the cases, or to what was merged into them."""
    of = Participant.objects.filter(verified=True, address__kind="email", address__value=sender)
    pks = [case.pk for case in cases]
    return of.filter(Q(case__in=pks) | Q(case__merged_into__in=pks)).exists()
