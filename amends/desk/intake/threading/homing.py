"""Finds the home of a mail: the case that takes it, locked, or none yet; cases that it shows to be one become one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from amends.desk.cases.models import Case
from amends.desk.cases.rules import matter_of
from amends.desk.intake.rules import which_case
from amends.desk.intake.threading.kin import answered, join
from amends.desk.intake.threading.signs import find
from amends.desk.people.models import Address

if TYPE_CHECKING:
    from amends.craft.mail import Mail
    from amends.desk.intake.entering.entering import Words
    from amends.desk.intake.rules import Belongs
    from amends.desk.intake.threading.known import Known
    from amends.desk.intake.threading.signs import Found
    from amends.desk.policies.models import DeskSettings


@dataclass(frozen=True, slots=True)
class Home:
    """Where a mail belongs: a case, or a new one, perhaps linked to an older one.

    `is_parent` says that the case began with answers to this mail, `apart` that it does so, but has been answered
    already: then people decide whether the two belong together.
    """

    case: Case | None = None
    reopens: bool = False
    older: int | None = None
    is_parent: bool = False
    apart: bool = False


def home_of(
    mail: "Mail",
    words: "Words",
    sender: str,
    *,
    settings: "DeskSettings",
    reused: bool,
    looked_up: "Known | None" = None,
) -> Home:
    """Return the home of a mail; where a case was closed or opened while we looked, we look again."""
    reopen_within = timedelta(days=settings.journey_times.reopen_elapsed_days)
    while True:
        found = find(mail, sender=sender, closed_since=words.at - reopen_within, reused=reused, looked_up=looked_up)
        looked_up = None
        belongs = which_case(
            found.candidates,
            matter=matter_of(mail.subject),
            thanks_only=words.heard.thanks_only,
            automatic=words.automatic or not words.live,
            now=words.at,
            reopen_within=reopen_within,
        )
        if belongs.case is None:
            return Home(older=belongs.older)
        pk = _joined(found, belongs.case, words, sender)
        case = Case.locked(pk)
        if pk != belongs.case or (case.closed_at is None) == (belongs.closed_at is None):
            return _home(case, belongs, found, words, sender)


def _joined(found: "Found", chosen: int, words: "Words", sender: str) -> int:
    """Return the case that a mail belongs to once those that its ids name are one."""
    if words.automatic or len(found.by_ids) == 1 or chosen not in found.by_ids:
        return chosen
    return join(found.by_ids, chosen, sender=sender, orphan=found.parent_of, now=words.at)


def _home(case: Case, belongs: "Belongs", found: "Found", words: "Words", sender: str) -> Home:
    is_parent = not words.automatic and found.parent_of in {belongs.case, case.pk}
    if is_parent and answered(case) and not _is_customers(sender, case):
        return Home(apart=True)
    return Home(case, reopens=belongs.reopens, is_parent=is_parent)


def _is_customers(sender: str, case: Case) -> bool:
    return Address.objects.filter(kind="email", value=sender, customer=case.customer_id).exists()
