"""Signed links for customers: one names a case, a participant and a generation, and nothing else opens a page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

from amends.craft.refusal import Missing, TooLate
from amends.desk.cases.models.case import Case, Participant

SALT = "amends.portal"
ENDS_AFTER_CLOSING = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that is still good: the case it shows and the participant it was given to."""

    case: Case
    participant: Participant


def token_for(case: Case, participant: Participant) -> str:
    """Return the signed part of a link to `case` for `participant`."""
    return signing.dumps([case.pk, participant.pk, case.link_generation], salt=SALT, compress=False)


def open_link(token: str, *, now: datetime) -> Opened:
    """Return what a link opens.

    Raises Missing where it was never given or the participant is gone, TooLate where it has ended.
    """
    try:
        case_id, participant_id, generation = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Missing("link") from error
    participant = (
        Participant.objects.select_related("case__customer", "case__owner", "case__merged_into", "address__customer")
        .filter(pk=participant_id, case_id=case_id, verified=True)
        .first()
    )
    if participant is None:
        raise Missing("link")
    case = participant.case
    ended = case.closed_at is not None and now > case.closed_at + ENDS_AFTER_CLOSING
    if generation != case.link_generation or case.merged_into_id or ended:
        raise TooLate("link_ended")
    return Opened(case, participant)
