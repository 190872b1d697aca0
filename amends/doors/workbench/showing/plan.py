"""The plan at the side: from heard to followed up, what is owed, and what closing would need."""

from typing import TYPE_CHECKING

from amends.craft.journey import BLOCKING
from amends.doors.shell.moments import time_left
from amends.doors.workbench.case_page import Closing, OwedHere, PlanStep, StepState, Understanding
from amends.doors.workbench.pages import Choice
from amends.doors.workbench.showing.words import FOLDED, OUTCOMES

if TYPE_CHECKING:
    from amends.desk.owed.models import Obligation
    from amends.doors.workbench.showing.file import CaseFile

ASKED_WORDS = {
    "none": "not said yet",
    "drafted": "drafted, not sent yet",
    "asked": "told the customer; waiting for their word",
    "confirmed": "confirmed by the customer",
    "corrected": "corrected by the customer",
    "assumed": "assumed: they carried on",
}
CHOICES = ("solved", "answered", "unconfirmed", "no word", "not for us", "ended")


def steps_of(file: "CaseFile") -> tuple[PlanStep, ...]:
    """Return the steps of the journey, each done, now or ahead."""
    if file.case.kind == "enquiry":
        return _in_order(
            [("Heard", True, _heard(file)), ("Answered", _answered(file), ""), ("Settled", _ended(file), "")]
        )
    journey = file.journey
    understood = journey.understanding in {"confirmed", "assumed"}
    delivered = journey.fulfilled or _ended(file)
    return _in_order(
        [
            ("Heard", True, _heard(file)),
            ("Understood", understood, ASKED_WORDS[journey.understanding]),
            ("Offered", journey.offered, f"wants: {file.case.want}" if file.case.want else ""),
            ("Agreed", bool(file.promises) or _ended(file), _promised(file)),
            ("Delivered", delivered, ""),
            ("Followed up", _ended(file) and file.case.outcome == "solved", _follow_up(file)),
        ]
    )


def _in_order(steps: list[tuple[str, bool, str]]) -> tuple[PlanStep, ...]:
    """Mark the first step that isn't done as the present one."""
    shown, found = [], False
    for name, done, words in steps:
        state: StepState = "done" if done else "ahead" if found else "now"
        found = found or not done
        shown.append(PlanStep(name, state, words))
    return tuple(shown)


def _heard(file: "CaseFile") -> str:
    theirs = [message.heard for message in file.messages if not message.is_ours]
    counts = {name: sum(len(heard.get(f"{name}s", [])) for heard in theirs) for name in ("question", "request")}
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items() if count)


def _answered(file: "CaseFile") -> bool:
    return not any(row.kind == "answer" for row in file.owed)


def _ended(file: "CaseFile") -> bool:
    return not file.case.is_open


def _promised(file: "CaseFile") -> str:
    count = len(file.promises)
    return f"{count} promise{'s' if count > 1 else ''}" if count else ""


def _follow_up(file: "CaseFile") -> str:
    row = next((row for row in file.owed if row.kind == "follow_up"), None)
    if row is None:
        return "asked; waiting for their word" if file.journey.asked_if_solved else ""
    return f"due {time_left(row.due, now=file.viewer.now, zone=file.viewer.zone).main}"


def owed_of(file: "CaseFile") -> tuple[OwedHere, ...]:
    """Return what is owed in this case, soonest first."""
    return tuple(_owed(row, file) for row in file.owed)


def _owed(row: "Obligation", file: "CaseFile") -> OwedHere:
    left = time_left(row.due, now=file.viewer.now, zone=file.viewer.zone, not_before=row.not_before)
    owner = row.owner
    return OwedHere(
        id=row.pk,
        verb=FOLDED[row.kind],
        left="waits for the customer" if row.paused else left.main,
        since="" if row.paused else left.sub,
        urgency="none" if row.paused else left.group,
        owner=row.team.name if owner is None else "You" if owner == file.viewer.agent else owner.public_name,
        blocks=row.kind in BLOCKING,
    )


def owed_line(owed: tuple[OwedHere, ...]) -> str:
    """Return the most urgent thing in few words, for the head of the plan."""
    return f"owed: {owed[0].verb}, {owed[0].left}" if owed else "nothing owed"


def understanding_of(file: "CaseFile") -> Understanding:
    """Return what we understood, with its state in words."""
    state = file.journey.understanding
    text = file.case.understanding_text
    shown = "drafted" if state == "none" and text else state
    correction = next((event for event in reversed(file.events) if event.kind == "understanding.corrected"), None)
    words = next(
        (message.shown for message in file.messages if correction and message.pk == correction.data.get("message")), ""
    )
    return Understanding(
        state=shown,
        words=ASKED_WORDS[shown],
        text=text,
        want=file.case.want,
        correction=words if state == "corrected" else "",
    )


def _may_be_chosen(file: "CaseFile", outcome: str) -> bool:
    """Whether the form offers an outcome: contact is ended by its play, never from a list."""
    if outcome == "ended":
        return any(event.kind == "play.recorded" and event.data.get("ends") for event in file.events)
    return outcome != "answered" or file.case.kind != "complaint"


def closing_of(file: "CaseFile", *, refusal: str = "", words: str = "") -> Closing:
    """Return the closing form: the outcomes, and what would have to be waived."""
    outcomes = [name for name in CHOICES if _may_be_chosen(file, name)]
    return Closing(
        outcomes=tuple(Choice(name, OUTCOMES[name]) for name in outcomes),
        still_owed=tuple(row for row in owed_of(file) if row.blocks),
        refusal=refusal,
        words=words,
    )
