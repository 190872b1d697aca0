"""What the desk knows that bears on a mail, asked in one statement after the lock: each way to a database counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from amends.desk.intake.threading.lookups import Ours, Twin
from amends.desk.people import sql
from amends.desk.people.models import Address
from amends.desk.people.rules import normal_address

if TYPE_CHECKING:
    from datetime import datetime

MANY: Final = 10
"""Whoever sent so many mails within the hour is looked at more closely."""

_ARRIVED = (
    "SELECT 'bytes', id, CAST(NULL AS bigint), '', '' FROM intake_arrival WHERE digest = %s AND same_as_id IS NULL"
)
_UID = (
    "SELECT 'uid', id, CAST(NULL AS bigint), '', '' FROM intake_arrival"
    " WHERE mailbox_id = %s AND uidvalidity = %s AND uid = %s"
)
_TWINS = (
    "SELECT 'twin', m.id, CASE m.direction WHEN 'out' THEN 1 ELSE 0 END, m.own_digest, COALESCE(a.value, '')"
    " FROM cases_message m LEFT JOIN people_address a ON a.id = m.address_id WHERE m.message_id = %s"
)
_SENDER = (
    "SELECT 'mailbox', id, 0, '', '' FROM channels_mailbox WHERE lower(address) = %s"
    " UNION ALL SELECT 'agent', id, 0, '', '' FROM people_agent WHERE email = %s"
    " UNION ALL SELECT 'address', a.id, a.customer_id, c.name, CASE WHEN a.failed_at IS NULL THEN '' ELSE 'failed' END"
    " FROM people_address a JOIN people_customer c ON c.id = a.customer_id WHERE a.kind = 'email' AND a.value = %s"
    " UNION ALL SELECT * FROM (SELECT 'closed', c.id, 0, '', '' FROM people_address a"
    " JOIN cases_case c ON c.customer_id = a.customer_id"
    " WHERE a.kind = 'email' AND a.value = %s AND c.closed_at > %s AND c.merged_into_id IS NULL"
    " ORDER BY c.closed_at DESC LIMIT 1) AS closed"
    " UNION ALL SELECT 'lately', count(*), 0, '', '' FROM (SELECT 1 FROM people_address a"
    " JOIN cases_message m ON m.address_id = a.id"
    " WHERE a.kind = 'email' AND a.value = %s AND m.direction = 'in' AND m.said_at > %s LIMIT %s) AS lately"
)
_IDS = (
    "SELECT 'id', case_id, 0, value, '' FROM cases_knownid WHERE value IN ({marks})"
    " UNION ALL SELECT 'awaited', arrival_id, 0, '', '' FROM intake_awaited WHERE value IN ({marks})"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What of a mail is looked up: its bytes, its place on the server, the ids it bears and names, and who sent it."""

    digest: str
    own_id: str
    ids: Sequence[str]
    sender: str
    closed_since: "datetime"
    lately_since: "datetime"
    place: tuple[int | None, int | None, int] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known: the arrival it repeats, whose address its sender's is, and to which cases its ids belong.

    `awaited_by` are mails on the pile that name one of its ids, `closed` is the sender's case that was closed last,
    `wrote_much` that the sender sent many mails within the hour.
    """

    arrival: int | None = None
    ours: Ours = ""
    twins: list[Twin] = field(default_factory=list)
    cases: dict[str, int] = field(default_factory=dict)
    awaited_by: set[int] = field(default_factory=set)
    address: Address | None = None
    closed: int | None = None
    wrote_much: bool = False


def look_up(question: Question) -> Known:
    """Return what is known, by one statement whose every part is an indexed read."""
    arms: list[str] = [_ARRIVED]
    given: list[Any] = [question.digest]
    if question.place is not None:
        arms.append(_UID)
        given += question.place
    if question.own_id:
        arms.append(_TWINS)
        given.append(question.own_id)
    if question.sender:
        arms.append(_SENDER)
        sender, email = question.sender, normal_address("email", question.sender)
        given += [sender, sender, email, email, sql.as_kept(question.closed_since)]
        given += [email, sql.as_kept(question.lately_since), MANY]
    if question.ids:
        ids = _in_steps(question.ids)
        arms.append(_IDS.format(marks=", ".join(["%s"] * len(ids))))
        given += [*ids, *ids]
    return _known(sql.every(" UNION ALL ".join(arms), given), email=normal_address("email", question.sender))


def _in_steps(ids: Sequence[str]) -> list[str]:
    """Return the ids, the last one said again until they are a power of two: a database keeps few such statements."""
    wanted = 1 << (len(ids) - 1).bit_length()
    return [*ids, *[ids[-1]] * (wanted - len(ids))]


def _known(rows: Sequence[tuple[Any, ...]], *, email: str) -> Known:
    """Return what the rows of the parts come to; a UID says more than bytes, a mailbox of ours more than an agent."""
    one: dict[str, int] = {what: number for what, number, *_ in rows}
    addresses = [
        Address.known("email", email) if failed else Address.read(pk, customer, name, value=email)
        for what, pk, customer, name, failed in rows
        if what == "address"
    ]
    return Known(
        arrival=one.get("uid", one.get("bytes")),
        ours="mailbox" if "mailbox" in one else "agent" if "agent" in one else "",
        twins=[Twin(pk, bool(is_ours), own, who) for what, pk, is_ours, own, who in rows if what == "twin"],
        cases={value: case for what, case, _, value, _ in rows if what == "id"},
        awaited_by={arrival for what, arrival, *_ in rows if what == "awaited"},
        address=addresses[0] if addresses else None,
        closed=one.get("closed"),
        wrote_much=one.get("lately", 0) >= MANY,
    )
