"""A case by hand: a letter, a call, somebody at the counter."""

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from amends.craft.refusal import Refused
from amends.desk.cases.customers import customers_visible_to
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import viewer_of
from amends.doors.workbench.answering import back_to_case, local_instant
from amends.doors.workbench.pages import Choice, NewCasePage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


CHANNELS = {"phone": "phone", "letter": "letter", "voicemail": "voice message", "email": "email", "web": "web page"}
KINDS = {"": "as heard in the words", "complaint": "a complaint", "enquiry": "an enquiry"}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: "HttpRequest") -> "HttpResponse":
    """Show the form, or open a case with it."""
    if request.method != "POST":
        return render(request, "workbench/new.html", {"page": _blank(request)})
    viewer, post = viewer_of(request), request.POST
    email, phone = post.get("email", "").strip(), post.get("phone", "").strip()
    try:
        happened_at = local_instant(post.get("happened_at", ""), viewer.zone)
        caller = Caller("email" if email else "phone", email or phone, name=post.get("name", ""), phone=phone)
        by_hand = ByHand(
            subject=post.get("subject", ""),
            channel=post.get("channel", "phone") if post.get("channel") in CHANNELS else "phone",
            kind=post.get("kind", ""),
            happened_at=happened_at,
        )
        agent = viewer.agent if "take" in post else None
        case = open_by_hand(caller, post.get("text", ""), by_hand, agent=agent, now=viewer.now)
    except Refused as refusal:
        return render(request, "workbench/new.html", {"page": _typed(request, refusal)}, status=422)
    return back_to_case(case.number)


def _blank(request: "HttpRequest") -> NewCasePage:
    known = request.GET.get("customer", "")
    page = NewCasePage(channels=_choices(CHANNELS, "phone"), kinds=_choices(KINDS, ""))
    if not known.isdecimal():
        return page
    customer = get_object_or_404(customers_visible_to(viewer_of(request).agent), pk=int(known))
    values = {row.kind: row.value for row in customer.addresses.all()}
    return NewCasePage(
        channels=page.channels,
        kinds=page.kinds,
        name=customer.name,
        email=values.get("email", ""),
        phone=values.get("phone", ""),
    )


def _typed(request: "HttpRequest", refusal: Refused) -> NewCasePage:
    post = request.POST
    field = {"text": "text", "address": "email", "date": "happened_at"}.get(refusal.code, "text")
    return NewCasePage(
        channels=_choices(CHANNELS, post.get("channel", "")),
        kinds=_choices(KINDS, post.get("kind", "")),
        name=post.get("name", ""),
        email=post.get("email", ""),
        phone=post.get("phone", ""),
        subject=post.get("subject", ""),
        text=post.get("text", ""),
        happened_at=post.get("happened_at", ""),
        take="take" in post,
        errors=((field, words_for(refusal)),),
    )


def _choices(words: dict[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, name, chosen=value == chosen) for value, name in words.items())
