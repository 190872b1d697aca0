"""What was waived and which questions were left open, with the reasons people gave."""

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from amends.desk.replies import reasons
from amends.doors.office.access import lead_only
from amends.doors.office.answering import show
from amends.doors.office.pages import Count, Reason, WaivedPage
from amends.doors.office.words import OWED
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from amends.desk.owed.models import Waiver
    from amends.desk.replies.models import Excuse
    from amends.doors.shell.viewer import Viewer

SHOWN = 100


@require_safe
@lead_only
def waived(request: "HttpRequest") -> "HttpResponse":
    """Show the newest of both, and how often each happened."""
    viewer = viewer_of(request)
    given_up, open_questions = reasons.waived(viewer.agent), reasons.left_open(viewer.agent)
    page = WaivedPage(
        counts=tuple(Count(OWED[kind], times) for kind, times in reasons.waived_by_kind(viewer.agent)),
        waived=tuple(_waived(row, viewer) for row in given_up[:SHOWN]),
        left_open=tuple(_left_open(row, viewer) for row in open_questions[:SHOWN]),
        waived_in_all=given_up.count(),
        left_open_in_all=open_questions.count(),
    )
    return show(request, "waived.html", page)


def _waived(row: "Waiver", viewer: "Viewer") -> Reason:
    case = row.obligation.case
    return Reason(
        case=case.number,
        url=f"/cases/{case.number}/",
        customer=str(case.customer),
        what=OWED[row.obligation.kind],
        why=row.reason,
        who=row.agent.public_name,
        at=moment(row.waived_at, now=viewer.now, zone=viewer.zone),
    )


def _left_open(row: "Excuse", viewer: "Viewer") -> Reason:
    message = row.message
    return Reason(
        case=message.case.number,
        url=f"/cases/{message.case.number}/",
        customer=str(message.case.customer),
        what=row.question,
        why=row.reason,
        who=message.agent.public_name if message.agent else "",
        at=moment(message.said_at, now=viewer.now, zone=viewer.zone),
    )
