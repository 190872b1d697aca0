"""Who may listen: a live session of an active agent, asked for from a page of our own."""

from collections.abc import Mapping
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, parse_cookie
from django.http.request import split_domain_port, validate_host

from amends.desk.people.models import Agent

OWN_SITES = {"", "same-origin", "none"}


def from_own_page(headers: Mapping[str, str]) -> bool:
    """Return whether a request with these headers (lower-case names) may come from a page of this desk."""
    host = headers.get("host", "")
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        return False
    if headers.get("sec-fetch-site", "") not in OWN_SITES:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host


def agent_of(headers: Mapping[str, str]) -> Agent | None:
    """Return the active agent whose session the cookie names, or None; asks the database."""
    key = parse_cookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    return user if isinstance(user, Agent) and user.is_active else None
