"""The sample, loaded once for all tests of this room; whatever a test changes is undone after it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client

from amends.config import clock
from amends.desk.cases.models import Case
from amends.desk.people.models import Agent
from amends.desk.policies.clock import show_time
from amends.doors.demo.company import sample
from amends.doors.demo.loading import load

SATURDAY_NIGHT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
"""When nobody would want to open a desk: half past two on a Sunday morning in its zone."""


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker) -> Iterator[datetime]:
    """Load the sample and return the moment at which it opens."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        opens = load(wall=SATURDAY_NIGHT, public_url="http://127.0.0.1:8000")
        assert opens is not None
        try:
            yield opens
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)


@pytest.fixture
def opens(loaded, settings) -> Iterator[datetime]:
    """The moment at which the sample opens, which is now."""
    settings.DEMO = True
    part = transaction.atomic()
    part.__enter__()
    show_time(loaded, wall=datetime.now(UTC))
    clock.look_again()
    try:
        yield loaded
    finally:
        transaction.set_rollback(True)
        part.__exit__(None, None, None)
        clock.look_again()


@pytest.fixture
def visitor(opens) -> Client:
    """Somebody who has just opened the address in a browser."""
    return Client()


@pytest.fixture
def ben(opens) -> Agent:
    """Ben, who visitors are at first."""
    return Agent.objects.get(email="ben@ottermann.example")


@pytest.fixture(scope="package")
def numbers(loaded) -> dict[str, str]:
    """The number of each story's newest case, told by the subjects that its customer wrote."""
    cases = list(Case.objects.order_by("opened_at"))
    found = {}
    for story in sample().stories:
        subjects = {step.subject for step in story.steps if step.subject}
        found[story.key] = [case.number for case in cases if case.subject in subjects][-1]
    return found
