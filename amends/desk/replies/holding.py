"""What must not leave: found before a reply is sent, and sent all the same only by a person with a reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amends.craft.refusal import Missing, NotAllowed
from amends.desk.advice.actions import Held as Kept
from amends.desk.advice.catalogue import UNRECORDED
from amends.desk.policies.rules import VARIABLE
from amends.desk.replies.promised import promised_in, promises_beyond, recorded

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.coach import Finding
    from amends.desk.cases.models import Case
    from amends.desk.people.models import Agent

__all__ = ["BEYOND", "UNRECORDED", "VARIABLE_LEFT", "Held", "as_kept", "held_back", "refuse_held"]

BEYOND, VARIABLE_LEFT = "promised_beyond", "variable"


@dataclass(frozen=True, slots=True)
class Held:
    """Something that holds a reply, with its place in the text.

    `rule` is a rule of the coach, or one of `BEYOND`, `UNRECORDED`, `VARIABLE_LEFT`; `most` is what may be promised.
    What is `absolute` doesn't go with a reason either.
    """

    rule: str
    words: str
    start: int
    end: int
    amount: str = ""
    most: str = ""
    absolute: bool = False


def held_back(
    case: "Case", agent: "Agent", text: str, *, findings: "Iterable[Finding]", now: "datetime"
) -> tuple[Held, ...]:
    """Return all that holds a text, what can't go at all first."""
    if not text.strip():
        return ()
    beyond = tuple(_beyond(case, agent, text, now=now))
    variables = tuple(
        Held(VARIABLE_LEFT, found.group(1), found.start(), found.end()) for found in VARIABLE.finditer(text)
    )
    taken = [(each.start, each.end) for each in variables]
    by_rule = (
        Held(found.rule, found.text, found.start, found.end)
        for found in findings
        if found.hold and not any(start <= found.start < end for start, end in taken)
    )
    known = {each.amount for each in beyond}
    unrecorded = (each for each in _unrecorded(case, text) if each.amount not in known)
    return (*beyond, *variables, *by_rule, *unrecorded)


def refuse_held(held: Sequence[Held], *, reason: str) -> None:
    """Raise for the first thing that holds a text; with a reason, for what can't go at all.

    Missing ("variable") for a variable without a value, NotAllowed ("promised_beyond", "unrecorded", "held") otherwise.
    """
    for each in held:
        if reason.strip() and not each.absolute:
            continue
        match each.rule:
            case "variable":
                raise Missing("variable", name=each.words)
            case "promised_beyond":
                raise NotAllowed("promised_beyond", amount=each.amount, most=each.most)
            case "promise.unrecorded":
                raise NotAllowed("unrecorded", amount=each.amount, words=each.words)
            case _:
                raise NotAllowed("held", rule=each.rule, words=each.words)


def as_kept(held: Sequence[Held]) -> list[Kept]:
    """Return what is kept of a reply that went all the same."""
    return [Kept(each.rule, each.words) for each in held]


def _beyond(case: "Case", agent: "Agent", text: str, *, now: "datetime") -> Iterator[Held]:
    for each in promises_beyond(case, agent, text, now=now):
        gift = each.found
        yield Held(BEYOND, gift.text, gift.start, gift.end, str(gift.money), str(each.most or ""), absolute=True)


def _unrecorded(case: "Case", text: str) -> Iterator[Held]:
    """Yield promises of money that no promise or offer of the case says as well."""
    promised = [found for found in promised_in(text) if found.amount is not None]
    known = recorded(case) if promised else set()
    for found in promised:
        assert found.amount is not None
        if (found.amount.amount, found.amount.currency) not in known:
            yield Held(UNRECORDED, found.text, found.start, found.end, str(found.amount))
