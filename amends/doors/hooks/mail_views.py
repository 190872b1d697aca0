"""Takes in mail that a mail service posts: 200 once it is ours, else the service keeps it and tries again."""

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import Error
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from amends.desk.intake.actions import Source
from amends.desk.intake.pile.asides import set_aside
from amends.desk.intake.sorting.handing import hand_in
from amends.doors.hooks.mails import SERVICES, NotSignedError, Posted, UnreadableError, in_words, read
from amends.doors.shell.viewer import now_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

log = logging.getLogger(__name__)
PROBLEM = "hook_unreadable"


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["POST", "HEAD"])  # some services look whether anybody is there before they are set up
def mail(request: "HttpRequest", service: str) -> HttpResponse:
    """Take in what a mail service posts; the user and password of AMENDS_MAIL_HOOK_SECRET are the key."""
    if service not in SERVICES or not settings.ANYMAIL["WEBHOOK_SECRET"]:
        return _error("no mail is taken here; AMENDS_MAIL_HOOK_SECRET switches it on", HTTPStatus.NOT_FOUND)
    if request.method == "HEAD":
        return HttpResponse()
    now = now_of(request)
    try:
        return _take(request, service, now=now)
    except RequestDataTooBig:
        log.exception("a mail of %s is refused: the call is larger than we read", service)
        return _error("it is larger than a call may be", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except NotSignedError as error:
        log.warning("a call for mail of %s was refused: %s", service, error)
        return _error("the user, the password or the signature is missing or wrong", HTTPStatus.FORBIDDEN)
    except (OSError, Error):
        log.exception("mail of %s can't be kept", service)
        return _error("it can't be kept just now; try again later", HTTPStatus.SERVICE_UNAVAILABLE)


def _take(request: "HttpRequest", service: str, *, now: "datetime") -> JsonResponse:
    try:
        posted = read(request, service)
    except UnreadableError as error:
        log.warning("a call of %s could not be read and lies on the pile: %s", service, error)
        source = Source(arrived_at=now, name=f"hook {service}")
        set_aside(in_words(request.body), source, problem=PROBLEM, now=now)
        return JsonResponse({"kept": "on the pile"})
    return JsonResponse({"kept": [_hand_in(one, service, now=now) for one in posted]})


def _hand_in(posted: Posted, service: str, *, now: "datetime") -> str:
    received = hand_in(posted.raw, posted.envelope, name=f"hook {service}", now=now)[0]
    return f"case {received.case}" if received.case else "on the pile"


def _error(words: str, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)
