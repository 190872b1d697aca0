"""A worker runs what is ready, tries again what failed and gives up in the open."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median

import pytest

from amends.desk.jobs.models import Job, JobQuerySet, State
from amends.desk.jobs.tests import chores
from amends.desk.jobs.tests.conftest import lines, wait_until
from amends.desk.jobs.worker import Worker


@pytest.mark.django_db
def test_a_job_is_run_once_and_told_the_time(worker, notes):
    chores.note.enqueue(str(notes), "well done")

    assert worker.run_ready() == 1
    assert worker.run_ready() == 0
    assert lines(notes) == ["well done"]
    assert Job.objects.get().state == State.DONE


@pytest.mark.django_db
def test_a_failed_job_is_tried_again_after_a_pause(worker, clock, notes):
    chores.fail.enqueue(str(notes))

    worker.run_ready()
    clock.advance(seconds=4)
    assert worker.run_ready() == 0
    clock.advance(seconds=1)
    assert worker.run_ready() == 1
    assert len(lines(notes)) == 2


@pytest.mark.django_db
def test_a_job_that_fails_to_the_last_is_dead_with_its_error(worker, clock, notes):
    chores.fail.enqueue(str(notes))

    for _ in range(4):
        worker.run_ready()
        clock.advance(hours=1)

    [job] = Job.objects.dead()
    assert "ValueError: it went wrong" in job.error
    assert job.attempts == 2


@pytest.mark.django_db
def test_a_dead_job_can_be_revived(worker, clock, notes):
    chores.fail.enqueue(str(notes))
    for _ in range(2):
        worker.run_ready()
        clock.advance(hours=1)

    assert Job.objects.dead()[0].revive()
    assert worker.run_ready() == 1


@pytest.mark.django_db
def test_a_task_that_no_longer_exists_ends_dead_and_not_the_worker(worker, clock):
    Job.objects.create(task="amends.desk.jobs.tests.chores.gone", max_attempts=1)

    worker.run_ready()

    assert "gone" in Job.objects.dead()[0].error


@contextmanager
def working(worker: Worker) -> Iterator[None]:
    """Let a worker work while the block runs."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)


def _seconds_until_done(notes, number):
    """Return how long the `number`-th job takes from its order to its note; one alone may meet a busy machine."""
    begun = time.monotonic()
    chores.note.enqueue(str(notes), "quick")
    wait_until(lambda: lines(notes) == ["quick"] * number)
    return time.monotonic() - begun


@pytest.mark.django_db(transaction=True)
def test_a_running_worker_takes_a_new_job_within_half_a_second(worker, notes):
    with working(worker):
        _seconds_until_done(notes, 1)  # the first one waits until the worker has begun
        assert median(_seconds_until_done(notes, number) for number in range(2, 7)) < 0.5


@pytest.mark.django_db(transaction=True)
def test_a_worker_claims_no_more_than_it_can_run(worker, notes, monkeypatch):
    held: list[int] = []
    claim = JobQuerySet.claim

    def watched(jobs, **terms):
        claimed = claim(jobs, **terms)
        held.append(Job.objects.filter(state=State.RUNNING).count())
        return claimed

    monkeypatch.setattr(JobQuerySet, "claim", watched)
    for _ in range(8):
        chores.slow.enqueue(str(notes), 0.1)
    with working(worker):
        wait_until(lambda: len(lines(notes)) == 8)

    assert max(held) == 3


@pytest.mark.django_db(transaction=True)
def test_a_job_that_its_worker_lost_sight_of_runs_while_that_one_is_busy(clock, notes, tmp_path):
    worker = Worker(clock=clock, lease=timedelta(seconds=0.3))
    chores.note.enqueue(str(notes), "lost and found")
    Job.objects.claim(worker=worker.name, limit=1, lease=timedelta(seconds=0.3), now=clock())  # the answer never came
    chores.wait_for.enqueue(str(tmp_path / "found"))
    with working(worker):
        try:
            wait_until(lambda: lines(notes) == ["lost and found"], seconds=10)
        finally:
            (tmp_path / "found").touch()
