"""What we say: drafts, replies with their ten seconds of grace, notes and calls."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from django.conf import settings as process
from django.db import transaction

from amends.craft.refusal import AlreadyDone, Missing, SomethingNew
from amends.desk.advice.actions import count_sent, keep_overrides
from amends.desk.advice.actions import give_back as uncount
from amends.desk.cases.models import Attachment, Case, KnownId, Message, Note, Participant
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.actions import put_on_the_way, take_back
from amends.desk.delivery.rules import GRACE, reply_subject
from amends.desk.offers.offering import carry, let_go
from amends.desk.owed.actions import reckon
from amends.desk.people.models import Address
from amends.desk.replies.addressing import customer_address
from amends.desk.replies.coaching import coached, places_of
from amends.desk.replies.files import refuse_too_much
from amends.desk.replies.holding import as_kept, refuse_held
from amends.desk.replies.judging import Judged, Said, introduces, judge, open_questions
from amends.desk.replies.models import Draft, Excuse
from amends.desk.replies.staging import stage_of
from amends.desk.search.actions import index

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where a reply goes and what goes with it; without `to` it goes to who wrote last.

    `anyway` is the reason for which it goes although something holds it.
    """

    to: Sequence[str] = ()
    cc: Sequence[str] = ()
    attachments: Sequence[Attachment] = ()
    excuses: Mapping[str, str] = field(default_factory=dict)
    seen: int | None = None
    anyway: str = ""


@transaction.atomic
def send(
    case: Case,
    agent: "Agent",
    text: str,
    *,
    now: "datetime",
    said: Said | None = None,
    envelope: Envelope | None = None,
) -> Message:
    """Record a reply that leaves in ten seconds; answering a case of nobody's takes it.

    Raises SomethingNew where a message or a colleague's reply came in that the writer hasn't seen, Missing without
    a text or an address to write to, Malformed where its files are too big, AlreadyDone for a closed case, and as
    `refuse_held` for what must not leave. Whatever is refused, the draft stays.
    """
    envelope = envelope or Envelope()
    if not text.strip():
        raise Missing("text")
    case = Case.locked(case.pk)
    if not case.is_open:
        raise AlreadyDone("case_closed")
    refuse_unseen(case, agent, seen=envelope.seen)
    refuse_too_much(envelope.attachments)
    seen_by_coach = coached(case, agent, text, stage=stage_of(case), now=now)
    refuse_held(seen_by_coach.held, reason=envelope.anyway)
    message = _written(case, agent, text, envelope, now=now)
    said = _with_offer(case, agent, message, said or Said(), now=now)
    judged = judge(case, agent, text, said, excuses=envelope.excuses)
    _take_if_free(case, agent, now=now)
    put_on_the_way(message, leaves_at=now + GRACE)
    case.write("reply.sent", at=now, agent=agent, message=message.pk, **asdict(judged))
    _keep_excuses(message, envelope.excuses)
    count_sent(case, agent, message, places_of(seen_by_coach), now=now)
    keep_overrides(message, as_kept(seen_by_coach.held), envelope.anyway)
    if judged.restates:
        _remember_restatement(case, text)
    Draft.objects.filter(case=case, agent=agent).delete()
    reckon(case, now=now)
    index(message)
    return message


@transaction.atomic
def recall(message: Message, agent: "Agent", *, now: "datetime") -> Draft:
    """Take a reply back within its grace and give the draft back.

    Raises TooLate once it has left.
    """
    case = Case.locked(message.case_id)
    take_back(message)
    let_go(message)
    uncount(message)
    case.write("reply.recalled", at=now, agent=agent, message=message.pk)
    reckon(case, now=now)
    return give_back(message, agent, now=now)


@transaction.atomic
def give_back(message: Message, agent: "Agent", *, now: "datetime") -> Draft:
    """Put the words of a recalled or failed reply back into the agent's draft."""
    draft, _ = Draft.objects.update_or_create(
        case=message.case,
        agent=agent,
        defaults={"text": unsigned(message), "to": message.to, "cc": message.cc, "saved_at": now},
    )
    draft.attachments.set(message.attachments.all())
    return draft


@transaction.atomic
def save_draft(case: Case, agent: "Agent", text: str, *, now: "datetime", cc: Sequence[str] = ()) -> Draft | None:
    """Keep what an agent is writing; an empty draft without files is gone."""
    if not text.strip() and not cc and not Draft.objects.filter(case=case, agent=agent, attachments__isnull=False):
        Draft.objects.filter(case=case, agent=agent).delete()
        return None
    changes = {"text": text, "cc": list(cc), "saved_at": now}
    return Draft.objects.update_or_create(case=case, agent=agent, defaults=changes)[0]


@transaction.atomic
def note(case: Case, agent: "Agent", text: str, *, now: "datetime") -> Note:
    """Write a note that only we see."""
    if not text.strip():
        raise Missing("text")
    case = Case.locked(case.pk)
    made = Note.objects.create(case=case, agent=agent, text=text.strip(), written_at=now)
    case.write("note.added", at=now, agent=agent, note=made.pk)
    reckon(case, now=now)
    index(made)
    return made


