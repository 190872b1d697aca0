"""The task backend: enqueueing is a plain INSERT in the caller's transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any, Self, cast

import django.tasks
from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.exceptions import InvalidTask
from django.tasks.signals import task_enqueued
from django.utils.json import normalize_json

from amends.desk.jobs.models import Job, fresh_key

if TYPE_CHECKING:
    BaseTask = Task[..., None]
else:
    BaseTask = Task

ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedTask(BaseTask):
    """A task that says how often it is tried, and under which key it is enqueued at most once."""

    max_attempts: int = ATTEMPTS
    unique_key: str | None = None

    def once(self, key: str) -> Self:
        """Return the task so that enqueueing it again under `key` changes nothing while the first job is kept.

        It is kept for seven days after it was done; whatever may ask again later has to see by itself that it is done.
        """
        same = object.__new__(type(self))  # made without checking it again: that takes as long as putting the job
        for field in fields(self):
            object.__setattr__(same, field.name, getattr(self, field.name))
        object.__setattr__(same, "unique_key", key)
        return same


def task(*, max_attempts: int = ATTEMPTS, priority: int = 0) -> Callable[[Callable[..., None]], LeasedTask]:
    """Mark a function of a `tasks.py` as work for a worker; it must take `now` as a keyword and bear running twice.

    This is Django's decorator, told about our two fields and that the worker fills in `now`.
    """
    options: dict[str, Any] = {"max_attempts": max_attempts, "priority": priority}
    return cast("Callable[[Callable[..., None]], LeasedTask]", django.tasks.task(**options))


class LeasedBackend(BaseTaskBackend):
    """Keeps jobs as rows of the desk's own database, for workers that claim them under a lease."""

    task_class = LeasedTask
    supports_defer = True
    supports_priority = True

    def validate_task(self, task: "Task[..., Any]") -> None:
        """Refuse a task that can't be told the time."""
        super().validate_task(task)
        now = signature(task.func).parameters.get("now")
        if now is None or now.kind is not Parameter.KEYWORD_ONLY:
            msg = f"{task.module_path} must take now as a keyword; the worker fills it in."
            raise InvalidTask(msg)

    def enqueue[**P, R](self, task: "Task[P, R]", args: Sequence[Any], kwargs: dict[str, Any]) -> "TaskResult[P, R]":
        """Insert the job, or find the one with the same unique key."""
        terms = cast("LeasedTask", task)
        job = Job.objects.put(
            Job(
                task=task.module_path,
                args=normalize_json(args),
                kwargs=normalize_json(kwargs),
                priority=task.priority,
                run_after=task.run_after,
                max_attempts=terms.max_attempts,
                unique_key=terms.unique_key or fresh_key(),
            ),
        )
        result = _result(task, job)
        task_enqueued.send(type(self), task_result=result)
        return result


def _result[**P, R](task: "Task[P, R]", job: Job) -> "TaskResult[P, R]":
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=TaskResultStatus.READY,
        enqueued_at=None,
        started_at=None,
        finished_at=None,
        last_attempted_at=None,
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=[],
        worker_ids=[],
    )
