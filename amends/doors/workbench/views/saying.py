"""What an agent says: replies, notes, calls and drafts."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from amends.craft.refusal import Malformed, Refused
from amends.desk.policies.models import TextBlock
from amends.desk.policies.wording import fill
from amends.desk.replies import actions as replies
from amends.desk.replies.actions import Envelope
from amends.desk.replies.files import attach
from amends.desk.replies.judging import Said
from amends.desk.replies.values import values_of
from amends.doors.shell.refusals import words_for
from amends.doors.shell.viewer import now_of, viewer_of
from amends.doors.workbench.access import case_of, file_of
from amends.doors.workbench.answering import SeeOther, addresses_in, attempt, attempt_saying, back_to_case
from amends.doors.workbench.showing.coaching import coach_of, reasons_in
from amends.doors.workbench.views.case import call_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

    from amends.desk.cases.models import Attachment
    from amends.doors.workbench.showing.file import CaseFile

MOST_FILE_BYTES = 20 * 1024 * 1024
LONGEST_ID = 18


@require_POST
def reply(request: "HttpRequest", number: str) -> HttpResponse:
    """Send a reply; whatever is refused, the words are kept as the draft."""
    file, now = file_of(request, number), now_of(request)
    agent, text = viewer_of(request).agent, request.POST.get("text", "")

    def act() -> None:
        cc = addresses_in(request.POST.get("cc", ""))
        replies.save_draft(file.case, agent, text, cc=cc, now=now)
        envelope = Envelope(
            to=addresses_in(request.POST.get("to", "")),
            cc=cc,
            attachments=_attachments(request.FILES.getlist("files")),
            excuses=_excuses(request, file),
            seen=_seen(request),
            anyway=request.POST.get("anyway", ""),
        )
        # A tick is the writer's word; without one the coach reads it in the text.
        said = Said(
            restates=True if "restates" in request.POST else None, offers=True if "offers" in request.POST else None
        )
        replies.send(file.case, agent, text, said=said, envelope=envelope, now=now)

    return attempt_saying(request, number, "reply", act)


@require_POST
def recall(request: "HttpRequest", number: str, message: int) -> HttpResponse:
    """Take a reply back within its ten seconds."""
    case = case_of(request, number)
    row = get_object_or_404(case.messages.filter(kind="reply"), pk=message)
    return attempt(request, number, lambda: replies.recall(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def again(request: "HttpRequest", number: str, message: int) -> HttpResponse:
    """Put a reply that failed back into the composer, to be mended and sent anew."""
    case = case_of(request, number)
    row = get_object_or_404(case.messages.filter(kind="reply", dispatch__state="failed"), pk=message)
    return attempt(request, number, lambda: replies.give_back(row, viewer_of(request).agent, now=now_of(request)))


@require_POST
def note(request: "HttpRequest", number: str) -> HttpResponse:
    """Write a note that only we see."""
    case, agent = case_of(request, number), viewer_of(request).agent

    def act() -> None:
        replies.note(case, agent, request.POST.get("text", ""), now=now_of(request))

    return attempt_saying(request, number, "note", act)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: "HttpRequest", number: str) -> HttpResponse:
    """Show the call sheet, or note a call."""
    if request.method != "POST":
        return call_sheet(request, number)
    case, agent, text = case_of(request, number), viewer_of(request).agent, request.POST.get("text", "")
    said = Said(restates="restates" in request.POST, offers="offers" in request.POST)
    reached = request.POST.get("reached", "yes") == "yes"
    try:
        replies.call(case, agent, text, reached=reached, said=said, now=now_of(request))
    except Refused as refusal:
        return call_sheet(request, number, text=text, refusal=words_for(refusal))
    return back_to_case(case.number)


@require_POST
def draft(request: "HttpRequest", number: str) -> HttpResponse:
    """Keep what is being written; with a text block, put it at the end."""
    file, viewer = file_of(request, number), viewer_of(request)
    if request.POST.get("kind", "reply") != "reply":
        return HttpResponse(status=204)
    text = request.POST.get("text", "")
    block = request.POST.get("block", "")
    if block:
        row = get_object_or_404(TextBlock, pk=int(block) if block.isdecimal() else 0)
        text = f"{text.rstrip()}\n\n{fill(row.body, values_of(file.case, viewer.settings, agent=viewer.agent))}".strip()
    try:
        cc = addresses_in(request.POST.get("cc", ""))
    except Malformed:  # half an address is no reason to lose the words
        cc = []
    replies.save_draft(file.case, viewer.agent, text, cc=cc, now=viewer.now)
    return SeeOther(f"/cases/{number}/?tab=reply#composer") if block else HttpResponse(status=204)


def _excuses(request: "HttpRequest", file: "CaseFile") -> dict[str, str]:
    """Return the reasons given for questions left open, by the question's words."""
    given = reasons_in(request.POST)
    if not given:
        return {}
    questions = {row.id: row.text for row in coach_of(file, request.POST.get("text", "")).questions}
    return {questions[number]: reason for number, reason in given.items() if number in questions}


def _seen(request: "HttpRequest") -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) <= LONGEST_ID else None


def _attachments(files: "Iterable[UploadedFile[bytes]]") -> "list[Attachment]":
    kept = []
    for file in files:
        if (file.size or 0) > MOST_FILE_BYTES:
            raise Malformed("file_too_big", name=file.name)
        kept.append(attach(file.read(), name=file.name or "file", type=file.content_type or ""))
    return kept
