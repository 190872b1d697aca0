"""How forms of a case are answered: back to the page, or the page again with what was refused and typed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from amends.craft.refusal import Malformed, Refused
from amends.doors.shell.refusals import words_for
from amends.doors.workbench.access import file_of
from amends.doors.workbench.showing.case import Typed, case_page

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.http import HttpRequest

    from amends.doors.workbench.talk import ComposerTab


YEARS = range(1990, 2101)
"""Years that a date may lie in; at the ends of the calendar, zones can't be reckoned."""


class SeeOther(HttpResponseRedirect):
    """303: whatever was posted, the page is fetched anew."""

    status_code = 303


def back_to_case(number: str) -> HttpResponse:
    """Return to the page of a case."""
    return SeeOther(f"/cases/{number}/")


def attempt(request: "HttpRequest", number: str, act: Callable[[], Any]) -> HttpResponse:
    """Do one action and return to the case; a refusal stands on top of the page."""
    try:
        act()
    except Refused as refusal:
        return refused(request, number, Typed(refusal=words_for(refusal)))
    return back_to_case(number)


def attempt_saying(request: "HttpRequest", number: str, tab: "ComposerTab", act: Callable[[], Any]) -> HttpResponse:
    """Do one action of the composer; a refusal stands in it, with all that was typed."""
    try:
        act()
    except Refused as refusal:
        values = {name: str(value) for name, value in request.POST.items()}
        return refused(request, number, Typed(tab=tab, values=values, composer_refusal=words_for(refusal)))
    return back_to_case(number)


def refused(request: "HttpRequest", number: str, typed: Typed) -> HttpResponse:
    """Show the case again, with status 422."""
    page = case_page(file_of(request, number), typed=typed)
    return render(request, "workbench/case.html", {"page": page}, status=422)


def local_instant(text: str, zone: "ZoneInfo") -> datetime | None:
    """Return a local date and time as browsers post it, in UTC; None where nothing was given.

    Raises Malformed for anything else, and for years that no calendar of ours reaches.
    """
    if not text.strip():
        return None
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Malformed("date") from error
    if local.year not in YEARS:
        raise Malformed("date")
    return local.replace(tzinfo=zone).astimezone(UTC)


def addresses_in(text: str) -> list[str]:
    """Return the addresses of a line with commas; raises Malformed for one that can't be mailed to."""
    found = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    for value in found:
        try:
            validate_email(value)
        except ValidationError as error:
            raise Malformed("addresses", value=value) from error
    return found
