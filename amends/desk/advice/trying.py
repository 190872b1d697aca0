"""A rule of the house tried before anybody meets it: on a text, and on the newest replies, within a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from amends.craft.coach import Rule, review
from amends.craft.coach.packaged import RULED
from amends.craft.coach.signs import house_book
from amends.craft.text import fold, normalise
from amends.desk.cases.models import Message

if TYPE_CHECKING:
    from amends.craft.coach import Finding
    from amends.desk.people.models import Agent

NEWEST: Final = 1000
SECONDS: Final = 1.5
"""How long it may take to look through them; what isn't looked at by then is said to be left."""
EXAMPLES: Final = 3
_AROUND: Final = 60
_BREAKS: Final = re.compile(r"\s+")
LONGEST_TRIED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Met:
    """A reply that met a rule: its case, and the words with a little of what stands around them."""

    case: str
    customer: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Often:
    """How many of the newest replies met a rule; fewer than there are may have been looked at in time."""

    replies: int
    looked_at: int
    met: int
    examples: tuple[Met, ...] = ()


def found_in(text: str, rules: tuple[Rule, ...]) -> "tuple[Finding, ...]":
    """Return what rules of the house find in a text, in order; places count code points of `normalise(text)`."""
    ids = {rule.id for rule in rules}
    found = review(text[:LONGEST_TRIED], house=rules).findings
    return tuple(finding for finding in found if finding.rule in ids)


def how_often(rules: tuple[Rule, ...], agent: "Agent", *, seconds: float = SECONDS) -> Often:
    """Return how many of the newest replies that `agent` may see would have met a rule, with a few of them.

    One query; the texts are looked through for its first words, and only where these stand the coach reads on.
    """
    replies = Message.objects.visible_to(agent).filter(kind=Message.Kind.REPLY, direction=Message.Direction.OUT)
    rows = list(replies.select_related("case__customer").order_by("-pk")[:NEWEST])
    until = monotonic() + seconds
    looked_at = met = 0
    examples: list[Met] = []
    for row in rows:
        if monotonic() > until:
            break
        looked_at += 1
        found = found_in(row.shown, rules) if _may_meet(row.shown, rules) else ()
        met += bool(found)
        if found and len(examples) < EXAMPLES:
            examples.append(_met(row, found[0]))
    return Often(len(rows), looked_at, met, tuple(examples))


def _may_meet(text: str, rules: Sequence[Rule]) -> bool:
    """Whether the words of any rule stand in a text; rules about what is missing or too long may meet any."""
    if any(_needs_all(rule) for rule in rules):
        return True
    folded = fold(normalise(text))
    return any(True for language in RULED for _ in _hits(folded, language, tuple(rules)))


def _needs_all(rule: Rule) -> bool:
    said = rule.languages.values()
    return bool(rule.missing or rule.longer_than or rule.fires_on) or any(each.wanted for each in said)


def _hits(folded: str, language: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    return (hit.key for hit in house_book(language, rules).find(folded, 0, len(folded)) if hit.key[0] not in "!?")


def _met(row: Message, finding: "Finding") -> Met:
    """Return a reply with what stands around the words, cut between words."""
    text = normalise(row.shown)
    before = text[max(0, finding.start - _AROUND) : finding.start]
    after = text[finding.end : finding.end + _AROUND]
    if finding.start > _AROUND:
        before = before.partition(" ")[2]
    if finding.end + _AROUND < len(text):
        after = after.rpartition(" ")[0]
    return Met(row.case.number, str(row.case.customer), _one_line(before), finding.text, _one_line(after))


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text)
