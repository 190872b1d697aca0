"""Enqueueing is an INSERT in the caller's transaction, at most once a key."""

import pytest
from django.db import transaction
from django.tasks.exceptions import InvalidTask

from amends.desk.jobs.backend import task
from amends.desk.jobs.models import Job
from amends.desk.jobs.reactions import react
from amends.desk.jobs.tests import chores

REACTIONS = {"reply.left": (chores.react_to, chores.react_as_well)}


@pytest.fixture
def _reactions(settings):
    settings.REACTIONS = f"{__name__}.REACTIONS"


def untold(path: str) -> None: ...


class ChangedMindError(Exception):
    pass


@pytest.mark.django_db
def test_a_job_that_is_enqueued_keeps_its_arguments():
    result = chores.note.enqueue("a path", line="a line")

    job = Job.objects.get()
    assert (job.task, job.args, job.kwargs) == ("amends.desk.jobs.tests.chores.note", ["a path"], {"line": "a line"})
    assert result.id == str(job.pk)


@pytest.mark.django_db(transaction=True)
def test_a_job_is_gone_when_the_change_that_asked_for_it_is_rolled_back():
    def change_and_fail() -> None:
        with transaction.atomic():
            chores.note.enqueue("a path", "a line")
            raise ChangedMindError

    with pytest.raises(ChangedMindError):
        change_and_fail()

    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_key_enqueues_once_and_names_the_first_job_again():
    first = chores.note.once("greeting").enqueue("a path", "first")
    second = chores.note.once("greeting").enqueue("a path", "second")

    assert second.id == first.id
    assert Job.objects.get().args == ["a path", "first"]


@pytest.mark.django_db
@pytest.mark.usefixtures("_reactions")
def test_an_event_is_followed_by_each_of_its_reactions_once():
    for _ in range(2):
        react("reply.left", 7)
    react("reply.left", 8)
    react("nobody.cares", 9)

    assert sorted(Job.objects.values_list("task", "args")) == [
        ("amends.desk.jobs.tests.chores.react_as_well", [7]),
        ("amends.desk.jobs.tests.chores.react_as_well", [8]),
        ("amends.desk.jobs.tests.chores.react_to", [7]),
        ("amends.desk.jobs.tests.chores.react_to", [8]),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_reactions")
def test_reactions_outside_the_transaction_of_their_event_are_a_fault():
    with pytest.raises(AssertionError, match="one transaction"):
        react("reply.left", 7)


def test_a_task_that_can_not_be_told_the_time_is_refused():
    with pytest.raises(InvalidTask, match="must take now"):
        task()(untold)
