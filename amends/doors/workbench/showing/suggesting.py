"""What a language model suggested to this agent in this case, as a card under the composer."""

from typing import TYPE_CHECKING

from amends.desk.drafting.models import Endpoint, Suggestion
from amends.desk.replies.judging import review
from amends.doors.shell.moments import moment
from amends.doors.workbench.showing.coaching import stage_of
from amends.doors.workbench.talk import Suggested, Suggesting

if TYPE_CHECKING:
    from amends.doors.workbench.showing.file import CaseFile


def suggesting_of(file: "CaseFile") -> Suggesting | None:
    """Return what may be asked and what was answered last; nothing where no model is switched on."""
    if not Endpoint.in_use():
        return None
    newest = Suggestion.objects.of(file.case).newest_for(file.viewer.agent)
    return Suggesting(url=f"/cases/{file.case.number}/suggestions/", last=_shown(file, newest) if newest else None)


def _shown(file: "CaseFile", row: Suggestion) -> Suggested:
    is_wording = row.kind == Suggestion.Kind.WORDING
    ready = row.state == Suggestion.State.READY
    reviewed = review(file.case, row.words, stage=stage_of(file), channel="email") if ready and is_wording else None
    return Suggested(
        id=row.pk,
        is_wording=is_wording,
        state=row.state,
        words=row.words,
        why=row.why,
        model=row.model,
        told=row.told,
        at=moment(row.asked_at, now=file.viewer.now, zone=file.viewer.zone),
        faults=tuple(finding.why for finding in reviewed.findings if finding.severity != "hint") if reviewed else (),
        open_questions=tuple(one.text for one in reviewed.questions if not one.answered) if reviewed else (),
        used=bool(file.draft and file.draft.text == row.words),
    )
