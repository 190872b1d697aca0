"""Every page needs a login, save those that exist for people without one."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.guards.source import listed

# Doors for customers and machines, the kept library's own pages, and Django's list of texts for scripts.
OPEN = (
    "amends.doors.portal.",
    "amends.doors.health",
    "amends.doors.hooks.",
    "amends.doors.shell.setup",
    "allauth.",
    "django.views.i18n",
)


def _pages(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every page below `resolver`: its address and its view."""
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _pages(entry, address)
        elif isinstance(entry, URLPattern):
            yield address, entry.callback


def test_pages_without_login_are_those_for_people_without_one() -> None:
    faults = [
        f"{address} ({view.__module__})"
        for address, view in _pages(get_resolver())
        if not getattr(view, "login_required", True) and not view.__module__.startswith(OPEN)
    ]

    assert not faults, listed(
        faults, "Only set-up, health, hooks, login and the portal are for people who are no agents:"
    )
