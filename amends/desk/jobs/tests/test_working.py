"""A worker runs what is ready, tries again what failed and gives up in the open."""

import threading
import time
from statistics import median

import pytest

from amends.desk.jobs.models import Job, State
from amends.desk.jobs.tests import chores
from amends.desk.jobs.tests.conftest import lines, wait_until


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


def _seconds_until_done(notes, number):
    """Return how long the `number`-th job takes from its order to its note; one alone may meet a busy machine."""
    begun = time.monotonic()
    chores.note.enqueue(str(notes), "quick")
    wait_until(lambda: lines(notes) == ["quick"] * number)
    return time.monotonic() - begun


@pytest.mark.django_db(transaction=True)
def test_a_running_worker_takes_a_new_job_within_half_a_second(worker, notes):
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        wait_until(lambda: not Job.objects.exists())
        assert median(_seconds_until_done(notes, number) for number in range(1, 6)) < 0.5
    finally:
        stop.set()
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_a_worker_claims_no_more_than_it_can_run(worker, notes):
    for _ in range(8):
        chores.slow.enqueue(str(notes), 0.3)
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        wait_until(lambda: Job.objects.filter(state=State.RUNNING).exists())
        assert Job.objects.filter(state=State.RUNNING).count() <= 3
        wait_until(lambda: len(lines(notes)) == 8)
    finally:
        stop.set()
        thread.join()
