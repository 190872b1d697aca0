"""Loads the sample once: the company is set up, then its last weeks are played with the clock walking along."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.asides import set_aside
from amends.desk.people.staff import somebody_works_here
from amends.desk.policies.actions import Desk, FirstLead, FirstMailbox, set_up, setup_token
from amends.doors.demo import agents, beginning, customers, earlier
from amends.doors.demo.company import Company, Loose, Sample, Step, company, sample
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
    earlier.play(stage, given.earlier)
    limits, opens = weeks.at(made.limits), weeks.at(made.opens)
    steps = _in_order(stage, given)
    _play_all(stage, [entry for entry in steps if entry[0] < limits], until=limits)
    beginning.limit(stage.lead, now=stage.now)
    _play_all(stage, [entry for entry in steps if entry[0] >= limits], until=opens)
    stage.walk.catch_up()
    return opens


def _set_up(made: Company, given: Sample, weeks: Weeks, *, public_url: str) -> Stage:
    connected = weeks.at(made.connected)
    mailbox = Mailbox(
        name=made.name,
        address=made.mailbox,
        way=Mailbox.Way.HANDED,
        smtp_host="localhost",
        trusted_host=made.trusted_host,
    )
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
    begins = min([connected, *(weeks.at(one.at) for one in given.earlier)])
    return Stage(
        weeks=weeks,
        walk=Walk(connected, lead),
        agents=beginning.write_down(made, lead, now=begins, begins=begins.date()),
        lead=lead,
        mailbox=mailbox,
        connected=connected,
        cases={story.key: Played(story) for story in given.stories},
    )


def _in_order(stage: Stage, given: Sample) -> list[tuple[datetime, Step | Loose]]:
    steps: list[Step | Loose] = [step for story in given.stories for step in story.steps]
    dated = [(stage.weeks.at(step.at), step) for step in [*steps, *given.loose]]
    return sorted(dated, key=lambda entry: entry[0])


def _play_all(stage: Stage, steps: Iterable[tuple[datetime, Step | Loose]], *, until: datetime) -> None:
    """Play steps in their order, and let the clock go on from the last of them."""
    for at, step in steps:
        stage.walk.to(at)
        _play(stage, step)
    stage.walk.to(until)


def _play(stage: Stage, step: Step | Loose) -> None:
    if isinstance(step, Loose):
        _lay(stage, step)
        return
    played = stage.cases[step.case]
    if step.who in stage.agents:
        agents.VERBS[step.does](stage, played, step)
    else:
        customers.VERBS[step.does](stage, played, step)
        stage.walk.do_jobs()


def _lay(stage: Stage, loose: Loose) -> None:
    """Take in a mail that is in no case, or put it aside where its file gives the reason."""
    raw = write_loose(loose, to=stage.mailbox.address, at=stage.now)
    source = Source(arrived_at=stage.now, mailbox=stage.mailbox, name="sample")
    if loose.reason:
        set_aside(raw, source, reason=Arrival.Reason(loose.reason), now=stage.now)
    else:
        receive(raw, source, now=stage.now)
