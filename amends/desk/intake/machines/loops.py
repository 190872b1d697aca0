"""Notices two machines that answer each other, though neither says that it is one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from amends.desk.cases.models import Message
from amends.desk.intake.entering.hearing import quick
from amends.desk.intake.machines.reports import CALLED_SPAM
from amends.desk.intake.threading.known import MANY
from amends.desk.people import sql

if TYPE_CHECKING:
    from amends.craft.mail import Mail
    from amends.desk.intake.models import Arrival

PERIOD: Final = timedelta(hours=1)
MOST: Final = MANY
"""So many mails of one sender within an hour that answer ours as no person does are a machine's."""

SAME: Final = 30
"""So often within an hour nobody sends the very same words under the very same subject."""

AT_ONCE: Final = timedelta(seconds=30)
"""Nobody reads and answers a mail within this time ten times in an hour."""

_READ: Final = 100

LOOP: Final = "loop"
"""The problem noted on what was kept quietly."""

ALIKE: Final = "many_alike"
"""The problem noted on the last message that was taken in of many that are alike but for numbers."""

_FORM: Final = re.compile(r"form|wordpress|www|web|submission|apache|nginx", re.IGNORECASE)
"""What stands in the addresses under which forms of web sites send what many people fill in."""

_SLIGHT: Final = (0, 1)
"""Degrees of severity at which nobody was harmed."""

_CHANGING: Final = re.compile(r"[\W\d_]+|\b\w*\d\w*\b")
"""What differs between two mails of one template: numbers, references, blanks."""
_COMPARED: Final = 4_000

_SAID = (
    "SELECT m.said_at, m.own_text, m.subject, m.id FROM cases_message m JOIN people_address a ON a.id = m.address_id"
    " WHERE a.kind = 'email' AND a.value = %s AND m.direction = 'in' AND m.said_at > %s"
    " ORDER BY m.said_at DESC LIMIT %s"
)
_OURS = (
    "SELECT d.left_at FROM cases_message m JOIN people_address a ON a.id = m.address_id"
    " JOIN delivery_dispatch d ON d.message_id = m.id"
    " WHERE a.kind = 'email' AND a.value = %s AND m.direction = 'out' AND d.left_at > %s"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A mail of the sender: when it reached us, its own words, and its subject."""

    at: datetime
    text: str
    subject: str = ""
    message: int = 0


def is_a_machine(this: Said, before: Sequence[Said], ours: Sequence[datetime]) -> bool:
    """Return whether `this` is one mail too many of a machine; `before` and `ours` are of the last hour.

    A mail counts that came at once after one of ours, or says after one of ours what the sender had said before it, but
    for numbers. Many mails alone make no machine: a form on a web site sends them too.
    """
    if sum((said.text, said.subject) == (this.text, this.subject) for said in before) >= SAME:
        return True
    if len(before) < MOST or not ours:
        return False
    everything = sorted([this, *before], key=lambda said: said.at)
    answers = answers_by_rote(everything, ours)
    return everything.index(this) in answers and len(answers) > MOST


def answers_by_rote(everything: Sequence[Said], ours: Sequence[datetime]) -> frozenset[int]:
    """Return the places of the mails that answer one of `ours` as no person does; `everything` is in order of time.

    One of ours is answered by at most one mail at once, and one that repeats: however many come at the same time from
    the form of a web site, whose words are of different people, they are answers to nothing.
    """
    stems = [stem(said.text) for said in everything]
    found: set[int] = set()
    for at in ours:
        after = [place for place, said in enumerate(everything) if said.at >= at]
        said_before = set(stems[: len(stems) - len(after)])
        if after and everything[after[0]].at - at <= AT_ONCE:
            found.add(after[0])
        found.update(islice((place for place in after if stems[place] in said_before), 1))
    return frozenset(found)


def stem(text: str) -> str:
    """Return what two mails of one template have in common."""
    return " ".join(_CHANGING.sub(" ", text[:_COMPARED].casefold()).split())


def before_it(this: Said, before: Sequence[Said]) -> list[Said]:
    """Return the mails that say the same as `this` but for numbers, under the same subject but for numbers."""
    text, subject = stem(this.text), stem(this.subject)
    return [said for said in before if stem(said.subject) == subject and stem(said.text) == text]


def quieted(mail: "Mail", arrival: "Arrival", *, wrote_much: bool) -> "Mail":
    """Return a mail as it is, or marked as a machine's where it is one of two machines that answer each other.

    So is what says the same as many before it but for numbers, as programs do that count their mails: but not where it
    wants something of us, nor from the form of a web site. The case of the last one that was taken in is marked.
    Nothing is read for whoever wrote little lately; mail that says of itself that it is automatic needs none of this.
    """
    if mail.automatic or not arrival.live or not wrote_much:
        return mail
    sender, since = mail.sender.address.lower(), sql.as_kept(arrival.arrived_at - PERIOD)
    rows = sql.every(_SAID, [sender, since, _READ])
    before = [Said(_moment(at), text, subject, pk) for at, text, subject, pk in rows]
    ours = [_moment(at) for (at,) in sql.every(_OURS, [sender, since])]
    this = Said(arrival.arrived_at, mail.signed_reply or mail.text, mail.subject[:300])
    if not is_a_machine(this, before, ours):
        alike = before_it(this, before)
        if len(alike) < MOST or _FORM.search(sender.partition("@")[0]) or _wants_something(mail):
            return mail
        _mark(alike[0].message)
    arrival.problems = [*arrival.problems, LOOP]
    return replace(mail, automatic=True)


def note_machine(message: "Message", arrival: "Arrival") -> None:
    """Mark the message of an arrival that was quieted, and a complaint of spam, so that people see what it is."""
    noted = [code for code in arrival.problems if code in {LOOP, CALLED_SPAM}]
    if noted:
        message.problems = [*message.problems, *noted]
        message.save(update_fields=["problems"])


def _wants_something(mail: "Mail") -> bool:
    """Whether a mail asks, is angry, or tells of harm: what only says that something took place is heard as slight."""
    heard = quick(mail.own_words or mail.text, channel="email", subject=mail.subject)
    asks = "questions" in heard.kept or "requests" in heard.kept or heard.wants_call
    return asks or heard.angry or bool(heard.alarms) or heard.kept.get("severity") not in _SLIGHT


def _mark(pk: int) -> None:
    """Say of the last message of many alike, once, that more of them came."""
    message = Message.objects.get(pk=pk)
    if ALIKE not in message.problems:
        message.problems = [*message.problems, ALIKE]
        message.save(update_fields=["problems"])


def _moment(value: datetime) -> datetime:
    """Return a time as the database gave it, in UTC."""
    return sql.moment(value) or value
