"""A customer's page: their card and their cases."""

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from amends.craft.refusal import Refused
from amends.desk.cases.customers import customers_visible_to
from amends.desk.cases.models import Case
from amends.desk.people import actions as people
from amends.desk.policies.fields import own_fields
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import Viewer, viewer_of
from amends.doors.workbench.answering import SeeOther
from amends.doors.workbench.pages import CustomerPage
from amends.doors.workbench.showing.customers import form_of, since
from amends.doors.workbench.showing.rows import readable, rows_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from amends.desk.people.models import Customer

SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
def customer(request: "HttpRequest", pk: int) -> "HttpResponse":
    """Show or change a customer."""
    viewer = viewer_of(request)
    row = get_object_or_404(customers_visible_to(viewer.agent), pk=pk)
    if request.method != "POST":
        return _page(request, row, viewer)
    post = request.POST
    changes = people.Changes(
        name=post.get("name", row.name),
        salutation=post.get("salutation", row.salutation),
        language=post.get("language", row.language),
        notes=post.get("notes", row.notes),
        own={field.name: post[f"own-{field.name}"] for field in own_fields() if f"own-{field.name}" in post},
        addresses=tuple((kind, post[kind]) for kind in ("email", "phone", "postal") if post.get(kind, "").strip()),
    )
    try:
        people.change_customer(row, changes)
    except Refused as refusal:
        return _page(request, row, viewer, errors=(words_for(refusal),))
    return SeeOther(request.headers.get("Referer") or f"/customers/{pk}/")


def _page(request: "HttpRequest", row: "Customer", viewer: Viewer, errors: tuple[str, ...] = ()) -> "HttpResponse":
    mine = Case.objects.visible_to(viewer.agent).filter(customer=row, merged_into=None)
    page = CustomerPage(
        name=str(row),
        since=since(row, viewer),
        form=form_of(row, errors=errors, fields=own_fields()),
        open_rows=rows_of(readable(mine.filter(closed_at=None).order_by("due_at"))[:SHOWN], viewer),
        closed_rows=rows_of(readable(mine.exclude(closed_at=None).order_by("-closed_at"))[:SHOWN], viewer),
        new_url=f"/new/?customer={row.pk}",
    )
    return render(request, "workbench/customer.html", {"page": page}, status=422 if errors else 200)
