"""Puts a parsed mail into its case: found or new, reopened, linked, or kept as history."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from amends.craft.text.quoted import without_quoted
from amends.desk.cases.models import Attachment, Case, Link, Message, Participant
from amends.desk.intake.entering.entering import Entry, Words, enter, open_case
from amends.desk.intake.entering.hearing import quick
from amends.desk.intake.entering.particulars import is_doubted, particulars
from amends.desk.intake.machines.speakers import Speaker, channel_of, is_automatic, is_missed_call, speaker
from amends.desk.intake.threading.homing import Home, home_of
from amends.desk.intake.threading.kin import is_topmost
from amends.desk.intake.threading.lookups import is_borne
from amends.desk.intake.threading.signs import ancestors, bears_our_token, own_id, remember
from amends.desk.people import sql
from amends.desk.people.models import Address, Customer
from amends.desk.people.rules import normal_address

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.mail import Mail
    from amends.desk.channels.models import Mailbox
    from amends.desk.intake.entering.hearing import Quick
    from amends.desk.intake.models import Arrival
    from amends.desk.intake.threading.known import Known
    from amends.desk.policies.models import DeskSettings

_TAKE_PART = (
    "INSERT INTO cases_participant (case_id, address_id, verified) VALUES (%s, %s, %s)"
    " ON CONFLICT (case_id, address_id) DO UPDATE SET verified = cases_participant.verified OR excluded.verified"
    " RETURNING verified"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail was put."""

    case: Case
    message: Message
    opened: bool


def place(
    mail: "Mail",
    arrival: "Arrival",
    mailbox: "Mailbox | None",
    *,
    settings: "DeskSettings",
    now: "datetime",
    by_hand: bool = False,
    known: "Known | None" = None,
    hearsay: bool = False,
) -> Place | None:
    """Write a mail into the case it belongs to; None for automatic mail that belongs to none.

    `by_hand` says that a person wants it read as a customer's own message, `known` is what was looked up for it,
    `hearsay` says that somebody else brings it, which proves nothing about its sender. A sender whom our own server
    doesn't believe is a stranger to every case but one of their own, unless the mail bears our token.
    """
    words = _words(mail, arrival, by_hand=by_hand)
    who = speaker(mail)
    sender = who.value if who.kind == "email" else ""
    reused = bool(known.twins) if known else is_borne(own_id(mail))
    looked_up = known if who.kind == "email" else None
    believed = not is_doubted(mail, mailbox) or bears_our_token(mail)
    home = home_of(mail, words, sender if believed else "", settings=settings, reused=reused, looked_up=looked_up)
    if home.case is None and words.automatic:
        return None
    address, customer = _person(who, words, settings, looked_up, is_new=home.case is None)
    case, opened = home.case or _new_case(customer, words, home, mailbox), home.case is None
    is_parent = home.is_parent and not hearsay and believed
    verified = opened
    if address is not None:
        proves = not hearsay and (believed or opened)
        is_known = _take_part(case, address, mail, known=opened, is_parent=is_parent, proves=proves)
        verified = opened or (is_known and believed)
    problems = [*mail.problems, *(["message_id_reused"] if reused else [])]
    message = _message(case, mail, arrival, address, words, verified=verified, problems=problems)
    remember(mail, case, its_own=home.apart)
    entry = Entry(opened=opened, reopens=home.reopens, verified=verified)
    enter(case, message, words, entry, now=now, settings=settings)
    return Place(case, message, opened)


def hear(mail: "Mail") -> "Quick":
    """Return what is heard in a mail; first asked before anything is locked, as it takes as long as all the rest."""
    own = mail.signed_reply or mail.text
    # The signature says nothing. Kept questions of others stand between the words: they say nothing either, but places
    # in the text must still hold.
    heard_in = mail.own_words if mail.own_words and own.startswith(mail.own_words) else without_quoted(own)
    return quick(heard_in, channel=channel_of(mail), subject=mail.subject)


