"""The sample opens where it was left, starts over as it was, and leaves a desk of somebody's own alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from amends.config import clock
from amends.craft.refusal import NotAllowed
from amends.desk.cases.models import Case, Event
from amends.desk.people.staff import Card, add_agent
from amends.desk.policies.clock import move_time
from amends.desk.policies.models import DeskSettings
from amends.doors.demo import keeping, opening
from amends.doors.demo.company import Sample, sample

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only the embedded database is kept as a file")


@pytest.fixture
def small(monkeypatch, settings):
    """A sample of one case, so that loading it for real takes a moment only; nobody waits for other processes."""
    given = sample()
    few = tuple(story for story in given.stories if story.key == "wirth")
    monkeypatch.setattr("amends.doors.demo.loading.sample", lambda: Sample(few, given.loose[:1]))
    monkeypatch.setattr(keeping, "ALL_NOTICED", 0)
    settings.DEMO = True
    yield
    clock.look_again()


def _open() -> bool:
    return opening.open_sample(wall=datetime.now(UTC), public_url="http://127.0.0.1:8123")


def _shown() -> datetime:
    clock.look_again()
    return clock.now()


@pytest.mark.django_db(transaction=True)
def test_it_is_loaded_once_and_goes_on_where_it_was_left(small):
    assert _open()
    opened = opening.opening_of(DeskSettings.current())
    cases = Case.objects.count()
    move_time(timedelta(days=-30))  # as if the machine had been off for a month

    assert not _open()
    assert Case.objects.count() == cases == 1
    assert abs(_shown() - opened) < timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
@only_sqlite
def test_the_visitor_starts_over_and_stays_logged_in(small):
    _open()
    visitor = Client()
    visitor.get("/")
    kept, newest = set(Case.objects.values_list("number", flat=True)), Event.objects.latest("pk").pk
    visitor.post("/demo/write/", {"sender": "ada@example.com", "subject": "New", "text": "Is it broken?"})
    visitor.post("/demo/clock/", {"by": "3d"})
    answer = visitor.post("/demo/reset/")

    assert answer["Location"] == "/"
    assert set(Case.objects.values_list("number", flat=True)) == kept
    assert Event.objects.latest("pk").pk == newest
    assert abs(_shown() - opening.opening_of(DeskSettings.current())) < timedelta(minutes=1)
    assert visitor.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
@only_sqlite
def test_events_after_starting_over_are_newer_than_any_that_a_page_has_heard_of(small):
    _open()
    visitor = Client()
    visitor.get("/")
    visitor.post("/demo/write/", {"sender": "ada@example.com", "subject": "New", "text": "Is it broken?"})
    heard_of = Event.objects.latest("pk").pk
    visitor.post("/demo/reset/")
    visitor.post("/demo/write/", {"sender": "ada@example.com", "subject": "Again", "text": "Is it broken?"})

    assert Event.objects.order_by("-pk")[0].pk > heard_of


@pytest.mark.django_db(transaction=True)
@only_sqlite
def test_a_copy_with_tables_of_another_version_is_not_brought_back(small):
    _open()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_new', '2026-01-01')")
    try:
        with pytest.raises(NotAllowed, match="older_copy"):
            keeping.start_over(NOW, wall=NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_new'")


@pytest.mark.django_db
def test_a_desk_of_somebody_s_own_is_left_alone(small):
    add_agent("ada@example.org", Card(name="Ada", is_lead=True))

    with pytest.raises(NotAllowed):
        _open()
    assert not Case.objects.exists()
    assert DeskSettings.current().clock_offset == 0


@pytest.mark.django_db
def test_nothing_is_loaded_into_a_desk_that_is_not_the_sample_s(settings):
    settings.DEMO = False

    with pytest.raises(NotAllowed):
        _open()
    assert not Case.objects.exists()
