"""Fills a text with a real recent case, so that one sees what a customer would read; nothing is sent or kept."""

from typing import TYPE_CHECKING

from amends.craft.refusal import Refused
from amends.desk.cases.models import Case, Participant
from amends.desk.policies.rules import check_text
from amends.desk.policies.wording import Wording, fill
from amends.desk.replies.values import values_of
from amends.doors.office.pages import Preview
from amends.doors.shell.refusals import words_for

if TYPE_CHECKING:
    from amends.doors.shell.viewer import Viewer

FEW = 50
SAMPLE_CODE = "407 216"


def preview(kind: str, words: Wording, viewer: "Viewer", *, language: str) -> Preview | None:
    """Return the text as it would read in the newest case that fits; none where there is no case yet."""
    participant = _participant(kind, viewer, language)
    if participant is None:
        return None
    case = participant.case
    given = values_of(case, viewer.settings, agent=viewer.agent, participant=participant)
    # The link of a customer works for whoever has it, so it is not shown here.
    values = {**given, "link": f"{viewer.settings.public_url.rstrip('/')}/p/…/", "code": SAMPLE_CODE.replace(" ", "")}
    values["giver"] = viewer.agent.public_name
    shown = f"{case.number}, {case.customer}"
    try:
        check_text(kind, words.subject, words.body)
        return Preview(shown, fill(words.subject, values), fill(words.body, values))
    except Refused as refusal:
        return Preview(shown, fault=words_for(refusal))


def _participant(kind: str, viewer: "Viewer", language: str) -> Participant | None:
    """Return whom the text could go to: by preference somebody who reads the language, and with something promised."""
    recent = Case.objects.visible_to(viewer.agent).surviving().order_by("-last_said_at")[:FEW]
    found = [
        (bool(kind != "statement" or case.promises.all()), row.address.customer.language == language, row)
        for case in recent.prefetch_related("participants__address__customer", "promises")
        for row in case.participants.all()
        if row.verified and row.address.kind == "email"
    ]
    best = max(found, key=lambda entry: entry[:2], default=None)
    return best[2] if best else None
