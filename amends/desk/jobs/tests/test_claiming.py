"""A claim is held by one worker until its lease lapses."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from amends.desk.jobs.models import Job, State
from amends.desk.jobs.tests import chores
from amends.desk.jobs.tests.conftest import NOON

MINUTE = timedelta(minutes=1)
LAPSED = timedelta(seconds=-1)


def claim(worker: str, *, limit: int = 1, lease: timedelta = MINUTE, now=NOON) -> list[Job]:
    return Job.objects.claim(worker=worker, limit=limit, lease=lease, now=now)


@pytest.mark.django_db
def test_a_claimed_job_is_not_claimed_again():
    chores.note.enqueue("a", "b")

    [job] = claim("ben")

    assert (job.state, job.worker, job.attempts, job.args) == (State.RUNNING, "ben", 1, ["a", "b"])
    assert claim("cleo") == []


@pytest.mark.django_db
def test_urgent_jobs_come_first_then_the_oldest():
    for name in ("first", "second"):
        chores.note.enqueue("a", name)
    chores.urgent.enqueue("a")

    assert [job.args[-1] for job in claim("ben", limit=2)] == ["a", "first"]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="another database plans otherwise")
def test_no_plan_of_the_database_claims_more_than_is_asked_for():
    for number in range(5):
        chores.note.enqueue("a", str(number))

    with connection.cursor() as planner:
        for way in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize"):
            planner.execute(f"SET LOCAL enable_{way} = off")

    assert len(claim("ben", limit=2)) == 2


@pytest.mark.django_db
def test_a_job_waits_for_its_time_on_the_desks_clock():
    chores.note.using(run_after=NOON + MINUTE).enqueue("a", "b")

    assert claim("ben", now=NOON) == []
    assert len(claim("ben", now=NOON + MINUTE)) == 1


@pytest.mark.django_db
def test_a_lapsed_lease_frees_the_job_for_another_worker():
    chores.note.enqueue("a", "b")
    claim("ben", lease=LAPSED)

    assert Job.objects.release_lapsed() == 1
    assert [job.attempts for job in claim("cleo")] == [2]


@pytest.mark.django_db
def test_a_lease_that_still_runs_frees_nothing():
    chores.note.enqueue("a", "b")
    claim("ben")

    assert Job.objects.release_lapsed() == 0


@pytest.mark.django_db
def test_a_job_whose_worker_is_lost_at_the_last_attempt_is_dead():
    chores.kill_the_worker.enqueue()
    claim("ben", lease=LAPSED)

    Job.objects.release_lapsed()

    assert [job.error for job in Job.objects.dead()] == ["the worker was lost at the last attempt"]


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_overwrites_nothing():
    chores.note.enqueue("a", "b")
    [late] = claim("ben", lease=LAPSED)
    Job.objects.release_lapsed()
    [current] = claim("ben")

    assert not late.finish(now=NOON)
    assert not late.fail("too late", now=NOON)
    assert current.finish(now=NOON)


@pytest.mark.django_db
def test_a_heartbeat_keeps_the_lease():
    chores.note.enqueue("a", "b")
    [job] = claim("ben", lease=LAPSED)

    assert Job.objects.extend({job.pk}, worker="ben", lease=MINUTE) == 1
    assert Job.objects.release_lapsed() == 0


@pytest.mark.django_db
def test_what_is_given_back_was_never_tried():
    chores.note.enqueue("a", "b")
    Job.objects.give_back(claim("ben"))

    assert [job.attempts for job in claim("cleo")] == [1]


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_never_claim_the_same_job():
    for number in range(30):
        chores.note.enqueue("a", str(number))
    claimed: list[int] = []
    start = threading.Barrier(3)

    def work(name: str) -> None:
        start.wait()
        while jobs := claim(name, limit=2):
            claimed.extend(job.pk for job in jobs)
        connections.close_all()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("ben", "cleo", "dana")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(claimed) == sorted(Job.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_done_jobs_are_pruned_after_a_week_and_dead_ones_are_kept():
    for _ in range(3):
        chores.kill_the_worker.enqueue()
    done, dead, fresh = claim("ben", limit=3)
    done.finish(now=NOON - timedelta(days=8))
    dead.fail("gone", now=NOON - timedelta(days=8))
    fresh.finish(now=NOON)

    assert Job.objects.prune(now=NOON) == 1
    assert set(Job.objects.values_list("pk", flat=True)) == {dead.pk, fresh.pk}
