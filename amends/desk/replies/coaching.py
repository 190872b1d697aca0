"""All that the margin says of a draft: what the coach finds, as loud as this desk wants it, and what is asked."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from amends.craft import coach
from amends.desk.advice.actions import Place
from amends.desk.advice.hearing import Asked, questions_in
from amends.desk.advice.house import house
from amends.desk.advice.rules import Standing
from amends.desk.advice.silence import Silence, silence_of
from amends.desk.advice.tallies import pins, standings
from amends.desk.replies.answers import Question, answers_to
from amends.desk.replies.holding import UNRECORDED, Held, held_back
from amends.desk.replies.judging import asked_now, known_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from amends.craft.coach import Channel, Finding, Review, Severity, Stage, Verdict
    from amends.desk.advice.rules import Ground
    from amends.desk.cases.models import Case
    from amends.desk.people.models import Agent

__all__ = ["Advised", "Coached", "Question", "Silenced", "coached", "places_of"]

type Silent = Literal["me", "case", "place"]


@dataclass(frozen=True, slots=True)
class Advised:
    """A finding as loud as this desk wants it.

    `ground` says why it only hints where it was written louder: "turned_down" by what became of others like it, or
    "pinned_hint" by a lead. One that holds the mail can't be dismissed.
    """

    finding: "Finding"
    ground: "Ground" = ""

    @property
    def severity(self) -> "Severity":
        """How grave it is here."""
        return self.finding.severity

    @property
    def dismissable(self) -> bool:
        """Whether it may be dismissed."""
        return not self.finding.hold


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that was dismissed, and how: it would speak again after `speak_again`."""

    finding: "Finding"
    how: Silent


@dataclass(frozen=True, slots=True)
class Coached:
    """What is to be said of a draft; places count code points of the normalised draft. Nothing of it was written."""

    review: "Review"
    findings: tuple[Advised, ...]
    silent: tuple[Silenced, ...]
    questions: tuple[Question, ...]
    struck: tuple[Asked, ...]
    held: tuple[Held, ...]
    verdict: "Verdict"


def coached(
    case: "Case", agent: "Agent", draft: str, *, stage: "Stage", now: "datetime", channel: "Channel" = "email"
) -> Coached:
    """Return all that the coach says to an agent about a draft in a case."""
    questions, pinned = questions_in(case, [message for _, message in asked_now(case)]), pins()
    reviewed = coach.review(
        draft,
        message="\n\n".join(questions.texts),
        stage=stage,
        channel=channel,
        house=house(),
        quiet={rule: "off" for rule, state in pinned.items() if state == "off"},
        **known_of(case, draft, stage=stage, signature=agent.signature),
    )
    silence = silence_of(case, agent)
    loud = [finding for finding in reviewed.findings if not silence.covers(finding)]
    standing = standings({finding.rule for finding in loud}, pinned)
    findings = tuple(
        _advised(finding, standing[finding.rule]) for finding in loud if standing[finding.rule].level != "off"
    )
    asked = answers_to(draft, questions, reviewed)
    held = held_back(case, agent, draft, findings=(each.finding for each in findings), now=now)
    return Coached(
        review=reviewed,
        findings=findings,
        silent=tuple(_silenced(finding, silence) for finding in reviewed.findings if silence.covers(finding)),
        questions=asked,
        struck=questions.struck,
        held=held,
        verdict=_verdict(findings, asked, held),
    )


def places_of(said: Coached) -> "list[Place]":
    """Return what stands in a draft as it is sent: findings that are neither silent nor a part of what holds it."""
    own = [Place(each.finding.rule, each.finding.text) for each in said.findings]
    return own + [Place(held.rule, held.words) for held in said.held if held.rule == UNRECORDED]


def _advised(finding: "Finding", standing: Standing) -> Advised:
    if standing.level == "hint" and finding.severity != "hint":
        return Advised(replace(finding, severity="hint"), standing.ground)
    return Advised(finding)


def _silenced(finding: "Finding", silence: Silence) -> Silenced:
    if finding.rule in silence.for_me:
        return Silenced(finding, "me")
    return Silenced(finding, "case" if finding.rule in silence.in_case else "place")


def _verdict(findings: "Sequence[Advised]", questions: "Sequence[Question]", held: "Sequence[Held]") -> "Verdict":
    if held:
        return "hold"
    if any(each.severity != "hint" for each in findings) or not all(each.answered for each in questions):
        return "look"
    return "send"
