"""The panel of plays: which are called for and why, their steps with sentences to say, and what is on record."""

from typing import TYPE_CHECKING

from amends.craft.plays import Course, packs
from amends.desk.people.models import Agent
from amends.desk.plays.reading import courses_of, suggested
from amends.doors.workbench.pages import Choice
from amends.doors.workbench.play_page import PlayShown, PlaySide, StepMark, StepShown, WaitingShown
from amends.doors.workbench.showing.play_words import because, places_of, recorded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amends.craft.plays import Play, Step, Suggestion, Wording
    from amends.desk.plays.models import PlayRecord
    from amends.doors.workbench.showing.file import CaseFile

FIELDS = ("text", "amount", "date", "time", "person")
ANYWHERE = frozenset({"always"})


def play_side(file: "CaseFile", *, chosen: str = "", spoken: bool = False) -> PlaySide | None:
    """Return the panel; a closed case shows only what was written down there, and whom to look after."""
    courses = courses_of(file.play_records)
    found = {suggestion.play.id: suggestion for suggestion in _suggestions(file)}
    wanted = [
        play for play in packs() if play.id in found or play.id in courses or play.id == chosen or _waits(file, play)
    ]
    if not wanted and not file.case.is_open:
        return None
    return PlaySide(
        plays=tuple(_shown(play, courses.get(play.id), found.get(play.id), file, spoken=spoken) for play in wanted),
        others=tuple(Choice(play.id, play.title.say("en")) for play in packs() if play not in wanted)
        if file.case.is_open
        else (),
        people=_people(file) if wanted else (),
        language=file.case.customer.language,
    )


def _suggestions(file: "CaseFile") -> "tuple[Suggestion, ...]":
    if not file.case.is_open:
        return ()
    theirs = [row for row in file.messages if not row.is_ours and row.kind == "message" and row.verified]
    return suggested(theirs[-1] if theirs else None, file.events)


def _shown(
    play: "Play", course: Course | None, suggestion: "Suggestion | None", file: "CaseFile", *, spoken: bool
) -> PlayShown:
    course = course or Course(play)
    rows = {row.kind: row for row in file.play_records if row.play == play.id and not row.waits}
    known = places_of(file, rows)
    waiting = tuple(_waiting(row, file) for row in file.play_records if row.play == play.id and row.waits)
    steps = tuple(_step(step, course, rows, known, file=file, spoken=spoken) for step in _steps(play, course))
    return PlayShown(
        id=play.id,
        title=play.title.say("en"),
        purpose=play.purpose.say("en"),
        why=because(suggestion) if suggestion else "",
        steps=steps,
        waiting=waiting,
        begun=bool(rows) or bool(waiting),
        ended=_ended(course, file),
    )


def _steps(play: "Play", course: Course) -> "list[Step]":
    """Return the steps of a play; those for a threat only after one."""
    return [step for step in play.steps if not step.only_at_threat or course.threatened or step.record in course.done]


def _step(
    step: "Step",
    course: Course,
    rows: "Mapping[str, PlayRecord]",
    known: "Mapping[str, str]",
    *,
    file: "CaseFile",
    spoken: bool,
) -> StepShown:
    language = file.case.customer.language
    waits = any(row.waits and row.play == course.play.id and row.kind == step.record for row in file.play_records)
    now = course.next is not None and course.next.id == step.id
    mark: StepMark = "done" if step.record in course.done else "waits" if waits else "now" if now else "ahead"
    row = rows.get(step.record)
    return StepShown(
        kind=step.record,
        title=step.title.say("en"),
        mark=mark,
        say=_sentences(step.say, language, known, spoken=spoken),
        ask=_sentences(step.ask, language, known, spoken=spoken),
        fields=tuple(name for name in FIELDS if name in step.needs),
        button="Ask a second person" if step.second_person else "Write it down",
        optional=step.optional,
        two=step.second_person,
        may_threaten=step.at_threat,
        on_record=recorded(row, file) if row else "",
    )


def _sentences(
    wordings: "Sequence[Wording]", language: str, known: "Mapping[str, str]", *, spoken: bool
) -> tuple[str, ...]:
    where = ANYWHERE | {"spoken" if spoken else "written"}
    return tuple(wording.say(language, **known) for wording in wordings if wording.where in where)


def _waits(file: "CaseFile", play: "Play") -> bool:
    return any(row.waits and row.play == play.id for row in file.play_records)


def _waiting(row: "PlayRecord", file: "CaseFile") -> WaitingShown:
    me, step = file.viewer.agent, _step_of(row)
    named = step is not None and step.only_at_threat
    mine = row.agent_id == me.pk
    may = row.person_id == me.pk if named else me.rank >= row.agent.rank
    return WaitingShown(
        id=row.pk,
        what=step.title.say("en") if step else row.kind,
        by=row.agent.public_name,
        why=row.details.get("text", ""),
        for_you=may and not mine,
        by_you=mine,
    )


def _step_of(row: "PlayRecord") -> "Step | None":
    return next(
        (step for play in packs() if play.id == row.play for step in play.steps if step.record == row.kind), None
    )


def _ended(course: Course, file: "CaseFile") -> str:
    """Say how the contact stands once it was ended."""
    if course.has_ended_contact and file.case.is_open:
        return "The contact is ended. What was promised is still owed; close the case as “ended” when it has arrived."
    if course.has_ended_contact:
        return "The contact is ended. What they write is kept here and opens nothing."
    if "ended" in course.done:
        return "Ended at once, after a threat. It stands when the person named for this confirms it."
    return ""


def _people(file: "CaseFile") -> tuple[Choice, ...]:
    """Return whom a record may name: colleagues no lower than the viewer, whoever is called for already in front."""
    me = file.viewer.agent
    called = next((row.owner_id for row in file.owed if row.kind == "escalate"), None)
    found = Agent.objects.filter(is_active=True, teams=file.case.team_id).select_related("level").distinct()
    able = sorted((one for one in found if one.rank >= me.rank), key=lambda one: (-one.rank, one.public_name))
    first = called if called in {one.pk for one in able} else next((one.pk for one in able if one.pk != me.pk), me.pk)
    return tuple(Choice(str(one.pk), one.public_name, chosen=one.pk == first) for one in able)
