"""Answers to what one of us wrote past the desk find the case that it was about."""

from typing import TYPE_CHECKING

from amends.desk.cases.models import Case
from amends.desk.intake.entering.particulars import is_doubted
from amends.desk.intake.threading.kin import join
from amends.desk.intake.threading.signs import ancestors, find, remember

if TYPE_CHECKING:
    from amends.craft.mail import Mail
    from amends.desk.intake.models import Arrival
    from amends.desk.intake.threading.known import Known


def lead_answers(mail: "Mail", arrival: "Arrival", known: "Known") -> None:
    """Note the ids of a mail for the pile as those of the case that it names; an answer that came first joins it.

    Nothing is made of a mail that names none, or whose sender our own server doesn't believe.
    """
    named = next((known.cases[value] for value in ancestors(mail) if value in known.cases), None)
    if named is None or is_doubted(mail, arrival.mailbox):
        return
    found = find(mail, sender="", closed_since=arrival.arrived_at, looked_up=known)
    if len(found.by_ids) > 1:
        join(found.by_ids, found.by_ids[0], sender="", orphan=found.parent_of, now=arrival.arrived_at)
    remember(mail, Case(pk=named))