@transaction.atomic
def call(case: Case, agent: "Agent", text: str, *, reached: bool, now: "datetime", said: Said | None = None) -> Note:
    """Note a call with the customer, or a try of one; a call that reached them is worth a reply."""
    if reached and not text.strip():
        raise Missing("text")
    case = Case.locked(case.pk)
    if not case.is_open:
        raise AlreadyDone("case_closed")
    made = Note.objects.create(
        case=case, agent=agent, kind=Note.Kind.CALL, text=text.strip(), reached=reached, written_at=now
    )
    said = said or Said()
    if reached:
        said = _with_offer(case, agent, made, said, now=now)
    answers = tuple(event for event, _ in open_questions(case)) if reached and said.answers != "none" else ()
    judged = Judged(
        answers=answers,
        restates=bool(said.restates),
        offers=bool(said.offers),
        apologises=bool(said.apologises),
        fixes=said.fixes,
        introduces=introduces(case, agent, text) if said.introduces is None else said.introduces,
    )
    if reached:
        _take_if_free(case, agent, now=now)
    case.write("call.noted", at=now, agent=agent, note=made.pk, reached=reached, **asdict(judged))
    if reached:
        _touch(case, now)
    reckon(case, now=now)
    index(made)
    return made


def refuse_unseen(case: Case, agent: "Agent", *, seen: int | None) -> None:
    """Raise SomethingNew where somebody else said something after the message `seen`."""
    if seen is None:
        return
    newer = case.messages.filter(pk__gt=seen, kind__in=[Message.Kind.MESSAGE, Message.Kind.REPLY])
    newer = newer.exclude(agent=agent).exclude(dispatch__state="recalled")
    newest = newer.order_by("-pk").first()
    if newest is not None:
        raise SomethingNew("newer_message", message=newest.pk)


def unsigned(message: Message) -> str:
    """Return the text of a message of ours without the signature put under it."""
    return message.own_text or message.text


def _written(case: Case, agent: "Agent", text: str, envelope: Envelope, *, now: "datetime") -> Message:
    address = customer_address(case)
    to = [entry.strip().lower() for entry in envelope.to if entry.strip()] or ([address.value] if address else [])
    if not to:
        raise Missing("email_address")
    signature = f"\n\n-- \n{agent.signature.strip()}" if agent.signature.strip() else ""
    message = outgoing(
        case, kind=Message.Kind.REPLY, text=text.strip() + signature, own_text=text.strip(), to=to, now=now, agent=agent
    )
    message.cc = [entry.strip().lower() for entry in envelope.cc if entry.strip()]
    message.address = address
    message.save(update_fields=["cc", "address"])
    for attachment in envelope.attachments:
        _attach(attachment, message)
    _add_participants(case, [*message.to, *message.cc], now=now)
    _touch(case, now)
    return message


def outgoing(
    case: Case,
    *,
    kind: str,
    text: str,
    to: Sequence[str],
    now: "datetime",
    agent: "Agent | None" = None,
    subject: str = "",
    own_text: str = "",
) -> Message:
    """Write down a mail of ours with its Message-ID and its place in the thread; it is not on its way yet."""
    from amends.craft.mail import make_id  # noqa: PLC0415

    mailbox = case.mailbox or Mailbox.objects.filter(is_active=True).first()
    said = Message.objects.of(case).exclude(message_id="").order_by("-said_at", "-pk")
    parent = said.filter(direction="in", verified=True).first() or said.first()
    message = Message.objects.create(
        case=case,
        direction=Message.Direction.OUT,
        kind=kind,
        agent=agent,
        mailbox=mailbox,
        to=list(to),
        subject=subject or reply_subject(case.subject, case.number),
        text=text,
        own_text=own_text or text,
        in_reply_to=parent.message_id if parent else "",
        references=[*parent.references, parent.message_id] if parent else [],
        said_at=now,
    )
    domain = mailbox.domain if mailbox else "amends.localhost"
    message.message_id = make_id(process.SECRET_KEY.encode(), case.number, message.pk, domain)
    message.save(update_fields=["message_id"])
    KnownId.objects.get_or_create(value=message.message_id, defaults={"case": case})
    return message


def _with_offer(case: Case, agent: "Agent", by: Message | Note, said: Said, *, now: "datetime") -> Said:
    """Let the drafted offer, if there is one, go with these words; they are an offer then."""
    return said if carry(case, agent, now=now, by=by) is None else replace(said, offers=True)


def _attach(attachment: Attachment, message: Message) -> None:
    """Give the message the file of a draft; a file that is with another message already is copied, not moved."""
    if attachment.message_id is not None:
        attachment.pk = None
    attachment.message = message
    attachment.save()


def _add_participants(case: Case, values: Sequence[str], *, now: "datetime") -> None:
    """Whom an agent writes to takes part, verified by that."""
    for value in values:
        address = Address.of("email", value, name="", language=case.customer.language, now=now)
        Participant.objects.update_or_create(case=case, address=address, defaults={"verified": True})


def _take_if_free(case: Case, agent: "Agent", *, now: "datetime") -> None:
    if case.owner_id is None:
        case.give_to(agent)
        case.write("case.taken", at=now, agent=agent)


def _touch(case: Case, now: "datetime") -> None:
    case.last_said_at = now
    case.save(update_fields=["last_said_at"])


def _keep_excuses(message: Message, excuses: Mapping[str, str]) -> None:
    Excuse.objects.bulk_create(
        Excuse(message=message, question=question, reason=reason.strip()[:300])
        for question, reason in excuses.items()
        if reason.strip()
    )


def _remember_restatement(case: Case, text: str) -> None:
    """What we told the customer we understood is what their page shows, unless somebody wrote it down better."""
    if not case.understanding_text.strip():
        case.understanding_text = text.strip()
        case.save(update_fields=["understanding_text"])
