"""Workers are processes that get killed: nothing is lost, and nothing runs twice while its worker lives."""

import pytest

from amends.desk.jobs.models import Job, State
from amends.desk.jobs.tests import chores
from amends.desk.jobs.tests.conftest import lines, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def all_done() -> bool:
    return not Job.objects.exclude(state=State.DONE).exists()


def test_a_job_whose_worker_is_killed_runs_once_more(start_worker, notes):
    chores.begin_and_hang.enqueue(str(notes))
    first = start_worker(1)
    wait_until(lambda: len(lines(notes)) == 1)

    first.kill()
    first.wait()
    second = start_worker(1)
    wait_until(all_done)

    assert lines(notes) == [f"begun by {first.pid}", f"begun by {second.pid}", f"ended by {second.pid}"]
    assert Job.objects.get().attempts == 2


def test_a_job_longer_than_its_lease_is_not_taken_while_its_worker_lives(start_worker, notes):
    chores.slow.enqueue(str(notes), 3.0)
    first = start_worker(2)
    wait_until(lambda: Job.objects.filter(state=State.RUNNING).exists())
    start_worker(2)
    wait_until(all_done)

    assert lines(notes) == [f"slow by {first.pid}"]
    assert Job.objects.get().attempts == 1


def test_a_worker_that_is_told_to_stop_ends_what_it_began_and_leaves_the_rest(start_worker, notes):
    for _ in range(6):
        chores.slow.enqueue(str(notes), 1.0)
    worker = start_worker(30)
    wait_until(lambda: Job.objects.filter(state=State.RUNNING).exists())

    worker.terminate()

    assert worker.wait(10) == 0
    assert not Job.objects.filter(state=State.RUNNING).exists()
    assert Job.objects.filter(state=State.DONE).count() == len(lines(notes))
    assert set(Job.objects.filter(state=State.READY).values_list("attempts", flat=True)) == {0}


def test_a_job_that_kills_its_workers_is_buried(start_worker):
    chores.kill_the_worker.enqueue()
    assert start_worker(0.5).wait(15) == 9

    start_worker(0.5)
    wait_until(lambda: Job.objects.dead().exists())
