"""A desk that nobody works at yet shows set-up, whatever page is asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from amends.desk.people.staff import somebody_works_here

OPEN = ("/setup/", "/health/", "/static/", "/p/")
"""What answers without an agent: set-up itself, machines, style sheets, and customers with a link."""


class FirstRunMiddleware:
    """Leads to set-up until the first agent exists; after that it asks the database no more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap `get_response`."""
        self._get_response = get_response
        self._is_over = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, or redirect."""
        if not self._is_over and not request.path.startswith(OPEN):
            self._is_over = somebody_works_here()
            if not self._is_over:
                return redirect("setup:setup")
        return self._get_response(request)
