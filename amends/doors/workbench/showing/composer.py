"""The composer with its coach: what is being written, to whom, and what the margin says about it."""

import re
from typing import TYPE_CHECKING

from amends.craft import coach
from amends.craft.coach import Finding, Review
from amends.desk.policies.wording import fill, gaps
from amends.desk.replies.addressing import customer_address, others_addressed
from amends.desk.replies.judging import review
from amends.desk.replies.values import values_of
from amends.doors.shell.moments import moment
from amends.doors.workbench.pages import Choice
from amends.doors.workbench.showing.policies import disagrees
from amends.doors.workbench.showing.promised import findings_beyond, promises_found
from amends.doors.workbench.talk import Coach, CoachFinding, CoachQuestion, Composer, ComposerTab, ReplyForm, TextBlock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amends.craft.coach import Severity, Stage
    from amends.doors.workbench.showing.file import CaseFile
    from amends.doors.workbench.talk import Level

QUOTED = re.compile(r"[“„](.+)[”“]", re.DOTALL)
LEVELS: "Mapping[Severity, Level]" = {"error": "must", "warning": "better", "hint": "hint"}


def composer_of(file: "CaseFile", *, tab: ComposerTab, typed: "Mapping[str, str]", refusal: str = "") -> Composer:
    """Return the composer with what was typed, else with the viewer's draft."""
    draft, viewer = file.draft, file.viewer
    text = typed.get("text", draft.text if draft else "") if tab == "reply" else (draft.text if draft else "")
    others = ", ".join(others_addressed(file.case))
    newest = max((message.pk for message in file.messages), default=0)
    reply = ReplyForm(
        to=_recipients(file),
        cc=typed.get("cc", others if "all" in typed else ", ".join(draft.cc) if draft else ""),
        others=others,
        text=text,
        seen=str(newest),
        restates="restates" in typed,
        offers="offers" in typed,
        blocks=_blocks(file),
        stranger=_stranger(file),
        refusal=refusal if tab == "reply" else "",
        saved=moment(draft.saved_at, now=viewer.now, zone=viewer.zone) if draft else None,
    )
    name = file.case.customer.name
    return Composer(
        tab=tab,
        reply=reply,
        coach=coach_of(file, text),
        sends_as=viewer.agent.public_name,
        placeholder=f"Hello {name}," if name else "Hello,",
        note_text=typed.get("text", "") if tab == "note" else "",
        call_text=typed.get("text", "") if tab == "call" else "",
        call_number=_phone(file),
    )


def coach_of(file: "CaseFile", draft: str, *, reasons: "Mapping[str, str] | None" = None) -> Coach:
    """Return what the coach says about a draft; nothing is written."""
    reviewed = review(file.case, draft, stage=stage_of(file), channel="email")
    reasons = reasons or {}
    questions = tuple(
        CoachQuestion(
            id=str(number), text=question.text, answered=question.answered, reason=reasons.get(str(number), "")
        )
        for number, question in enumerate(reviewed.questions)
    )
    gravest_first = sorted(reviewed.findings, key=lambda finding: list(LEVELS).index(finding.severity))
    beyond = findings_beyond(file, draft)
    findings = (*beyond, *(_finding(finding) for finding in gravest_first))
    return Coach(
        questions=questions,
        findings=findings if draft.strip() else (),
        line="Promises more than you may give" if beyond else _line(questions, reviewed, draft),
        verdict="hold" if beyond else reviewed.verdict,
        promised=promises_found(file, draft),
    )


def coach_of_text(text: str, *, message: str = "") -> Coach:
    """Return what the coach says about a text that belongs to no case; nothing is written."""
    reviewed = coach.review(text, message=message)
    questions = tuple(
        CoachQuestion(id=str(number), text=question.text, answered=question.answered)
        for number, question in enumerate(reviewed.questions)
    )
    gravest_first = sorted(reviewed.findings, key=lambda finding: list(LEVELS).index(finding.severity))
    findings = tuple(_finding(finding) for finding in gravest_first) if text.strip() else ()
    return Coach(questions, findings, _line(questions, reviewed, text), reviewed.verdict, standalone=True)


def _finding(finding: Finding) -> CoachFinding:
    """Return a margin note; of its advice, the words in quotes are what Use puts into the draft."""
    quoted = QUOTED.search(finding.suggestion)
    return CoachFinding(
        rule=finding.rule,
        level=LEVELS[finding.severity],
        title=finding.why,
        why=finding.suggestion[: quoted.start()].strip() if quoted else finding.suggestion,
        suggestion=quoted.group(1) if quoted else "",
        start=finding.start,
        end=finding.end,
        craft=finding.craft,
    )


def stage_of(file: "CaseFile") -> "Stage":
    """Return the stage of the conversation by which the coach advises."""
    kinds = {row.kind for row in file.owed}
    if "own_up" in kinds:
        return "own_up"
    if "follow_up" in kinds:
        return "follow_up"
    if disagrees(file):
        return "disagreed"
    return "offer" if "offer" in kinds else "first"


def _line(questions: tuple[CoachQuestion, ...], reviewed: Review, draft: str) -> str:
    """Say in one line what is missing before it is sent."""
    if not draft.strip():
        return f"{len(questions)} question{'s' if len(questions) != 1 else ''} to answer" if questions else ""
    answered = sum(question.answered or bool(question.reason) for question in questions)
    parts = [f"Answers {answered} of {len(questions)} questions"] if questions else []
    serious = sum(finding.severity == "error" for finding in reviewed.findings)
    softer = sum(finding.severity == "warning" for finding in reviewed.findings)
    parts += [f"{serious} to mend"] if serious else []
    parts += [f"{softer} could be better"] if softer else []
    return " · ".join(parts) or "Reads well"


def _recipients(file: "CaseFile") -> tuple[Choice, ...]:
    chosen = customer_address(file.case)
    values = dict.fromkeys(
        [row.address.value for row in file.participants if row.verified and row.address.kind == "email"]
    )
    if chosen is not None:
        values = dict.fromkeys([chosen.value, *values])
    return tuple(Choice(value, value, chosen=chosen is not None and value == chosen.value) for value in values)


def _stranger(file: "CaseFile") -> str:
    strangers = [row.address.value for row in file.participants if not row.verified]
    if not strangers:
        return ""
    return f"{', '.join(strangers)} wrote into this case and is not verified; your reply does not go there."


def _phone(file: "CaseFile") -> str:
    numbers = [address.value for address in file.case.customer.addresses.all() if address.kind == "phone"]
    return numbers[0] if numbers else ""


def _blocks(file: "CaseFile") -> tuple[TextBlock, ...]:
    if not file.blocks:
        return ()
    values = values_of(file.case, file.viewer.settings, agent=file.viewer.agent)
    shown = []
    for block in file.blocks:
        missing = gaps(block.body, values)
        text = block.body if missing else fill(block.body, values)
        shown.append(TextBlock(id=block.pk, name=block.name, text=text, missing=missing))
    return tuple(shown)
