"""Keeps cookies to the way they came: what was given over https is never shown over http."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class SecureCookiesMiddleware:
    """Marks every cookie of an https answer as Secure, so that the same desk can still be used over http on loopback.

    Whether a browser came by https is told by a proxy that AMENDS_TRUSTED_PROXIES counts; the desk needn't be asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap `get_response`."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and mark what is set."""
        response = self._get_response(request)
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response
