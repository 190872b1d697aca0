"""What the sample's playbook begins with: policies that hold, levels and who is called, fields of its own, limits."""

import re
from typing import TYPE_CHECKING

from amends.desk.people.levels import levels
from amends.desk.people.staff import Card
from amends.desk.policies import granting, playbook
from amends.desk.policies.fields import FieldCard, add_field
from amends.desk.policies.rewording import keep_block

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from amends.desk.people.models import Agent, Level
    from amends.doors.demo.company import Company, Person

CURRENCY = "EUR"
_FROM = re.compile(r"^effective_from = .*$", re.MULTILINE)


def write_down(made: "Company", lead: "Agent", *, now: "datetime", begins: "date") -> "dict[str, Agent]":
    """Write down all that the company had settled before its past begins; return its people by their keys."""
    for block in made.blocks:
        keep_block(block.name, block.language, block.body)
    for field in made.own_fields:
        add_field(field.name, FieldCard(field.label, field.choices, field.compared))
    playbook.take_in(_holding(begins), lead, now=now, remark="to begin with")
    ladder = {level.name: level for level in levels()}
    for rank, name in enumerate(made.levels, start=1):
        ladder[name] = ladder.get(name) or granting.write_level(name, rank, lead, now=now)
    people = {person.key: _hired(person, ladder[person.level], lead, now=now) for person in made.people}
    for topic, key in made.called.items():
        granting.name_person(topic, people[key], lead, now=now)
    return people


def limit(lead: "Agent", *, now: "datetime") -> None:
    """Write the usual limits down; what was promised before stays as it is."""
    granting.begin(lead, CURRENCY, now=now)


def _holding(begins: "date") -> "Mapping[str, str]":
    """Return the policies that come with amends, holding from a day on: whenever the sample is loaded, they hold."""
    day = f"effective_from = {begins.isoformat()}"
    return {file: _FROM.sub(day, document, count=1) for file, document in playbook.starters().items()}


def _hired(person: "Person", level: "Level", lead: "Agent", *, now: "datetime") -> "Agent":
    """Return a person as an agent; who leads is there since set-up and lacks the rest of the card only."""
    card = Card(
        name=person.name,
        signature=person.signature,
        is_lead=person.lead,
        level=level,
        sees_figures=person.figures,
    )
    if person.email == lead.email:
        granting.appoint(lead, card, lead, now=now)
        return lead
    return granting.welcome(person.email, card, lead, now=now)
