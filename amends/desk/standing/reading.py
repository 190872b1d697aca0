"""Confidence, effort and bounces of a customer, read from the events of their newest cases."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amends.craft.confidence import Bounces, CaseFacts, Confidence, Effort, bounces, effort, read
from amends.craft.journey import owed_now
from amends.desk.cases.models import Case
from amends.desk.owed.actions import facts_of
from amends.desk.policies.models import DeskSettings
from amends.desk.standing.contacts import contacts_of, events_of

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.cases.models import Event
    from amends.desk.people.models import Customer

NEWEST = 25
"""Cases of one customer that are read."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a customer stands with us at a moment."""

    confidence: Confidence
    bounces: Bounces


def standing_of(customer: "Customer", *, now: "datetime") -> Standing:
    """Return a customer's ledger of confidence and their bounces, across cases and channels."""
    settings = DeskSettings.shared()
    cases = list(Case.objects.filter(customer=customer).exclude(outcome="history").order_by("-pk")[:NEWEST])
    by_case: dict[int, list[Event]] = defaultdict(list)
    for event in events_of(cases):
        by_case[event.case_id].append(event)
    told = []
    for case in cases:
        facts = tuple(facts_of(case, by_case[case.pk]))
        owed = owed_now(facts, settings.journey_times, settings.calendar, now)
        told.append(CaseFacts(case.pk, facts, owed, tuple(contacts_of(by_case[case.pk]))))
    contacts = [contact for one in told for contact in one.contacts]
    return Standing(read(told, now=now), bounces(contacts, now=now))


def effort_of(case: Case, *, now: "datetime") -> Effort:
    """Return what it took the customer of a case to be helped so far."""
    contacts = contacts_of(events_of([case, *case.merged.all()]))
    return effort(contacts, DeskSettings.shared().calendar, now=now)
