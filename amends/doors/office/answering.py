"""How the office answers: a page within its tabs, or back to one with a word that it was done."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from amends.craft.refusal import Refused
from amends.doors.office.pages import Tab
from amends.doors.shell.refusals import words_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms.forms import BaseForm
    from django.http import HttpRequest

TABS = {
    "/office/": "The desk",
    "/office/times/": "Times",
    "/office/mailboxes/": "Mailboxes",
    "/office/texts/": "Mails by template",
    "/office/blocks/": "Text blocks",
    "/office/agents/": "Agents",
    "/office/policies/": "Policies",
    "/office/gaps/": "Gaps",
    "/office/fields/": "Fields of our own",
    "/office/house/": "Rules of the house",
    "/office/coach/": "What the coach finds",
    "/office/questions/": "Questions heard",
    "/office/authority/": "Authority",
    "/office/levels/": "Levels and teams",
    "/office/concessions/": "Concessions",
    "/office/fairness/": "Fairness",
    "/office/hooks/": "Web hooks",
    "/office/model/": "Language model",
    "/office/waived/": "Waived and left open",
}


class SeeOther(HttpResponseRedirect):
    """303: whatever was posted, the page is fetched anew."""

    status_code = 303


def show(request: "HttpRequest", template: str, page: object, *, status: int = 200) -> HttpResponse:
    """Render a page of the office; what stands on it is nobody else's, so no cache keeps it."""
    response = render(request, f"office/{template}", {"page": page, "settings": tabs(request.path)}, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def tabs(path: str) -> tuple[Tab, ...]:
    """Return the pages of the office, marking the one that `path` belongs to."""
    current = max((url for url in TABS if path.startswith(url)), key=len, default="")
    return tuple(Tab(name, url, current=url == current) for url, name in TABS.items())


def done(request: "HttpRequest", url: str, words: str) -> HttpResponse:
    """Lead to a page that says what was done."""
    messages.success(request, words)
    return SeeOther(url)


def kept(form: "BaseForm", act: "Callable[[], object]") -> bool:
    """Do one action where the form is in order; a refusal stands on the form. Return whether it was done."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(None, words_for(refusal))
        return False
    return True
