"""When the clock is set back, what waits for a time waits no longer for it, and a letter in flight goes once."""

from datetime import timedelta

import pytest
from django.db.models import F, Model
from django.db.models.functions import Now

from amends.desk.channels import actions as channels
from amends.desk.channels.models import Watch
from amends.desk.delivery import rules
from amends.desk.delivery.actions import leave_due
from amends.desk.delivery.letters import Undeliverable
from amends.desk.delivery.models import Dispatch, Outlet
from amends.desk.delivery.setbacks import mend_setback
from amends.desk.delivery.tests.conftest import LEFT, NOON, dispatch_of
from amends.desk.jobs.models import Job, Pulse

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TIMES: dict[type[Model], tuple[str, ...]] = {
    Dispatch: ("lease_until", "retry_at", "tried_at"),
    Outlet: ("rests_until", "failing_since"),
    Watch: ("until",),
    Job: ("lease_until",),
    Pulse: ("seen_at",),
}


def set_the_clock_back(by: timedelta = HOUR) -> None:
    """Move all that was written by the database's clock ahead of it, as a clock that is set back leaves it."""
    for model, names in TIMES.items():
        for name in names:
            model._default_manager.exclude(**{name: None}).update(**{name: F(name) + by})


def ahead(model: type[Model], name: str, **which: object) -> timedelta:
    """Return how far a time lies ahead, by the database's clock."""
    row = model._default_manager.filter(**which).annotate(now=Now()).values(name, "now").get()
    left: timedelta = row[name] - row["now"]
    return left


@pytest.fixture
def noted(db: None) -> None:
    mend_setback(now=LEFT)


@pytest.fixture
def in_flight(noted, mailman, reply):
    """A letter that a worker has with it, which is still at work."""
    mailman.answers = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        mailman.call("one")
    return dispatch_of(reply)


def test_a_letter_in_flight_goes_to_nobody_else(in_flight, mailman):
    set_the_clock_back()

    mend_setback(now=LEFT - HOUR)

    assert mailman.call("two") == 0
    assert len(mailman.letters) == 1


def test_a_letter_of_a_worker_that_died_waits_for_the_rest_of_its_lease_and_no_hour_more(in_flight, mailman):
    set_the_clock_back()

    mend_setback(now=LEFT - HOUR)

    left = ahead(Dispatch, "lease_until")
    assert rules.LEASE - MINUTE < left < rules.LEASE + MINUTE
    assert ahead(Dispatch, "tried_at") < MINUTE


def test_a_letter_that_was_taken_up_since_keeps_its_lease(noted, mailman, reply):
    set_the_clock_back()
    mailman.answers = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        mailman.call("one")

    mend_setback(now=LEFT - HOUR)

    assert ahead(Dispatch, "lease_until") > rules.LEASE - MINUTE


def test_a_letter_that_was_put_off_is_tried_when_it_would_have_been(noted, mailman, reply):
    mailman.answers = [Undeliverable("450 later", permanent=False)]
    mailman.call()
    set_the_clock_back()

    mend_setback(now=LEFT - HOUR)

    assert timedelta() < ahead(Dispatch, "retry_at") < MINUTE


def test_a_mailbox_that_rests_does_not_rest_for_an_hour(noted, mailman, reply):
    mailman.answers = [Undeliverable("535 no", permanent=False, ours=True)]
    mailman.call()
    set_the_clock_back()

    mend_setback(now=LEFT - HOUR)

    assert timedelta() < ahead(Outlet, "rests_until") < MINUTE
    assert ahead(Outlet, "failing_since") < MINUTE


def test_a_reply_in_its_grace_leaves_at_once(reply):
    assert leave_due(now=NOON) == 0

    assert leave_due(now=NOON - HOUR) == 1


def test_a_mailbox_is_free_for_others_when_the_lease_from_before_would_have_run_out(noted, mailbox):
    channels.watch(mailbox, "one")
    set_the_clock_back()

    mend_setback(now=LEFT - HOUR)

    assert not channels.watch(mailbox, "two")
    assert ahead(Watch, "until") < channels.LEASE + MINUTE


def test_a_job_of_a_worker_that_died_and_one_that_failed_are_done_soon(noted):
    left, failed = (Job.objects.put(Job(task="none", max_attempts=8)) for _ in range(2))
    [_, claimed] = Job.objects.claim(worker="one", limit=2, lease=MINUTE, now=LEFT)
    claimed.fail("once", now=LEFT)
    set_the_clock_back()

    mend_setback(now=LEFT - HOUR)

    assert ahead(Job, "lease_until", pk=left.pk) < 2 * MINUTE
    failed.refresh_from_db()
    assert failed.run_after is not None
    assert failed.run_after < LEFT - HOUR + MINUTE


def test_a_setback_is_acted_upon_once(in_flight):
    set_the_clock_back()

    for _ in range(3):
        mend_setback(now=LEFT - HOUR)

    assert ahead(Dispatch, "lease_until") > rules.LEASE - MINUTE


def test_a_clock_that_runs_on_moves_nothing(in_flight):
    Pulse.objects.update(seen_at=Now() - HOUR)

    mend_setback(now=LEFT)

    assert ahead(Dispatch, "lease_until") > rules.LEASE - MINUTE
    assert ahead(Pulse, "seen_at") > -MINUTE
