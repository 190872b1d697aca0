"""The desk's one clock: wall time, moved only in the demo and in tests."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from amends.desk.policies.models import DeskSettings

FRESH_FOR = 1.0


class Clock:
    """Wall time plus the demo's offset, which is read from the database at most once a second."""

    def __init__(self) -> None:
        """Start unmoved and running."""
        self._frozen: datetime | None = None
        self._offset = timedelta()
        self._stale_at = 0.0

    def now(self) -> datetime:
        """Return the desk's time, in UTC."""
        if self._frozen is not None:
            return self._frozen
        wall = datetime.now(UTC)
        return wall + self._kept_offset() if settings.DEMO else wall

    def look_again(self) -> None:
        """Notice at once, in this process, that the demo's clock was moved; other processes do within a second."""
        self._stale_at = 0.0

    @contextmanager
    def frozen(self, at: datetime) -> Iterator[None]:
        """Hold the clock at `at` in all threads of this process (for tests)."""
        before, self._frozen = self._frozen, at
        try:
            yield
        finally:
            self._frozen = before

    def _kept_offset(self) -> timedelta:
        if time.monotonic() >= self._stale_at:
            seconds = DeskSettings.objects.values_list("clock_offset", flat=True).first()
            self._offset = timedelta(seconds=seconds or 0)
            self._stale_at = time.monotonic() + FRESH_FOR
        return self._offset


clock = Clock()
now = clock.now
frozen = clock.frozen
look_again = clock.look_again


class ClockMiddleware:
    """Reads the clock once a request, as `request.now`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap `get_response`."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set `request.now`, then go on."""
        vars(request)["now"] = now()
        return self._get_response(request)
