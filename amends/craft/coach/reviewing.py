"""Reviews a draft: what it does, what is wrong with it, what it answers, and whether it may go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypedDict, Unpack

from amends.craft.coach.acting import Act, acts_of
from amends.craft.coach.answering import Answer, answers_of
from amends.craft.coach.asking import questions_of
from amends.craft.coach.courtesy import politeness_of
from amends.craft.coach.judging import Finding, Occasion, findings_of
from amends.craft.coach.marks import marked
from amends.craft.coach.naming import customer_name
from amends.craft.coach.reading import Draft, read
from amends.craft.coach.reasking import Told, findings_of_asking, may_ask, told_of
from amends.craft.coach.restating import mentions, terms_told
from amends.craft.coach.rules import Channel, Condition, Quiet, Rule, Stage
from amends.craft.coach.signing import signed_by_human
from amends.craft.listening import Heard, hear_once
from amends.craft.text import fold

type Verdict = Literal["send", "look", "hold"]

_UPSET: Final = frozenset({"angry", "disappointed"})
_SURE: Final = 0.7  # from this on a message is a complaint: below, a rule would speak to mere enquiries
_LISTENS: Final = 40_000  # code points of a message


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
    not be asked for again; `signature` is what the desk puts under the draft. Without them, name and facts are read
    from the message.
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

    `house` are rules of a company's own (`read_pack(…, house=True)`; pass the same tuple each time, it is compiled
    once); `quiet` turns rules down to a hint or off, by their ids. `known` is what the desk knows of the case.
    """
    heard = hear_once(message) if message.strip() else None
    name = known.get("customer") or customer_name(message)
    read_draft = marked(read(draft, message=message, house=house), message, name=name)
    acts = acts_of(read_draft, message, name=name)
    occasion = Occasion(
        stage=stage,
        channel=channel,
        name=name,
        so=frozenset(_so(read_draft, heard, name, again=known.get("again", False))),
        about=terms_told(message, read_draft.language),
        said=frozenset(_said(read_draft, acts, message, name=name, signature=known.get("signature", ""))),
        theirs=fold(message[:_LISTENS]),
    )
    told = known["told"] if "told" in known else told_of(message) if may_ask(read_draft) else ()
    found = findings_of(read_draft, acts, occasion, house=house, quiet=quiet)
    asked = findings_of_asking(read_draft, told, quiet=quiet)
    findings = tuple(sorted((*found, *asked), key=lambda finding: finding.start))
    questions = _answers(read_draft, heard)
    verdict = _verdict(findings, questions)
    return Review(findings, acts, politeness_of(read_draft), questions, verdict, read_draft.language)


def _so(draft: Draft, heard: Heard | None, name: str, *, again: bool) -> Iterator[Condition]:
    """Give what the rules may want to know of the case."""
    complains = heard is not None and heard.complaint >= _SURE
    if complains:
        yield "complaint"
    if complains or (heard and heard.tone in _UPSET):
        yield "upset"
    if name:
        yield "named"
    if again:
        yield "again"
    if heard or any(sentence.part != "body" for sentence in draft.sentences):
        yield "whole"


def _said(draft: Draft, acts: Sequence[Act], message: str, *, name: str, signature: str) -> Iterator[str]:
    """Give what the draft says as a whole, as signs."""
    if signed_by_human(draft, name=name, signature=signature):
        yield "human"
    else:
        yield "nobody"
    if not any(act.act == "restatement" for act in acts) and mentions(draft, message):
        yield "mentioned"


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
