"""Builds the customer's page: what we understood, what happens now, what was said."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings as process
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amends.desk.replies.disclosing import disclose
from amends.doors.portal.offering import offer_of
from amends.doors.portal.pages import PortalPage, PortalSaid
from amends.doors.portal.steps import steps_of, your_steps_of
from amends.doors.shell.moments import moment

if TYPE_CHECKING:
    from amends.desk.cases.models import Case, Message
    from amends.desk.replies.disclosing import Disclosed
    from amends.doors.portal.access import Visit
    from amends.doors.portal.pages import FormName, Notice

ASKED = frozenset({"asked", "assumed"})
AFTERWARDS = frozenset({"follow_up", "circle_back"})
"""What may still be open when it is asked whether it is solved: the asking itself, and waiting for the answer."""


def page_of(
    visit: "Visit", *, notice: "Notice" = "", refused: "FormName" = "", draft: str = "", error: str = ""
) -> PortalPage:
    """Return the page of an opened link, with what just happened or was refused."""
    case, settings = visit.opened.case, visit.settings
    shown = disclose(visit.opened, proved=visit.proved, now=visit.now)
    contact = contact_of(case, settings.name)
    understanding = _understanding(case, shown)
    over = case.outcome == "ended"
    return PortalPage(
        url=visit.url,
        desk=settings.name,
        language=visit.language,
        title=case.subject or _("Your message to %(desk)s") % {"desk": settings.name},
        contact=contact,
        contact_short=_short(case, contact),
        number=case.number,
        understanding=understanding,
        ask_understood=bool(understanding) and case.is_open and shown.journey.understanding in ASKED,
        can_correct=bool(understanding) and not over and not visit.preview,
        ask_solved=case.is_open and _may_ask_solved(shown, visit),
        steps=steps_of(visit, shown, _short(case, contact)),
        your_steps=your_steps_of(visit, shown),
        zone=settings.zone.replace("_", " "),
        said=tuple(_said(message, visit) for message in shown.said),
        proved=visit.proved,
        can_prove=not visit.proved and not visit.preview and visit.opened.participant.address.kind == "email",
        phone=settings.phone,
        closed=_closed(visit),
        can_write=not over,
        preview=visit.preview,
        sample=process.DEMO,
        notice=notice,
        refused=refused,
        draft=draft,
        error=error,
        offer=offer_of(visit, shown),
    )


def contact_of(case: "Case", desk: str) -> str:
    """Return who looks after the case, as customers read the name; the desk where nobody does yet."""
    owner = case.owner
    return owner.public_name if owner is not None and owner.is_active else desk


def _short(case: "Case", contact: str) -> str:
    """Return the first name of a person; the whole name of a desk."""
    return contact.split(maxsplit=1)[0] if case.owner is not None and contact == case.owner.public_name else contact


def _understanding(case: "Case", shown: "Disclosed") -> str:
    """Return what we told the customer we understood; a draft, or what they corrected, is not it."""
    return case.understanding_text if shown.journey.understanding in {"asked", "assumed", "confirmed"} else ""


def _may_ask_solved(shown: "Disclosed", visit: "Visit") -> bool:
    """Return whether it is the time to ask: all of ours is done, and the follow-up was asked or is ripe."""
    if any(row.kind not in AFTERWARDS for row in shown.owed):
        return False
    unripe = any(row.not_before is not None and row.not_before > visit.now for row in shown.owed)
    return shown.journey.asked_if_solved or (shown.journey.fulfilled and not unripe)


def _said(message: "Message", visit: "Visit") -> PortalSaid:
    settings = visit.settings
    ours = message.agent.public_name if message.agent else settings.name
    return PortalSaid(
        who=ours if message.is_ours else message.sender_name or _("You"),
        at=moment(message.said_at, now=visit.now, zone=ZoneInfo(settings.zone)),
        text=message.shown,
        ours=message.is_ours,
    )


def _closed(visit: "Visit") -> str:
    case = visit.opened.case
    if case.closed_at is None:
        return ""
    if case.outcome == "ended":
        return _("This conversation has ended.")
    day = date_format(case.closed_at.astimezone(ZoneInfo(visit.settings.zone)), _("l j F Y"))
    if case.outcome == "solved":
        return _("It is solved; we closed this on %(day)s. If anything is wrong after all, write to us here.") % {
            "day": day
        }
    return _("We closed this on %(day)s. If anything is still missing, write to us here.") % {"day": day}
