"""The job row: claimed under a lease, written back only by the worker that holds it."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import ClassVar, Self, cast
from uuid import uuid4

from django.db import connections, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.db.models.sql import UpdateQuery

from amends.desk.jobs.rules import pause_after
from amends.desk.jobs.statements import execute

KEEP_DONE = timedelta(days=7)
LONGEST_ERROR = 4000


class State(models.TextChoices):
    """Where a job stands."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


# In the order of the fields; when it was put is the database's to say.
_GIVEN = tuple("task args kwargs state priority run_after attempts max_attempts worker error unique_key".split())
# Built once, since every mail puts a job. A conflict touches the row that is there, so either way an id comes back.
_PUT = (
    f"INSERT INTO jobs_job ({', '.join(_GIVEN)}) VALUES ({', '.join(['%s'] * len(_GIVEN))})"  # noqa: S608
    " ON CONFLICT (unique_key) DO UPDATE SET unique_key = excluded.unique_key RETURNING id"
)


def fresh_key() -> str:
    """Return the key of a job that may be enqueued as often as one likes."""
    return uuid4().hex


class JobQuerySet(models.QuerySet["Job"]):
    """The moves of many jobs; leases count in the database's own time, so clocks of machines need not agree."""

    def put(self, job: "Job") -> "Job":
        """Insert `job`; where its unique key is taken, return the job that has it."""
        when = connections[self.db].ops.adapt_datetimefield_value(job.run_after)
        given = {"args": json.dumps(job.args), "kwargs": json.dumps(job.kwargs), "run_after": when}
        values = [given[name] if name in given else getattr(job, name) for name in _GIVEN]
        job.pk = execute(_PUT, values).fetchone()[0]
        return job

    def claimable(self, now: datetime) -> Self:
        """Return the jobs that a worker may take at `now`, in the desk's time, the most urgent first."""
        due = Q(run_after=None) | Q(run_after__lte=now)
        return self.filter(due, state=State.READY).order_by("-priority", "pk")

    def claim(self, *, worker: str, limit: int, lease: timedelta, now: datetime) -> list["Job"]:
        """Take up to `limit` jobs for `worker`; on PostgreSQL past rows that others are taking.

        They are chosen by a statement of their own: inside the other one PostgreSQL may choose anew for every row that
        it looks at, and then takes more than `limit`.
        """
        with transaction.atomic(using=self.db):
            free = self.claimable(now).select_for_update(skip_locked=True)
            chosen = list(free.values_list("pk", flat=True)[:limit])
            if not chosen:
                return []
            query = cast("UpdateQuery", self.filter(pk__in=chosen).query.chain(UpdateQuery))
            query.add_update_values(
                {
                    "state": State.RUNNING,
                    "worker": worker,
                    "attempts": F("attempts") + 1,
                    "lease_until": Now() + lease,
                },
            )
            fields = self.model._meta.concrete_fields
            rows = query.get_compiler(self.db).execute_returning_sql(fields)
        names = [field.attname for field in fields]
        return sorted((Job.from_db(self.db, names, row) for row in rows), key=lambda job: (-job.priority, job.pk))

    def extend(self, jobs: Collection[int], *, worker: str, lease: timedelta) -> int:
        """Prolong the leases of those of `jobs`, by their ids, that `worker` still holds; return how many.

        What it claimed and does not run, since the database was away in between, lapses and runs elsewhere.
        """
        return self.filter(pk__in=jobs, state=State.RUNNING, worker=worker).update(lease_until=Now() + lease)

    def lapsed(self) -> Self:
        """Return the jobs whose worker has gone."""
        return self.filter(state=State.RUNNING, lease_until__lt=Now())

    def release_lapsed(self) -> int:
        """Free the lapsed jobs, or bury those that had their last attempt; return how many."""
        lapsed = self.lapsed()
        buried = lapsed.filter(attempts__gte=F("max_attempts"))
        return buried.update(
            state=State.DEAD, lease_until=None, error="the worker was lost at the last attempt"
        ) + lapsed.update(state=State.READY, lease_until=None, error="the worker was lost")

    def give_back(self, jobs: Iterable["Job"]) -> None:
        """Return claimed jobs that were never started, as if they had not been claimed."""
        for job in jobs:
            self.held(job).update(state=State.READY, lease_until=None, worker="", attempts=F("attempts") - 1)

    def held(self, job: "Job") -> Self:
        """Return the row of `job` if the claim that produced it is still good."""
        return self.filter(pk=job.pk, state=State.RUNNING, worker=job.worker, attempts=job.attempts)

    def prune(self, *, now: datetime) -> int:
        """Delete what was done more than seven days before `now`; return how many."""
        return self.filter(state=State.DONE, finished_at__lt=now - KEEP_DONE).delete()[0]

    def bring_forward(self, back: timedelta, *, lease: timedelta, now: datetime) -> None:
        """Keep leases and pauses as long as they were meant to be, though the clock was set back by so much.

        A lease that is no longer than leases are was given since; a pause cut short does no harm.
        """
        held = self.filter(state=State.RUNNING, lease_until__gt=Now() + lease)
        held.update(lease_until=F("lease_until") - back)
        self.filter(state=State.READY, attempts__gt=0, run_after__gt=now).update(run_after=F("run_after") - back)

    def dead(self) -> Self:
        """Return the jobs that were given up, the latest first."""
        return self.filter(state=State.DEAD).order_by("-pk")


class Job(models.Model):
    """One call of a task that a worker makes once, or again after its lease has lapsed."""

    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField()
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, default="", blank=True)
    error = models.TextField(default="", blank=True)
    unique_key = models.CharField(max_length=300, unique=True, default=fresh_key)
    enqueued_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index("state", F("priority").desc(), "id", name="jobs_claimable")]

    def __str__(self) -> str:
        return f"{self.task} ({self.state})"

    def finish(self, *, now: datetime) -> bool:
        """Mark the job done; return whether the claim still held."""
        held = Job.objects.held(self)
        return bool(held.update(state=State.DONE, finished_at=now, lease_until=None, error=""))

    def fail(self, error: str, *, now: datetime) -> bool:
        """Record a failed attempt: again after a pause, or dead after the last; return whether the claim still held."""
        last = self.attempts >= self.max_attempts
        return bool(
            Job.objects.held(self).update(
                state=State.DEAD if last else State.READY,
                run_after=now + pause_after(self.attempts),
                finished_at=now if last else None,
                lease_until=None,
                error=error[-LONGEST_ERROR:],
            ),
        )

    def revive(self) -> bool:
        """Make a dead job ready again with all its attempts; return whether it was dead."""
        dead = Job.objects.filter(pk=self.pk, state=State.DEAD)
        return bool(dead.update(state=State.READY, attempts=0, run_after=None, finished_at=None))


class Pulse(models.Model):
    """The latest time that the database has shown: one row, written while a worker lives."""

    seen_at = models.DateTimeField(help_text="By real time.")

    def __str__(self) -> str:
        return f"seen {self.seen_at}"
