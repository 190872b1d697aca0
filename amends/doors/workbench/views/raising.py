"""What an agent passes on or divides: to somebody senior, to the backup of a promise, into two parts."""

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from amends.craft import money
from amends.craft.refusal import Missing
from amends.desk.handoffs.escalating import escalate
from amends.desk.offers.actions import pass_on
from amends.desk.offers.splitting import Part, split
from amends.doors.shell.viewer import now_of, viewer_of
from amends.doors.workbench.access import case_of
from amends.doors.workbench.answering import attempt, local_instant

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from amends.desk.owed.models import Promise
    from amends.doors.shell.viewer import Viewer


@require_POST
def senior(request: "HttpRequest", number: str) -> "HttpResponse":
    """Call for somebody senior."""
    case, viewer = case_of(request, number), viewer_of(request)
    why = request.POST.get("why", "")
    return attempt(request, number, lambda: escalate(case, viewer.agent, why, now=viewer.now))


@require_POST
def to_the_backup(request: "HttpRequest", number: str, promise: int) -> "HttpResponse":
    """Let the backup have a promise."""
    row = get_object_or_404(case_of(request, number).promises, pk=promise)
    return attempt(request, number, lambda: pass_on(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def parts(request: "HttpRequest", number: str, promise: int) -> "HttpResponse":
    """Divide what is still to come of a promise into two parts."""
    case, viewer = case_of(request, number), viewer_of(request)
    row = get_object_or_404(case.promises, pk=promise)

    def act() -> None:
        split(row, viewer.agent, _two(request, row, viewer), request.POST.get("why", ""), now=viewer.now)

    return attempt(request, number, act)


def _two(request: "HttpRequest", row: "Promise", viewer: "Viewer") -> tuple[Part, Part]:
    """Read the two parts of the form: an amount with its date, and the rest with its own."""
    first, rest = money.parse(request.POST.get("amount", "")), row.outstanding
    days = [local_instant(request.POST.get(name, ""), viewer.zone) for name in ("due", "rest_due")]
    if rest is None or days[0] is None or days[1] is None:
        raise Missing("due")
    return Part(first, days[0]), Part(money.Money(rest.amount - first.amount, rest.currency), days[1])
