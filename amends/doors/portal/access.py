"""Who stands at the customers' door: opens the link, counts the tries, keeps the page out of caches and indexes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Literal

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from amends.craft.refusal import Missing, TooLate
from amends.desk.cases.links import Opened, open_link
from amends.desk.channels.connecting import reply_address
from amends.desk.policies.models import DeskSettings
from amends.desk.policies.wording import language_of
from amends.doors.portal.pages import ShutPage
from amends.doors.portal.proving import is_proved
from amends.doors.shell.limits import Limit, visitor
from amends.doors.shell.viewer import now_of

if TYPE_CHECKING:
    from datetime import datetime

LOOKS_FROM, LOOKS_AT = Limit("portal-from", most=120, seconds=60), Limit("portal-at", most=60, seconds=60)
ANSWERS_FROM, ANSWERS_AT = (
    Limit("portal-answers-from", most=60, seconds=600),
    Limit("portal-answers-at", most=20, seconds=600),
)
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
_STATUS = {"ended": 410, "unknown": 404, "too_often": 429}


@dataclass(frozen=True, slots=True)
class Visit:
    """A look through a link that is good. In a preview an agent looks, who can't act for the customer."""

    url: str
    opened: Opened
    settings: DeskSettings
    now: "datetime"
    proved: bool
    preview: bool

    @property
    def language(self) -> str:
        """The customer's language, where we speak it."""
        return language_of(self.opened.participant.address.customer.language)


type View = Callable[[HttpRequest, Visit], HttpResponse]


def linked(view: View) -> Callable[..., HttpResponse]:
    """Make a page of `view` that opens only with a good link, in the customer's language.

    The link itself is the secret that another site lacks, so forms need no token; they couldn't prove their origin
    either, since browsers name none ("null") when they leave a page that gives no referrer.
    """

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        response = _answer(request, token, view)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return page


def _answer(request: HttpRequest, token: str, view: View) -> HttpResponse:
    """Let the visitor in, or say why not."""
    now = now_of(request)
    if not LOOKS_FROM.allows(visitor(request)):
        return _shut(request, "too_often")
    try:
        opened = open_link(token, now=now)
    except Missing:
        return _shut(request, "unknown")
    except TooLate:
        return _shut(request, "ended")
    visit = Visit(
        url=f"/p/{token}/",
        opened=opened,
        settings=DeskSettings.current(),
        now=now,
        proved=is_proved(request.session, opened),
        preview=request.user.is_authenticated,
    )
    if not _within_limits(request, opened):
        return _shut(request, "too_often", language=visit.language)
    with translation.override(visit.language):
        return view(request, visit)


def _within_limits(request: HttpRequest, opened: Opened) -> bool:
    key = str(opened.participant.pk)
    if not LOOKS_AT.allows(key):
        return False
    return request.method != "POST" or (ANSWERS_AT.allows(key) and ANSWERS_FROM.allows(visitor(request)))


def _shut(request: HttpRequest, why: Literal["ended", "unknown", "too_often"], *, language: str = "") -> HttpResponse:
    settings = DeskSettings.current()
    language = language or language_of(settings.language)
    page = ShutPage(settings.name, language, why, phone=settings.phone, email=reply_address())
    with translation.override(language):
        return render(request, "portal/shut.html", {"page": page}, status=_STATUS[why])
