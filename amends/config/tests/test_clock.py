"""One clock for all: wall time, moved in the demo, held in tests."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext

from amends.config import clock
from amends.desk.policies.models import DeskSettings

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def move(seconds: int) -> None:
    desk = DeskSettings.current()
    desk.clock_offset = seconds
    desk.save()
    clock.look_again()


@pytest.fixture
def _unmoved_afterwards():
    yield
    clock.look_again()


def ahead() -> timedelta:
    return clock.now() - datetime.now(UTC)


@pytest.mark.servers
@pytest.mark.django_db
@pytest.mark.usefixtures("_unmoved_afterwards")
def test_the_demo_moves_its_clock(settings):
    settings.DEMO = True
    move(86_400)

    assert timedelta(hours=23, minutes=59) < ahead() <= timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.usefixtures("_unmoved_afterwards")
def test_a_real_desk_never_does(settings):
    settings.DEMO = False
    move(86_400)

    assert abs(ahead()) < timedelta(minutes=1)


@pytest.mark.django_db
@pytest.mark.usefixtures("_unmoved_afterwards")
def test_the_offset_is_read_at_most_once_a_second(settings):
    settings.DEMO = True
    clock.look_again()

    with CaptureQueriesContext(connection) as queries:
        for _ in range(5):
            clock.now()

    assert len(queries) == 1


def test_tests_can_hold_the_clock():
    with clock.frozen(NOON):
        assert clock.now() == NOON
        with clock.frozen(NOON + timedelta(days=1)):
            assert clock.now() == NOON + timedelta(days=1)
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_a_request_is_told_the_time_once():
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(vars(request)["now"].isoformat())

    with clock.frozen(NOON):
        response = clock.ClockMiddleware(view)(HttpRequest())

    assert response.content == b"2026-03-02T12:00:00+00:00"
