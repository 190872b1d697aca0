"""Moves the clock of the sample desk; a real desk runs on the wall's time and has nothing to move."""

from datetime import datetime, timedelta

from django.db.models import F

from amends.desk.policies.models import DeskSettings


def show_time(at: datetime, *, wall: datetime) -> None:
    """Let the clock show `at` while it is `wall` outside; it runs on from there."""
    DeskSettings.objects.filter(pk=DeskSettings.current().pk).update(clock_offset=round((at - wall).total_seconds()))


def move_time(by: timedelta) -> None:
    """Move the clock on, or back where `by` is negative; every process notices within a second."""
    moved = F("clock_offset") + round(by.total_seconds())
    DeskSettings.objects.filter(pk=DeskSettings.current().pk).update(clock_offset=moved)
