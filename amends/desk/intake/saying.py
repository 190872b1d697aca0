"""What customers say outside of mail: on their page, by phone, voice message, letter or chat."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Missing
from amends.desk.cases.models import Case, Message, Participant
from amends.desk.followups.actions import say_solved
from amends.desk.intake.entering import Entry, Words, enter, open_case
from amends.desk.intake.hearing import quick
from amends.desk.owed.actions import reckon
from amends.desk.people.models import Address
from amends.desk.people.rules import normal_address

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
    case = open_case(address, words)
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
    """Write what a participant said into their case; a closed one reopens, unless it was ended or it is mere thanks."""
    if not text.strip():
        raise Missing("text")
    case = Case.locked(case.pk)
    words = _words(text, subject=case.subject, channel=channel, now=now)
    message = _message(case, address, words, verified=verified)
    quiet = words.heard.thanks_only or case.outcome == "ended" or not verified
    enter(case, message, words, Entry(reopens=not case.is_open and not quiet, verified=verified), now=now)
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
    message = _message(case, address, words)
    enter(case, message, words, Entry(reopens=not case.is_open, fact=fact), now=now)
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
        heard=words.heard.kept,
        said_at=words.at,
    )
