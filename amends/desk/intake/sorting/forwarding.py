"""Mail that one of us sends on becomes a case of whoever wrote it; what an agent says above it is a note."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amends.craft.mail import find_forwarded, forwarded_mail, split_reply
from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Message, Note
from amends.desk.intake.entering.particulars import failed_checks
from amends.desk.intake.entering.placing import Place, place
from amends.desk.intake.threading import lookups
from amends.desk.intake.threading.signs import cases_named, names, remember
from amends.desk.people.models import Agent
from amends.desk.search.actions import index

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.mail import Mail
    from amends.desk.intake.models import Arrival
    from amends.desk.policies.models import DeskSettings


@dataclass(frozen=True, slots=True)
class SentOn:
    """A mail as its first sender wrote it, and what the agent who sent it on says of it."""

    mail: "Mail"
    note: str


def take_forward(arrival: "Arrival", mail: "Mail", settings: "DeskSettings", *, now: "datetime") -> Place | None:
    """Put what an agent, or a department under its address, sent on into a case of whoever wrote it.

    None where nothing is sent on, or it isn't believed.

    Anybody can write such an address into From: where our own server says that a check of the sender failed,
    nothing is made of it. Who wrote it first takes part unverified, for a forward proves nothing about them: no
    receipt, no link, no say, until they write themselves or somebody vouches for them. The team owes the answer from
    the arrival of the forward: sending on is no taking.
    """
    if failed_checks(mail, arrival.mailbox):
        return None
    sent_on = _sent_on(mail, bytes_of(arrival.digest))
    if sent_on is None or not sent_on.mail.sender.address or lookups.ours(sent_on.mail.sender.address.lower()):
        return None
    if not Agent.objects.filter(email=mail.sender.address.lower()).exists():
        sent_on = _with_its_note(sent_on)
    same = _told_already(sent_on.mail, mail)
    if same is None:
        placed = place(sent_on.mail, arrival, arrival.mailbox, settings=settings, now=now, by_hand=True, hearsay=True)
        assert placed is not None, "what a person wants read is always placed"
    else:
        placed = Place(same.case.survivor(), same, opened=False)
    remember(mail, placed.case)
    _note(placed, mail.sender.address, sent_on.note, now=now)
    return placed


def _sent_on(mail: "Mail", raw: bytes) -> SentOn | None:
    attached = forwarded_mail(raw)
    if attached is not None:
        return SentOn(replace(attached, attachments=mail.attachments), (mail.signed_reply or mail.text).strip())
    found = find_forwarded(mail)
    if found is None:
        return None
    split = split_reply(found.text)
    first = replace(
        mail,
        message_id=None,
        sender=found.sender,
        reply_to=(),
        to=(),
        cc=(),
        subject=found.subject or mail.subject,
        date=found.date,
        text=found.text,
        reply=split.reply,
        own_words=split.own_words,
        signed_reply=split.signed_reply,
        quoted=split.quoted,
        signature=split.signature,
        html="",
        kind="message",
        automatic=False,
        verdicts=(),
    )
    return SentOn(first, found.note.strip())


def _with_its_note(sent_on: SentOn) -> SentOn:
    """Keep what stands above in the text of the message: notes are of agents, and a department is none."""
    text = f"{sent_on.note}\n\n{sent_on.mail.text}" if sent_on.note else sent_on.mail.text
    return SentOn(replace(sent_on.mail, text=text), "")


def _told_already(first: "Mail", around: "Mail") -> Message | None:
    """Return the message that was sent on, where it had reached us by itself, or was sent on before."""
    cases = cases_named([*names(first), *names(around)])
    same = Message.objects.filter(case__in=cases, address__value=first.sender.address.lower(), direction="in")
    return same.filter(own_digest=first.own_text_digest).select_related("case__merged_into").first()


def _note(placed: Place, sender: str, text: str, *, now: "datetime") -> None:
    if not text:
        return
    agent = Agent.objects.get(email=sender.lower())
    made = Note.objects.create(case=placed.case, agent=agent, text=text, written_at=now)
    placed.case.write("note.added", at=now, agent=agent, note=made.pk)
    index(made)
