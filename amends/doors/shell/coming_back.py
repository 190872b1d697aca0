"""Asks for a login first; whoever lost the session while writing comes back to the page they wrote on."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseRedirect
    from django.http.response import HttpResponseBase

READING = frozenset({"GET", "HEAD"})


class LoginFirstMiddleware(LoginRequiredMiddleware):
    """Every page needs a login, but those that say otherwise."""

    def handle_no_permission(
        self, request: "HttpRequest", view_func: "Callable[..., HttpResponseBase]"
    ) -> "HttpResponseRedirect":
        """Lead to the login, and from there back to a page: what a form posts to is none."""
        if request.method in READING:
            return super().handle_no_permission(request, view_func)
        came_from = urlsplit(request.headers.get("Referer", ""))
        page = came_from.path if came_from.netloc == request.get_host() else ""
        return redirect_to_login(page or "/", self.get_login_url(view_func))
