"""The questions asked of every mail: each is one indexed read, and rows become models only where one is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db import connection

from amends.desk.cases.models import Link
from amends.desk.people import sql

if TYPE_CHECKING:
    from datetime import datetime

Ours = Literal["", "mailbox", "agent"]
_VERIFIED = 2
_MAILS = 0x6D61696C
"""Sets the locks on ids of mails apart from whatever else is locked by a number."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A message that bears the same Message-ID as a mail."""

    message: int
    is_ours: bool
    own_digest: str
    sender: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a case takes a message, without the rest of its row."""

    pk: int
    closed_at: "datetime | None"
    outcome: str
    matter: str
    is_participant: bool
    takes_part: bool


def ours(sender: str) -> Ours:
    """Return whether an address is a mailbox of ours or an agent's own; lower-case, as both are kept."""
    found = sql.first(
        "SELECT 'mailbox' FROM channels_mailbox WHERE lower(address) = %s"
        " UNION ALL SELECT 'agent' FROM people_agent WHERE email = %s LIMIT 1",
        [sender, sender],
    )
    return found or ""


def cases_of_ids(ids: Sequence[str]) -> dict[str, int]:
    """Return the case of each Message-ID that we have seen, sent or heard of."""
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    return dict(sql.every(f"SELECT value, case_id FROM cases_knownid WHERE value IN ({marks})", list(ids)))  # noqa: S608


def is_borne(value: str) -> bool:
    """Return whether a message bears this Message-ID."""
    return bool(value) and sql.first_id("SELECT id FROM cases_message WHERE message_id = %s", [value]) is not None


def cases_with_numbers(numbers: Sequence[str]) -> dict[str, int]:
    """Return the case with each public number."""
    found = (sql.first_id("SELECT id FROM cases_case WHERE number = %s", [number]) for number in numbers)
    return {number: case for number, case in zip(numbers, found, strict=True) if case is not None}


def links_among(cases: Sequence[int]) -> list[tuple[int, int]]:
    """Return which of these cases grew out of another one of them: the newer and the older one."""
    return list(Link.objects.filter(case__in=cases, older__in=cases).values_list("case", "older"))


def hold(names: Sequence[str]) -> None:
    """Let whoever takes in a mail that has one of these ids, or these bytes, wait until this transaction ends.

    Two mails that name each other's ids would else not see each other. SQLite lets one write at a time anyway.
    """
    if connection.vendor == "postgresql":
        sql.run(
            "SELECT pg_advisory_xact_lock(%s, held.name) FROM"
            " (SELECT DISTINCT hashtext(name) AS name FROM unnest(%s::text[]) AS name ORDER BY 1) AS held",
            [_MAILS, list(names)],
        )


def case_closed_lately(sender: str, since: "datetime") -> int | None:
    """Return the case of this sender that was closed last, if that was after `since`."""
    return sql.first_id(
        "SELECT c.id FROM people_address a JOIN cases_case c ON c.customer_id = a.customer_id"
        " WHERE a.kind = 'email' AND a.value = %s AND c.closed_at > %s AND c.merged_into_id IS NULL"
        " ORDER BY c.closed_at DESC LIMIT 1",
        [sender, sql.as_kept(since)],
    )


def standings(cases: Sequence[int], sender: str) -> dict[int, Standing]:
    """Return how each case stands, or the one it was merged into, and which part the sender has in it."""
    marks = ", ".join(["%s"] * len(cases))
    rows = sql.every(
        "SELECT named.id, c.id, c.closed_at, c.outcome, c.matter, ("  # noqa: S608
        "SELECT CASE WHEN p.verified THEN 2 ELSE 1 END FROM cases_participant p JOIN people_address a"
        " ON a.id = p.address_id WHERE p.case_id = c.id AND a.kind = 'email' AND a.value = %s)"
        " FROM cases_case named JOIN cases_case c ON c.id = COALESCE(named.merged_into_id, named.id)"
        f" WHERE named.id IN ({marks})",
        [sender, *cases],
    )
    return {
        named: Standing(pk, sql.moment(closed_at), outcome, matter, part == _VERIFIED, part is not None)
        for named, pk, closed_at, outcome, matter, part in rows
    }


def said_again_lately(customer: int, *, since: "datetime") -> int:
    """Return how many things were said or handed over in the cases of a customer, besides the first of each case."""
    question = (
        "SELECT count(*) - count(DISTINCT c.id) FROM cases_case c JOIN cases_event e ON e.case_id = c.id"
        " WHERE c.customer_id = %s AND e.happened_at > %s AND e.kind IN ('message.received', 'not_solved.said',"
        " 'understanding.corrected', 'reply.left', 'call.noted', 'handoff.accepted')"
    )
    return int(sql.first(question, [customer, since]))
