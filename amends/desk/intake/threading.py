"""Finds the cases that a mail may belong to, by the ids it carries."""

from typing import TYPE_CHECKING

from django.conf import settings as process

from amends.craft.mail import read_id
from amends.desk.cases.rules import number_in
from amends.desk.intake import lookups
from amends.desk.intake.rules import Candidate, Via
from amends.desk.people import sql

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.mail import Mail
    from amends.desk.cases.models import Case

MOST_REFERENCES = 100


def ancestors(mail: "Mail") -> list[str]:
    """Return the ids that a mail names as its ancestors, nearest first, each once."""
    named = [*([mail.in_reply_to] if mail.in_reply_to else []), *reversed(mail.references)]
    return [value[:998] for value in dict.fromkeys(named) if value][:MOST_REFERENCES]


def candidates(mail: "Mail", *, sender: str, closed_since: "datetime", reused: bool = False) -> list[Candidate]:
    """Return the cases that `mail` may belong to, each with the sign that says so.

    `reused` says that a message we have bears its id: then it is no ancestor of anything, whoever sent it.
    Where the mail itself names none, the sender's last case is one if it was closed after `closed_since`.
    """
    signs = _signs(mail, reused=reused)
    if not signs:
        closed = lookups.case_closed_lately(sender, closed_since)
        if closed is None:
            return []
        signs = {closed: "customer"}
    cases = lookups.standings(list(signs), sender)
    return [
        Candidate(case.pk, via, case.closed_at, case.outcome, case.matter, is_participant=case.is_participant)
        for pk, via in signs.items()
        if (case := cases.get(pk)) is not None
    ]


def remember(mail: "Mail", case: "Case") -> None:
    """Note all ids of a mail as the case's, so that whatever names one of them finds it, in any order."""
    own = [mail.message_id] if mail.message_id else []
    named = {value[:998] for value in [*own, *ancestors(mail)]}
    insert = "INSERT INTO cases_knownid (value, case_id) VALUES (%s, %s) ON CONFLICT (value) DO NOTHING"
    sql.run_each(insert, [(value, case.pk) for value in named])


def _signs(mail: "Mail", *, reused: bool) -> dict[int, Via]:
    """Return the ids of cases with the best sign for each."""
    named = ancestors(mail)
    own = mail.message_id[:998] if mail.message_id else ""
    wanted = [*named, own] if own else named
    known = lookups.cases_of_ids(wanted)
    signs: dict[int, Via] = {}
    secret = process.SECRET_KEY.encode()
    for value in named:
        if value in known:
            signs.setdefault(known[value], "token" if read_id(secret, value) else "id")
    if own in known:
        signs.setdefault(known[own], "id" if reused else "ancestor")
    number = number_in(mail.subject)
    numbered = lookups.case_with_number(number) if number else None
    if numbered is not None:
        signs.setdefault(numbered, "number")
    return signs
