"""What customers say outside of mail: on their page, by phone, voice message, letter or chat."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Missing
from amends.desk.cases.models import Case, Link, Message, Participant
from amends.desk.followups.actions import say_solved
from amends.desk.intake.entering.entering import Entry, Words, enter, open_case
from amends.desk.intake.entering.hearing import quick
from amends.desk.owed.actions import reckon
from amends.desk.people.models import Address
from amends.desk.people.rules import normal_address
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.cases.rules import EventKind
    from amends.desk.people.models import Agent

LONGEST = 100_000
"""Characters of one message by hand or from the portal that are kept."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who says it, and how they are reached: the kind and value of an address, and the name as given."""

    kind: str
    value: str
    name: str = ""
    language: str = "en"
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """What is known of it besides the words: `kind` corrects what is heard, `happened_at` is when it was said."""

    subject: str = ""
    channel: str = "phone"
    kind: str = ""
    happened_at: "datetime | None" = None


@transaction.atomic
def open_by_hand(caller: Caller, text: str, by_hand: ByHand, *, now: "datetime", agent: "Agent | None" = None) -> Case:
    """Open a case with what somebody said by phone, letter or chat; an agent who takes it owns it."""
    if not text.strip():
        raise Missing("text")
    if not caller.value.strip():
        raise Missing("address")
    at = min(by_hand.happened_at or now, now)
    address = Address.of(caller.kind, caller.value, name=caller.name, language=caller.language, now=at)
    if caller.phone and caller.kind != "phone":
        phone = {"kind": "phone", "value": normal_address("phone", caller.phone)}
        Address.objects.get_or_create(**phone, defaults={"customer": address.customer})
    subject = by_hand.subject or text.strip().splitlines()[0][:80]
    words = _words(text, subject=subject, channel=by_hand.channel, now=at)
    case = open_case(address.customer, words)
    if agent is not None:
        case.give_to(agent)
    Participant.objects.get_or_create(case=case, address=address, defaults={"verified": True})
    message = _message(case, address, words)
    enter(case, message, words, Entry(opened=True), now=now)
    if by_hand.kind in {"complaint", "enquiry"} and by_hand.kind != case.kind:
        case.write("kind.set", at=now, agent=agent, kind=by_hand.kind)
        reckon(case, now=now)
    return case


@transaction.atomic
def say(case: Case, address: Address, text: str, *, channel: str, now: "datetime", verified: bool = True) -> Message:
    """Write what a participant said into their case, or into a new one where it was closed too long ago.

    A closed case reopens, unless it was ended, or these are the words of a stranger or mere thanks.
    """
    if not text.strip():
        raise Missing("text")
    case = Case.locked(case.pk)
    words = _words(text, subject=case.subject, channel=channel, now=now)
    quiet = case.is_open or words.heard.thanks_only or case.outcome == "ended" or not verified
    if not quiet and _too_late_to_reopen(case, now):
        return _say_anew(case, address, words, now=now)
    message = _message(case, address, words, verified=verified)
    enter(case, message, words, Entry(reopens=not quiet, verified=verified), now=now)
    return message


@transaction.atomic
def correct(case: Case, address: Address, text: str, *, channel: str, now: "datetime") -> Message:
    """The customer says what we got wrong; it has to be understood anew."""
    return _say_against(case, address, text, fact="understanding.corrected", channel=channel, now=now)


@transaction.atomic
def not_solved(case: Case, address: Address, text: str, *, channel: str, now: "datetime") -> Message:
    """The customer says that it is not solved; the case is open (again) with its history and more heat."""
    return _say_against(case, address, text, fact="not_solved.said", channel=channel, now=now)


@transaction.atomic
def solved(case: Case, *, now: "datetime") -> bool:
    """The customer's button: it is solved. Return whether the case could be closed with it."""
    return say_solved(case, now=now)


def _say_against(
    case: Case, address: Address, text: str, *, fact: "EventKind", channel: str, now: "datetime"
) -> Message:
    if not text.strip():
        raise Missing("text")
    case = Case.locked(case.pk)
    if case.outcome == "ended":
        raise AlreadyDone("case_closed")
    words = _words(text, subject=case.subject, channel=channel, now=now)
    if not case.is_open and _too_late_to_reopen(case, now):
        wrong = replace(words.heard, asks=True, complaint=True)
        return _say_anew(case, address, replace(words, heard=wrong), now=now)
    message = _message(case, address, words)
    enter(case, message, words, Entry(reopens=not case.is_open, fact=fact), now=now)
    return message


def _too_late_to_reopen(case: Case, now: "datetime") -> bool:
    """Return whether the case was closed so long ago that what is said now is a matter of its own (DESIGN §5)."""
    reopen_within = timedelta(days=DeskSettings.shared().journey_times.reopen_elapsed_days)
    return case.closed_at is not None and now - case.closed_at > reopen_within


def _say_anew(older: Case, address: Address, words: Words, *, now: "datetime") -> Message:
    """Open a case that is linked to the older one, and write into it what was said."""
    case = open_case(address.customer, words, mailbox=older.mailbox)
    Link.objects.create(case=case, older=older, linked_at=now)
    case.write("case.linked", at=now, older=older.pk)
    Participant.objects.create(case=case, address=address, verified=True)
    message = _message(case, address, words)
    enter(case, message, words, Entry(opened=True), now=now)
    return message


def _words(text: str, *, subject: str, channel: str, now: "datetime") -> Words:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()[:LONGEST]
    heard = quick(text, channel=channel, subject=subject)
    return Words(text=text, own_text=text, subject=subject[:300], channel=channel, at=now, heard=heard)


def _message(case: Case, address: Address, words: Words, *, verified: bool = True) -> Message:
    return Message.objects.create(
        case=case,
        direction=Message.Direction.IN,
        channel=words.channel,
        address=address,
        verified=verified,
        sender_name=address.customer.name,
        subject=words.subject,
        text=words.text,
        own_text=words.own_text,
        heard=dict(words.heard.kept),
        said_at=words.at,
    )
