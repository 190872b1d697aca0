"""The coach reads any text: a sign, a page of the web, a letter template, or a reply that is only tried out."""

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amends.doors.workbench.showing.coaching import coach_of_text
from amends.doors.workbench.talk import ReadingPage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST = 100_000
"""Letters that are read; what is longer is read from its beginning."""


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: "HttpRequest") -> "HttpResponse":
    """Show what the coach finds in a text; nothing is kept. A script asks for the margin alone."""
    text, message = (request.POST.get(name, "")[:MOST] for name in ("text", "message"))
    coach = coach_of_text(text, message=message)
    if "HX-Request" in request.headers:
        return render(request, "workbench/case/coached.html", {"coach": coach})
    return render(request, "workbench/reading.html", {"page": ReadingPage(text=text, message=message, coach=coach)})
