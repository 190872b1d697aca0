"""Loads the sample once: the company is set up, then its last weeks are played with the clock walking along."""

import secrets
from datetime import datetime

from django.db import transaction

from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Agent
from amends.desk.people.staff import Card, add_agent, change_agent, somebody_works_here
from amends.desk.policies.actions import Desk, FirstLead, FirstMailbox, set_up, setup_token
from amends.desk.policies.rewording import keep_block
from amends.doors.demo import agents, customers
from amends.doors.demo.company import Company, Loose, Person, Sample, Step, company, sample
from amends.doors.demo.mails import write_loose
from amends.doors.demo.moments import Weeks
from amends.doors.demo.stage import Played, Stage
from amends.doors.demo.walking import Walk


@transaction.atomic
def load(*, wall: datetime, public_url: str) -> datetime | None:
    """Set the sample company up and play its past, all or nothing; return the instant at which the demo opens.

    The desk opens at the moment of its file that is nearest to `wall`, so that it always shows the same spread of
    late, soon and later. Return None where somebody works here already: then nothing is touched.
    """
    if somebody_works_here():
        return None
    made = company()
    weeks = Weeks.around(wall, made.opens, made.zone)
    given = sample()
    stage = _set_up(made, given, weeks, public_url=public_url)
    for at, step in _in_order(stage, given):
        stage.walk.to(at)
        _play(stage, step)
    opens = weeks.at(made.opens)
    stage.walk.to(opens)
    stage.walk.catch_up()
    return opens


def _set_up(made: Company, given: Sample, weeks: Weeks, *, public_url: str) -> Stage:
    connected = weeks.at(made.connected)
    mailbox = Mailbox(name=made.name, address=made.mailbox, smtp_host="localhost")
    first = next(person for person in made.people if person.lead)
    lead = set_up(
        FirstLead(first.email, first.name, secrets.token_urlsafe()),
        Desk(
            name=made.name,
            public_url=public_url,
            zone=str(made.zone),
            hours=made.hours,
            phone=made.phone,
            language=made.language,
        ),
        token=setup_token(),
        first_mailbox=FirstMailbox(mailbox, ""),
        now=connected,
    )
    for block in made.blocks:
        keep_block(block.name, block.language, block.body)
    return Stage(
        weeks=weeks,
        walk=Walk(connected, lead),
        agents={person.key: _hired(person, lead) for person in made.people},
        lead=lead,
        mailbox=mailbox,
        connected=connected,
        cases={story.key: Played(story) for story in given.stories},
    )


def _hired(person: Person, lead: Agent) -> Agent:
    """Return a person as an agent; who leads is there since set-up and lacks the signature only."""
    card = Card(name=person.name, signature=person.signature, is_lead=person.lead)
    if person.email == lead.email:
        change_agent(lead, card)
        return lead
    return add_agent(person.email, card)


def _in_order(stage: Stage, given: Sample) -> list[tuple[datetime, Step | Loose]]:
    steps: list[Step | Loose] = [step for story in given.stories for step in story.steps]
    dated = [(stage.weeks.at(step.at), step) for step in [*steps, *given.loose]]
    return sorted(dated, key=lambda entry: entry[0])


def _play(stage: Stage, step: Step | Loose) -> None:
    if isinstance(step, Loose):
        raw = write_loose(step, to=stage.mailbox.address, at=stage.now)
        receive(raw, Source(arrived_at=stage.now, mailbox=stage.mailbox, name="sample"), now=stage.now)
        return
    played = stage.cases[step.case]
    if step.who in stage.agents:
        agents.VERBS[step.does](stage, played, step)
    else:
        customers.VERBS[step.does](stage, played, step)
        stage.walk.do_jobs()
