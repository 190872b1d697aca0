"""Margin notes of the coach: each finding, and each promise of money that holds a mail, as a card."""

import re
from binascii import crc32
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from amends.craft.money import parse, show
from amends.craft.text import fold
from amends.desk.replies.holding import BEYOND, UNRECORDED
from amends.doors.workbench.margin import CoachFinding
from amends.doors.workbench.showing.demands import DEMANDS
from amends.doors.workbench.showing.promised import promise_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from amends.craft.coach import Finding, Severity
    from amends.desk.advice.rules import Ground
    from amends.desk.replies.holding import Held
    from amends.doors.workbench.margin import CoachPromise, Level
    from amends.doors.workbench.showing.file import CaseFile

QUOTED: Final = re.compile(r"(?:(?<=[Ww]rite )|(?<=[Ss]ay ))[“„]([^“„”]+)[”“]\.$|(?<=: )[“„]([^“„”]+)[”“]$")
"""Words to take end the advice, in quotes after a colon: “…”, or: Write “…”. Other quotes only speak of words."""
LEVELS: "Final[Mapping[Severity, Level]]" = {"error": "must", "warning": "better", "hint": "hint"}
GRAVER: "Final[Sequence[Level]]" = ("must", "better", "hint")
QUIETLY: "Final[Mapping[Ground, str]]" = {
    "turned_down": "Mostly dismissed here, so it only hints.",
    "pinned_hint": "A lead has it hint only.",
}


def card_of(finding: "Finding", *, ground: "Ground" = "", dismissable: bool = False) -> CoachFinding:
    """Return a margin note; of its advice, the words in quotes are what Use puts into the draft."""
    advice = finding.suggestion.strip()
    quoted = QUOTED.search(advice)
    return CoachFinding(
        key=_key(finding.rule, finding.text),
        rule=finding.rule,
        level=LEVELS[finding.severity],
        title=finding.why,
        why=advice[: quoted.start()].strip() if quoted else advice,
        suggestion=quoted[1] or quoted[2] if quoted else "",
        start=finding.start,
        end=finding.end,
        words=finding.text,
        craft=finding.craft,
        demand=DEMANDS.get(finding.craft, ""),
        dismissable=dismissable,
        quietly=QUIETLY.get(ground, ""),
    )


def cards_of_money(file: "CaseFile", held: "Iterable[Held]", draft: str) -> "Iterable[CoachFinding]":
    """Return a card for what may not be given here, and for what was promised in words and recorded nowhere."""
    for each in held:
        if each.rule not in {BEYOND, UNRECORDED}:
            continue
        promise = promise_at(file, draft, each.start) if each.rule == UNRECORDED else None
        title, why = _beyond(file, each) if each.rule == BEYOND else _unrecorded(file, each, promise)
        yield CoachFinding(
            key=_key(each.rule, each.words),
            rule=each.rule,
            level="must",
            title=title,
            why=why,
            suggestion="",
            start=each.start,
            end=each.end,
            words=each.words,
            craft="C2.5",
            demand=DEMANDS["C2.5"],
            promise=promise,
        )


def in_order(cards: "Iterable[CoachFinding]") -> tuple[CoachFinding, ...]:
    """Put cards in the order of their words, those about the whole draft last, and give each a key of its own."""
    ordered = sorted(cards, key=lambda card: (card.end == card.start, card.start, GRAVER.index(card.level)))
    seen: Counter[str] = Counter()
    kept = []
    for card in ordered:
        seen[card.key] += 1
        kept.append(replace(card, key=f"{card.key}-{seen[card.key]}"))
    return tuple(kept)


def amount_shown(file: "CaseFile", amount: str) -> str:
    """Return an amount of the desk's ("40.00 EUR") as the viewer reads it."""
    return show(parse(amount), file.viewer.settings.language)


def _beyond(file: "CaseFile", held: "Held") -> tuple[str, str]:
    left = f"{amount_shown(file, held.most)} is left to you. " if held.most else ""
    return "More than you may promise", f"{left}Draft it as an offer: somebody who may is asked at once."


def _unrecorded(file: "CaseFile", held: "Held", promise: "CoachPromise | None") -> tuple[str, str]:
    when = f", {promise.when}" if promise and promise.when else ""
    said = f"You promise: “{promise.thing if promise else held.words}”{when}."
    return f"{amount_shown(file, held.amount)}, recorded nowhere", f"{said} Record it or offer it, so that it is kept."


def _key(rule: str, words: str) -> str:
    return f"{rule}-{crc32(fold(words).encode()):x}"