def _words(mail: "Mail", arrival: "Arrival", *, by_hand: bool) -> Words:
    heard = hear(mail)
    return Words(
        text=mail.text,
        own_text=mail.signed_reply or mail.text,
        subject=mail.subject,
        channel=channel_of(mail),
        at=arrival.arrived_at,
        heard=replace(heard, asks=True, wants_call=True) if is_missed_call(mail) else heard,
        automatic=not by_hand and is_automatic(mail),
        live=arrival.live,
    )


def _person(
    who: Speaker, words: Words, settings: "DeskSettings", known: "Known | None", *, is_new: bool
) -> tuple[Address | None, Customer]:
    """Return who speaks; whom a machine passes on without a number is nobody we know, and has no address."""
    language = words.language(settings)
    if not who.value:
        customer = sql.fresh(Customer, name=who.name[:200], language=language, since=words.at)
        return None, sql.insert(customer) if is_new else customer
    found = Address.known(who.kind, normal_address(who.kind, who.value)) if known is None else known.address
    made = partial(Address.made, who.kind, who.value, name=who.name, language=language, now=words.at)
    address = Address.named(found, who.name) or made()
    address.note_heard(at=words.at)
    return address, address.customer


def _new_case(customer: Customer, words: Words, home: Home, mailbox: "Mailbox | None") -> Case:
    case = open_case(customer, words, mailbox=mailbox)
    if home.older is not None:
        Link.objects.create(case=case, older_id=home.older, linked_at=words.at)
        case.write("case.linked", at=words.at, older=home.older)
    return case


def _take_part(case: Case, address: Address, mail: "Mail", *, known: bool, is_parent: bool, proves: bool) -> bool:
    """Note that the sender takes part; say whether they are known to belong to the case.

    What doesn't prove who wrote it is read as theirs, but leaves them unverified as a participant.
    Where the first mail of a thread comes after its answers, its sender is the customer, and links given to others end.
    """
    is_theirs = case.customer_id == address.customer_id
    takes_over = is_parent and not is_theirs and is_topmost(own_id(mail), ancestors(mail), case)
    if takes_over:
        Participant.objects.filter(case=case).update(verified=False)
        case.customer = address.customer
        case.save(update_fields=["customer"])
        case.end_links()
    known = known or takes_over or is_theirs
    return bool(sql.first(_TAKE_PART, [case.pk, address.pk, known and proves])) or known


def _message(
    case: Case,
    mail: "Mail",
    arrival: "Arrival",
    address: Address | None,
    words: Words,
    *,
    verified: bool,
    problems: list[str],
) -> Message:
    message = sql.fresh(
        Message,
        case=case,
        direction=Message.Direction.IN,
        kind=Message.Kind.AUTO if words.automatic else Message.Kind.MESSAGE,
        channel=words.channel,
        address=address,
        mailbox=arrival.mailbox,
        verified=verified,
        sender_name=speaker(mail).name[:200],
        to=[entry.address for entry in mail.to][:50],
        cc=[entry.address for entry in mail.cc][:50],
        subject=mail.subject[:300],
        text=words.text,
        own_text=words.own_text,
        message_id=(mail.message_id or "")[:998],
        in_reply_to=(mail.in_reply_to or "")[:998],
        references=list(mail.references)[-50:],
        own_digest=mail.own_text_digest,
        raw_digest=arrival.digest,
        heard=dict(words.heard.kept),
        problems=problems,
        particulars=particulars(mail, trusted_host=arrival.mailbox.trusted_host if arrival.mailbox else ""),
        said_at=words.at,
    )
    sql.insert(message)
    if mail.attachments:
        _attach(mail, message)
    return message


def _attach(mail: "Mail", message: Message) -> None:
    sql.insert_each(
        [
            sql.fresh(
                Attachment,
                message=message,
                name=entry.name[:255],
                type=entry.type[:120],
                size=entry.size,
                sha256=entry.sha256,
                inline=entry.inline,
                part=number,
            )
            for number, entry in enumerate(mail.attachments)
        ]
    )
