"""The only way for a page to hold a row: what the viewer may not see is not there."""

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from amends.desk.cases.models import Case
from amends.doors.shell.viewer import viewer_of
from amends.doors.workbench.showing.file import CaseFile

if TYPE_CHECKING:
    from django.http import HttpRequest

PARTS = ("customer", "owner", "team", "mailbox", "situation")
"""What every page of a case reads of it, whether it is the case itself or the one it was merged into."""


def case_of(request: "HttpRequest", number: str) -> Case:
    """Return the case with this number, or the one it was merged into; 404 where it is not there for the viewer."""
    seen = Case.objects.visible_to(viewer_of(request).agent)
    case = get_object_or_404(seen.select_related("customer", "owner", "team"), number=number.upper())
    return case.survivor()


def file_of(request: "HttpRequest", number: str) -> CaseFile:
    """Return the file of the case with this number."""
    return CaseFile(case_of(request, number), viewer_of(request))
