"""Enters what a customer said into a case, from any channel: the events, the tone, the index and the books."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from amends.craft.confidence import LIMIT, PERIOD_DAYS
from amends.desk.cases.models import Case, Event, Message
from amends.desk.followups.actions import say_solved
from amends.desk.handoffs.escalating import notice_bounces
from amends.desk.intake.threading import lookups
from amends.desk.jobs.reactions import react
from amends.desk.owed.actions import journey_of, reckon
from amends.desk.people import sql
from amends.desk.policies.wording import LANGUAGES
from amends.desk.search.actions import index

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.cases.rules import EventKind
    from amends.desk.channels.models import Mailbox
    from amends.desk.intake.entering.hearing import Quick
    from amends.desk.people.models import Customer
    from amends.desk.policies.models import DeskSettings


@dataclass(frozen=True, slots=True)
class Words:
    """What a customer said, ready to be written into a case. `at` is when it reached us."""

    text: str
    own_text: str
    subject: str
    channel: str
    at: "datetime"
    heard: "Quick"
    automatic: bool = False
    live: bool = True

    def language(self, settings: "DeskSettings") -> str:
        """Return the customer's language as heard, where texts exist in it; else the desk's."""
        return self.heard.language if self.heard.language in LANGUAGES else settings.language


@dataclass(frozen=True, slots=True)
class Entry:
    """How the words come into the case."""

    opened: bool = False
    reopens: bool = False
    verified: bool = True
    fact: "EventKind" = "message.received"


def open_case(customer: "Customer", words: Words, *, mailbox: "Mailbox | None" = None) -> Case:
    """Open a case of who said these words."""
    return Case.open_for(customer, subject=words.subject, channel=words.channel, now=words.at, mailbox=mailbox)


def enter(
    case: Case,
    message: Message,
    words: Words,
    entry: Entry,
    *,
    now: "datetime",
    settings: "DeskSettings | None" = None,
) -> None:
    """Write the events of a message and keep the books; the last step of everything that comes in.

    History only stands in the case: it owes nothing and sends nothing (invariant 7).
    """
    if not words.live:
        _file_history(case, message, words, opened=entry.opened)
        index(message)
        return
    solves = entry.verified and words.heard.thanks_only and not entry.opened and _was_asked(case, now)
    first_events = None
    if entry.opened:
        opening = case.event("case.opened", at=words.at, message=message.pk)
        first_events = [opening, _fact(case, message, words, entry)]
        sql.insert_each(first_events)
        react("case.opened", opening.pk)
    else:
        if entry.reopens:
            case.reopen(at=words.at)
        sql.insert(_fact(case, message, words, entry))
    if entry.verified and _may_be_passed_about(case, words, entry):
        notice_bounces(case, now=now)
    also = _note_tone(case, words) if entry.verified and not words.automatic else ()
    reckon(case, now=now, settings=settings, first_events=first_events, also=also)
    index(message)
    if solves:
        say_solved(case, now=now)


def _fact(case: Case, message: Message, words: Words, entry: Entry) -> Event:
    heard = words.heard
    return case.event(
        entry.fact,
        at=words.at,
        message=message.pk,
        channel=words.channel,
        verified=entry.verified,
        automatic=words.automatic,
        asks=heard.asks,
        complaint=heard.complaint,
        angry=heard.angry,
        denies=heard.denies,
        wants_call=heard.wants_call,
        **_calls_for_a_senior(heard),
    )


def _may_be_passed_about(case: Case, words: Words, entry: Entry) -> bool:
    """Whether it is worth counting how often this customer was passed about: never at the first message of a case."""
    if entry.opened or words.automatic or not (words.heard.asks or words.heard.denies):
        return False
    return lookups.said_again_lately(case.customer_id, since=words.at - timedelta(days=PERIOD_DAYS)) > LIMIT


def _calls_for_a_senior(heard: "Quick") -> dict[str, Any]:
    """Return what pulls somebody senior in; most messages say nothing of the kind, and their events neither."""
    found: dict[str, Any] = {}
    if heard.wants_boss:
        found["wants_boss"] = True
    if heard.alarms:
        found |= {"alarm": True, "alarms": list(heard.alarms)}
    return found


def _file_history(case: Case, message: Message, words: Words, *, opened: bool) -> None:
    if opened:
        case.write("case.opened", at=words.at, message=message.pk)
        case.kind = Case.Kind.COMPLAINT if words.heard.complaint else Case.Kind.ENQUIRY
        case.tone = words.heard.tone
        case.save(update_fields=["kind", "tone"])
    case.write("message.filed", at=words.at, message=message.pk)
    if opened:
        case.close("history", at=words.at)


def _note_tone(case: Case, words: Words) -> tuple[str, ...]:
    """Set the tone of the customer's last words; return the columns to be saved."""
    if words.heard.tone != case.tone:
        case.tone_before, case.tone = case.tone, words.heard.tone
    case.last_said_at = max(words.at, case.last_said_at or words.at)
    return ("tone", "tone_before", "last_said_at")


def _was_asked(case: Case, now: "datetime") -> bool:
    """Whether we asked if it was solved and wait for the word."""
    return case.is_open and journey_of(case, now=now).asked_if_solved
