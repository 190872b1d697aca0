"""What was waived, left open, or sent although it was held, with the reasons people gave."""

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from amends.desk.replies import reasons
from amends.doors.office.access import lead_only
from amends.doors.office.answering import show
from amends.doors.office.pages import Count, Reason, WaivedPage
from amends.doors.office.words import HELD, OWED
from amends.doors.shell.moments import moment
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from amends.desk.advice.models import Override
    from amends.desk.cases.models import Message
    from amends.desk.owed.models import Waiver
    from amends.desk.replies.models import Excuse
    from amends.doors.shell.viewer import Viewer

SHOWN = 100


@require_safe
@lead_only
def waived(request: "HttpRequest") -> "HttpResponse":
    """Show the newest of each, and how often they happened."""
    viewer = viewer_of(request)
    given_up, open_questions = reasons.waived(viewer.agent), reasons.left_open(viewer.agent)
    held = reasons.sent_anyway(viewer.agent)
    page = WaivedPage(
        counts=tuple(Count(OWED[kind], times) for kind, times in reasons.waived_by_kind(viewer.agent)),
        waived=tuple(_waived(row, viewer) for row in given_up[:SHOWN]),
        left_open=tuple(_left_open(row, viewer) for row in open_questions[:SHOWN]),
        sent_anyway=tuple(_sent_anyway(row, viewer) for row in held[:SHOWN]),
        waived_in_all=given_up.count(),
        left_open_in_all=open_questions.count(),
        sent_anyway_in_all=held.count(),
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
    return _of_a_reply(row.message, row.question, row.reason, viewer)


def _sent_anyway(row: "Override", viewer: "Viewer") -> Reason:
    return _of_a_reply(row.message, f"“{row.words}” ({HELD.get(row.rule, row.rule)})", row.reason, viewer)


def _of_a_reply(message: "Message", what: str, why: str, viewer: "Viewer") -> Reason:
    return Reason(
        case=message.case.number,
        url=f"/cases/{message.case.number}/",
        customer=str(message.case.customer),
        what=what,
        why=why,
        who=message.agent.public_name if message.agent else "",
        at=moment(message.said_at, now=viewer.now, zone=viewer.zone),
    )
