"""What the coach's margin says of a draft: what it found, which questions are answered, and what must not leave."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from amends.craft import coach
from amends.craft.text import normalise
from amends.desk.advice.catalogue import catalogue
from amends.desk.advice.house import house
from amends.desk.advice.rules import Standing
from amends.desk.advice.tallies import standings
from amends.desk.replies.coaching import coached
from amends.desk.replies.staging import stage
from amends.doors.workbench.margin import Coach, CoachHeld, CoachQuestion, CoachSilent
from amends.doors.workbench.showing.findings import amount_shown, card_of, cards_of_money, in_order
from amends.doors.workbench.showing.policies import disagrees
from amends.doors.workbench.showing.promised import promises_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from amends.craft.coach import Stage
    from amends.desk.replies.coaching import Coached, Question, Silenced
    from amends.desk.replies.holding import Held
    from amends.doors.workbench.margin import CoachFinding
    from amends.doors.workbench.showing.file import CaseFile

SILENT: Final = {"me": "for you, in every case", "case": "in this case", "place": "at these words"}
AS_WRITTEN: Final = Standing()
REASON: Final = "reason-"


def stage_of(file: "CaseFile") -> "Stage":
    """Return the stage of the conversation by which the coach advises."""
    return stage({row.kind for row in file.owed}, disagrees=disagrees(file))


def coach_of(file: "CaseFile", draft: str, *, reasons: "Mapping[str, str] | None" = None) -> Coach:
    """Return what the coach says about a draft; nothing is written."""
    draft = normalise(draft)
    said = coached(file.case, file.viewer.agent, draft, stage=stage_of(file), now=file.viewer.now)
    questions = tuple(_question(each, reasons or {}) for each in said.questions)
    findings = in_order((*_cards(said), *cards_of_money(file, said.held, draft))) if draft.strip() else ()
    to_record = {card.promise for card in findings}
    return Coach(
        questions=questions,
        findings=findings,
        line=line_of(questions, findings, draft),
        verdict=said.verdict,
        promised=tuple(each for each in promises_found(file, draft) if each not in to_record),
        silent=_silent(said.silent),
        struck=tuple(one.text for one in said.struck),
        held=_held(file, said) if draft.strip() else (),
        url=f"/cases/{file.case.number}/",
    )


def reasons_in(posted: "Mapping[str, object]") -> dict[str, str]:
    """Return why questions stay open, by the ids of questions, from what a form posted."""
    return {
        name.removeprefix(REASON): str(why)
        for name, why in posted.items()
        if name.startswith(REASON) and str(why).strip()
    }


def coach_of_text(text: str, *, message: str = "") -> Coach:
    """Return what the coach says about a text that belongs to no case, as loudly as this desk wants it."""
    text, standing = normalise(text), standings(catalogue())
    quiet = {rule: each.level for rule, each in standing.items() if each.level != "as_written"}
    reviewed = coach.review(text, message=message, house=house(), quiet=quiet)
    questions = tuple(
        CoachQuestion(id=str(number), text=one.text, answered=one.answered, evidence=one.evidence)
        for number, one in enumerate(reviewed.questions)
    )
    cards = (card_of(each, ground=standing.get(each.rule, AS_WRITTEN).ground) for each in reviewed.findings)
    findings = in_order(cards) if text.strip() else ()
    return Coach(questions, findings, line_of(questions, findings, text), reviewed.verdict)


def line_of(questions: "Sequence[CoachQuestion]", findings: "Sequence[CoachFinding]", draft: str) -> str:
    """Say in one line what is missing before it is sent."""
    if not draft.strip():
        return f"{len(questions)} question{'s' if len(questions) != 1 else ''} to answer" if questions else ""
    answered = sum(question.answered or bool(question.reason) for question in questions)
    levels = Counter(finding.level for finding in findings)
    parts = [f"Answers {answered} of {len(questions)} questions"] if questions else []
    parts += [f"{levels['must']} to mend"] if levels["must"] else []
    parts += [f"{levels['better']} could be better"] if levels["better"] else []
    return " · ".join(parts) or "Reads well"


def _question(one: "Question", reasons: "Mapping[str, str]") -> CoachQuestion:
    number = f"{one.asked.message}-{one.asked.start}"
    return CoachQuestion(
        id=number,
        text=one.asked.text,
        answered=one.answered,
        reason=reasons.get(number, ""),
        evidence=one.evidence,
        added=one.asked.added,
    )


def _cards(said: "Coached") -> "Iterable[CoachFinding]":
    return (card_of(each.finding, ground=each.ground, dismissable=each.dismissable) for each in said.findings)


def _silent(found: "Iterable[Silenced]") -> tuple[CoachSilent, ...]:
    by_rule = {each.finding.rule: CoachSilent(each.finding.rule, each.finding.why, SILENT[each.how]) for each in found}
    return tuple(by_rule.values())


def _held(file: "CaseFile", said: "Coached") -> tuple[CoachHeld, ...]:
    by_rule = {(each.finding.rule, each.finding.start): each.finding.why for each in said.findings}
    why = (_why(file, each, by_rule.get((each.rule, each.start), "")) for each in said.held)
    return tuple(CoachHeld(words, absolute=each.absolute) for words, each in zip(why, said.held, strict=True))


def _why(file: "CaseFile", held: "Held", by_rule: str) -> str:
    match held.rule:
        case "promised_beyond":
            return f"{amount_shown(file, held.amount)} is more than you may promise"
        case "promise.unrecorded":
            return f"{amount_shown(file, held.amount)} is promised, and recorded nowhere"
        case "variable":
            return f"“{held.words}” is still empty"
        case _:
            return by_rule or f"“{held.words}”"
