"""Lets visitors in to the sample desk: who comes is Ben, and who logs out says who to be; on this machine only."""

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from django.conf import settings as process
from django.contrib.auth import login
from django.core.exceptions import MiddlewareNotUsed
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from amends.desk.people.models import Agent
from amends.doors.demo.company import company
from amends.doors.demo.showing import people_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

LEFT = "sample-left"
"""The cookie of a visitor who logged out, and is not let in again unasked."""
LOGIN, LOGOUT = "account_login", "account_logout"
NOT_FOR_AGENTS = ("/accounts/", "/p/", "/static/", "/health/", "/setup/")


class Doorkeeper:
    """Middleware of the sample desk; on any other it isn't there."""

    def __init__(self, get_response: "Callable[[HttpRequest], HttpResponse]") -> None:
        """Wrap `get_response`."""
        if not process.DEMO:
            raise MiddlewareNotUsed
        self._get_response = get_response

    def __call__(self, request: "HttpRequest") -> "HttpResponse":
        """Log a new visitor in, then go on."""
        if _comes_in(request) and (agent := _first()) is not None:
            _enter(request, agent)
        return self._get_response(request)

    def process_view(
        self, request: "HttpRequest", view: "Callable[..., HttpResponse]", _args: Any, _named: Any
    ) -> "HttpResponse | None":
        """Answer in place of the login page, and remember who logs out."""
        match = request.resolver_match
        if match is None or not _is_local(request):
            return None
        if match.url_name == LOGIN:
            return _login(request)
        if match.url_name == LOGOUT and request.method == "POST":
            response = view(request)
            response.set_cookie(LEFT, "1", httponly=True, samesite="Lax")
            return response
        return None


def _comes_in(request: "HttpRequest") -> bool:
    """Whether somebody asks for a page of agents who is nobody yet, and didn't log out to stay outside."""
    asks = request.method in {"GET", "HEAD"} and not request.path.startswith(NOT_FOR_AGENTS)
    return asks and LEFT not in request.COOKIES and not request.user.is_authenticated and _is_local(request)


def _is_local(request: "HttpRequest") -> bool:
    """Whether the request comes from this machine; the sample desk listens nowhere else anyway."""
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _first() -> Agent | None:
    """Return whom visitors are at first."""
    return Agent.objects.filter(email=company().people[0].email, is_active=True).first()


def _enter(request: "HttpRequest", agent: Agent) -> None:
    login(request, agent, backend=process.AUTHENTICATION_BACKENDS[0])


def _login(request: "HttpRequest") -> "HttpResponse":
    """Show who one may be, or be it."""
    wanted = request.POST.get("next", request.GET.get("next", "/"))
    then = wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else "/"
    chosen = request.POST.get("agent", "")
    agent = Agent.objects.filter(pk=int(chosen), is_active=True).first() if chosen.isdecimal() else None
    if request.method == "POST" and agent is not None:
        _enter(request, agent)
        response: HttpResponse = redirect(then)
        response.delete_cookie(LEFT, samesite="Lax")
        return response
    current = request.user if isinstance(request.user, Agent) else None
    return render(request, "demo/people.html", {"page": people_page(current, then=then)})
