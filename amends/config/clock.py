"""The desk's one clock: wall time, moved only in the demo and in tests."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FRESH_FOR = 1.0


class _Offset:
    """How far the demo's clock was moved, read from the database at most once a second."""

    def __init__(self) -> None:
        self._value = timedelta()
        self._stale_at = 0.0

    def get(self) -> timedelta:
        """Return the offset; nothing while the desk has no settings yet."""
        if time.monotonic() >= self._stale_at:
            self._value = _kept_offset()
            self._stale_at = time.monotonic() + FRESH_FOR
        return self._value

    def forget(self) -> None:
        """Read the offset anew at the next look: it has just been moved."""
        self._stale_at = 0.0


_offset = _Offset()
_frozen: datetime | None = None


def now() -> datetime:
    """Return the desk's time, in UTC."""
    if _frozen is not None:
        return _frozen
    wall = datetime.now(UTC)
    return wall + _offset.get() if settings.DEMO else wall


def moved() -> None:
    """Notice at once, in this process, that the demo's clock was moved; other processes do within a second."""
    _offset.forget()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at `at` in all threads of this process (for tests)."""
    global _frozen  # noqa: PLW0603
    before, _frozen = _frozen, at
    try:
        yield
    finally:
        _frozen = before


def _kept_offset() -> timedelta:
    from amends.desk.policies.models import DeskSettings  # noqa: PLC0415

    seconds = DeskSettings.objects.values_list("clock_offset", flat=True).first()
    return timedelta(seconds=seconds or 0)


class ClockMiddleware:
    """Reads the clock once a request, as `request.now`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap `get_response`."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set `request.now`, then go on."""
        request.now = now()  # type: ignore[attr-defined]
        return self._get_response(request)
