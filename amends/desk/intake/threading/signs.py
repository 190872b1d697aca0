"""Finds the cases that a mail may belong to, by the ids and other signs that it carries."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings as process

from amends.craft.mail import find_marker, read_id, read_plus_address
from amends.desk.cases.rules import numbers_in
from amends.desk.intake.rules import Candidate, Via, better
from amends.desk.intake.threading import lookups
from amends.desk.intake.threading.shared import shared
from amends.desk.people import sql

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from amends.craft.mail import Mail
    from amends.desk.cases.models import Case
    from amends.desk.intake.threading.known import Known

MOST_REFERENCES = 100
LONGEST_ID = 998
_REMEMBER = "INSERT INTO cases_knownid (value, case_id) VALUES"


@dataclass(frozen=True, slots=True)
class Found:
    """The cases that a mail may belong to, each with the sign that says so.

    `by_ids` are those that its ids name, the one of the farthest ancestor first; `parent_of` is the one in which a
    mail that came earlier names this one as an ancestor.
    """

    candidates: tuple[Candidate, ...] = ()
    by_ids: tuple[int, ...] = ()
    parent_of: int | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether ids name several cases, or one of which the sender is no known part."""
        by_id = [entry for entry in self.candidates if entry.via in {"id", "ancestor"}]
        return len(self.by_ids) > 1 or not all(entry.is_participant for entry in by_id)


def ancestors(mail: "Mail") -> list[str]:
    """Return the ids that a mail names as its ancestors, nearest first, each once."""
    named = [*([mail.in_reply_to] if mail.in_reply_to else []), *reversed(mail.references)]
    return [value[:LONGEST_ID] for value in dict.fromkeys(named) if value][:MOST_REFERENCES]


def own_id(mail: "Mail") -> str:
    """Return the id that a mail bears itself, empty for none."""
    return mail.message_id[:LONGEST_ID] if mail.message_id else ""


def names(mail: "Mail") -> list[str]:
    """Return all ids that a mail bears or names, each once and in the same order for everybody."""
    return sorted({own_id(mail), *ancestors(mail)} - {""})


def bears_our_token(mail: "Mail") -> bool:
    """Whether a mail carries what only whoever has a mail of ours can know, wherever it stands."""
    secret = process.SECRET_KEY.encode()
    return any(read_id(secret, value) for value in ancestors(mail)) or bool(_written(mail, secret))


def find(
    mail: "Mail", *, sender: str, closed_since: "datetime", reused: bool = False, looked_up: "Known | None" = None
) -> Found:
    """Return the cases that `mail` may belong to; what was `looked_up` already is not asked again.

    `reused` says that a message we have bears its id: then it is no ancestor of anything, whoever sent it.
    Where the mail itself names none, the sender's last case is one if it was closed after `closed_since`.
    """
    known = looked_up.cases if looked_up else lookups.cases_of_ids(names(mail))
    several = shared(names(mail), known, sender=sender, reused=own_id(mail)) if reused else {}
    found = _by_signs(mail, known, several, sender=sender, reused=reused)
    if not reused and found.is_doubtful:
        several = shared(names(mail), known, sender=sender)
        found = _by_signs(mail, known, several, sender=sender, reused=False) if several else found
    if found.candidates:
        return found
    closed = looked_up.closed if looked_up else lookups.case_closed_lately(sender, closed_since)
    return Found() if closed is None else Found(tuple(_candidates({closed: "customer"}, sender)[0]))


def _by_signs(
    mail: "Mail", known: "Mapping[str, int]", several: "Mapping[str, int | None]", *, sender: str, reused: bool
) -> Found:
    """Return the cases that the signs of a mail name; ids that `several` bear lead where it says, and join nothing."""
    own, named = own_id(mail), ancestors(mail)
    leading = {value: case for value, case in {**known, **several}.items() if case is not None}
    signs = _signs(mail, own, named, leading, reused=reused)
    if not signs:
        return Found()
    found, cases = _candidates(signs, sender)
    farthest_first = [known[value] for value in [*reversed(named), own] if value in known and value not in several]
    parent = cases.get(leading[own]) if own in leading and not reused else None
    return Found(
        tuple(_without_older(found)),
        tuple(dict.fromkeys(cases[pk].pk for pk in farthest_first if pk in cases)),
        parent_of=parent.pk if parent else None,
    )


def _candidates(signs: "Mapping[int, Via]", sender: str) -> "tuple[list[Candidate], dict[int, lookups.Standing]]":
    cases = lookups.standings(list(signs), sender)
    found = [
        Candidate(
            case.pk, via, case.closed_at, case.outcome, case.matter, case.is_participant, takes_part=case.takes_part
        )
        for pk, via in signs.items()
        if (case := cases.get(pk)) is not None
    ]
    return found, cases


def cases_named(ids: "Sequence[str]") -> set[int]:
    """Return the cases that any of these ids belongs to, as they are kept."""
    return set(lookups.cases_of_ids(ids).values())


def remember(mail: "Mail", case: "Case", *, its_own: bool = False) -> None:
    """Note all ids of a mail as the case's, so that whatever names one of them finds it, in any order.

    With `its_own` the id it bears is the case's also where another case had only heard of it.
    """
    named = names(mail)
    if named:
        marks = ", ".join(["(%s, %s)"] * len(named))
        given = [each for value in named for each in (value, case.pk)]
        sql.run(f"{_REMEMBER} {marks} ON CONFLICT (value) DO NOTHING", given)
    if its_own:
        sql.run("UPDATE cases_knownid SET case_id = %s WHERE value = %s", [case.pk, own_id(mail)])


def _signs(mail: "Mail", own: str, named: list[str], known: "Mapping[str, int]", *, reused: bool) -> dict[int, Via]:
    """Return the ids of cases with the best sign for each; of equal signs the nearest stands first."""
    secret = process.SECRET_KEY.encode()
    tokens = {value: token[0].upper() for value in named if (token := read_id(secret, value))}
    numbers: dict[str, Via] = {tokens[value]: "token" for value in named if value in tokens and value not in known}
    for number in _written(mail, secret):
        numbers.setdefault(number, "written")
    for number in numbers_in(mail.subject):
        numbers.setdefault(number, "number")
    signs: dict[int, Via] = {}
    for value in named:
        if value in known:
            better(signs, known[value], "token" if value in tokens else "id")
    if own in known:
        better(signs, known[own], "id" if reused else "ancestor")
    cases = lookups.cases_with_numbers(list(numbers))
    for number, via in numbers.items():
        if number in cases:
            better(signs, cases[number], via)
    return signs


def _written(mail: "Mail", secret: bytes) -> list[str]:
    """Return the numbers of cases that our token names in an address it was sent to, or in its text."""
    sent_to = [*(entry.address for entry in (*mail.to, *mail.cc)), *mail.delivered_to]
    found = [read_plus_address(secret, address) for address in sent_to if "+" in address]
    if "[ref:" in mail.text.lower():
        found.append(find_marker(secret, mail.text))
    return [number for number in found if number]


def _without_older(found: list[Candidate]) -> list[Candidate]:
    """Leave out a case where one that grew out of it is named as well: people quote on and on."""
    if len({entry.case for entry in found}) == 1:
        return found
    pks = [entry.case for entry in found]
    older = {older for newer, older in lookups.links_among(pks) if newer in pks}
    return [entry for entry in found if entry.case not in older]
