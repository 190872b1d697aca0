"""How the desk is called, reached and open."""

from typing import TYPE_CHECKING

from django.views.decorators.http import require_http_methods

from amends.desk.policies.actions import change_desk
from amends.doors.office.access import lead_only
from amends.doors.office.answering import done, kept, show
from amends.doors.office.pages import FormPage
from amends.doors.shell.desk_form import WholeDeskForm
from amends.doors.shell.groups import faults_of, group_of
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

URL = "/office/"


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def desk(request: "HttpRequest") -> "HttpResponse":
    """Show or change it."""
    if request.method != "POST":
        return _page(request, WholeDeskForm(initial=WholeDeskForm.filled(viewer_of(request).settings)))
    form = WholeDeskForm(request.POST)
    if kept(form, lambda: change_desk(form.desk())):
        return done(request, URL, "Kept. New hours count for what opens from now on.")
    return _page(request, form)


def _page(request: "HttpRequest", form: WholeDeskForm) -> "HttpResponse":
    groups = (
        group_of(form, "Towards customers", ["name", "public_url", ("phone", "language")], errors=faults_of(form)),
        group_of(form, "Open hours", ["zone", "hours", "holidays"]),
        group_of(form, "Mail", ["sends_receipts", "nudges_by_text", "megabytes"]),
    )
    return show(request, "desk.html", FormPage("The desk", groups), status=422 if form.errors else 200)
