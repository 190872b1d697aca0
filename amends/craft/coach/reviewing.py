"""Reviews a draft: what it does, what is wrong with it, what it answers, and whether it may go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

from amends.craft.coach.acting import Act, acts_of
from amends.craft.coach.answering import Answer, answers_of
from amends.craft.coach.asking import questions_of
from amends.craft.coach.courtesy import politeness_of
from amends.craft.coach.judging import Finding, Occasion, findings_of
from amends.craft.coach.naming import customer_name
from amends.craft.coach.reading import Draft, read
from amends.craft.coach.reasking import Told, findings_of_asking
from amends.craft.coach.rules import Channel, Condition, Quiet, Rule, Stage
from amends.craft.coach.stems import terms
from amends.craft.listening import Heard, hear_once

type Verdict = Literal["send", "look", "hold"]


@dataclass(frozen=True, slots=True)
class Review:
    """All the coach has to say about a draft; places count code points of the normalised draft.

    `politeness` runs from 0 to 1 and is None in a language the coach doesn't know. `language` is that of the draft.
    """

    findings: tuple[Finding, ...]
    acts: tuple[Act, ...]
    politeness: float | None
    questions: tuple[Answer, ...]
    verdict: Verdict
    language: str


class Known(TypedDict, total=False):
    """What the desk knows beside the words of a message and its answer.

    `customer` is the customer's name; `again` says that we have failed them before, `told` what they gave us and may
    not be asked for again; `signature` is what the desk puts under the draft.
    """

    customer: str
    again: bool
    told: Sequence[Told]
    signature: str


def review(
    draft: str,
    *,
    message: str = "",
    stage: Stage = "first",
    channel: Channel = "email",
    house: tuple[Rule, ...] = (),
    quiet: Mapping[str, Quiet] | None = None,
    **known: Unpack[Known],
) -> Review:
    """Review `draft`, an answer to the customer's `message`, without storing anything.

    `known` is what the desk knows of the case; without it, name and facts are read from the message.
    `house` are rules of a company's own (`read_pack(…, house=True)`; pass the same tuple each time, it is compiled
    once); `quiet` turns rules down to a hint or off, by their ids.
    """
    read_draft = read(draft, message=message, house=house)
    heard = hear_once(message) if message.strip() else None
    name = known.get("customer") or customer_name(message)
    acts = acts_of(read_draft, message, name=name)
    occasion = Occasion(
        stage, channel, name, _so(heard, name, again=known.get("again", False)), terms(message, read_draft.language)
    )
    findings = findings_of(read_draft, acts, occasion, house=house, quiet=quiet)
    findings = tuple(
        sorted((*findings, *findings_of_asking(read_draft, known.get("told", ()))), key=lambda found: found.start)
    )
    questions = _answers(read_draft, heard)
    return Review(
        findings, acts, politeness_of(read_draft), questions, _verdict(findings, questions), read_draft.language
    )


def _so(heard: Heard | None, name: str, *, again: bool) -> frozenset[Condition]:
    """Give what the rules may want to know of the case."""
    so: set[Condition] = set()
    if heard and heard.is_complaint:
        so.add("complaint")
    if name:
        so.add("named")
    if again:
        so.add("again")
    return frozenset(so)


def _answers(draft: Draft, heard: Heard | None) -> tuple[Answer, ...]:
    if heard is None or not draft.known:
        return ()
    language = draft.language if heard.language == "und" else heard.language
    return answers_of(draft, questions_of(heard.questions, language))


def _verdict(findings: tuple[Finding, ...], questions: tuple[Answer, ...]) -> Verdict:
    if any(finding.hold for finding in findings):
        return "hold"
    if any(finding.severity != "hint" for finding in findings) or not all(answer.answered for answer in questions):
        return "look"
    return "send"
