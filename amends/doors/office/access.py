"""The office is for leads; for everybody else it isn't there."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from amends.doors.shell.viewer import viewer_of


def lead_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 404 to agents who don't lead."""

    @wraps(view)
    def page(request: HttpRequest, *given: object, **named: object) -> HttpResponse:
        if not viewer_of(request).agent.is_lead:
            raise Http404
        return view(request, *given, **named)

    return page
