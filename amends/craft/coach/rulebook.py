"""The coach's rules: read from their packs, checked, and refused with a plain word where one is malformed."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from amends.craft.coach.fields import Fields
from amends.craft.coach.packaged import LANGUAGES, Wordings, packs, text_of
from amends.craft.refusal import Malformed

type Severity = Literal["error", "warning", "hint"]
type Stage = Literal["first", "offer", "disagreed", "own_up", "follow_up", "ending"]
type Channel = Literal["email", "chat", "phone", "letter", "web"]
type Condition = Literal["complaint", "named", "again"]

STAGES: Final[tuple[Stage, ...]] = get_args(Stage.__value__)
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel.__value__)
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity.__value__)
CONDITIONS: Final[tuple[Condition, ...]] = get_args(Condition.__value__)


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that a rule must find fault with, or must not, and where it stands."""

    draft: str
    message: str = ""
    stage: Stage = "first"
    channel: Channel = "email"
    again: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A rule in one language: its wordings, what to write instead, and its examples."""

    wordings: Wordings
    suggestion: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the coach points out.

    It fires on its wordings, on each sentence with a sign of `fires_on`, once where all of `missing` are missing, or
    where the draft has more words than `longer_than`; but not where a sign of `without` stands within `near` sentences,
    and only where all of `along` stand in the sentence and one of `along_near` within `near`.
    """

    id: str
    theme: str
    craft: str
    severity: Severity
    why: str
    hold: bool
    stages: tuple[Stage, ...]
    channels: tuple[Channel, ...]
    when: tuple[Condition, ...]
    fires_on: tuple[str, ...]
    missing: tuple[str, ...]
    longer_than: int
    along: tuple[str, ...]
    along_near: tuple[str, ...]
    without: tuple[str, ...]
    near: int
    hides: tuple[str, ...]
    languages: Mapping[str, Said]

    def said(self, language: str) -> Said | None:
        """Give the rule in `language`; what must not leave, and needs no wordings, speaks English to all others."""
        found = self.languages.get(language)
        return found or (self.languages["en"] if self.hold and self.fires_on else None)


@cache
def rulebook() -> tuple[Rule, ...]:
    """Give all packaged rules."""
    return tuple(rule for pack in packs() for rule in read_pack(pack, text_of("packs", pack)))


def read_pack(name: str, text: str) -> tuple[Rule, ...]:
    """Read one pack; raises `Malformed` that names the pack, the rule and the fault."""
    try:
        pack = Fields(tomllib.loads(text), place=name)
    except tomllib.TOMLDecodeError as fault:
        raise Malformed("coach_pack", place=name, fault=str(fault)) from fault
    theme = pack.text("theme")
    rules = tuple(_rule(fields, theme) for fields in pack.tables("rule"))
    pack.finish()
    twice = {rule.id for rule in rules if sum(other.id == rule.id for other in rules) > 1}
    if twice:
        pack.refuse(f"these ids stand twice: {', '.join(sorted(twice))}")
    return rules


def _rule(fields: Fields, theme: str) -> Rule:
    fields.named(fields.text("id"))
    rule = Rule(
        id=fields.text("id"),
        theme=theme,
        craft=fields.text("craft"),
        severity=fields.one_of("severity", SEVERITIES),
        why=fields.text("why"),
        hold=fields.switch("hold"),
        stages=fields.some_of("stages", STAGES),
        channels=fields.some_of("channels", CHANNELS),
        when=fields.some_of("when", CONDITIONS, default=()),
        fires_on=fields.texts("fires_on"),
        missing=fields.texts("missing"),
        longer_than=fields.number("longer_than"),
        along=fields.texts("with"),
        along_near=fields.texts("with_near"),
        without=fields.texts("without"),
        near=fields.number("near"),
        hides=fields.texts("hides"),
        languages={code: _said(fields.table(code)) for code in LANGUAGES if fields.has(code)},
    )
    fields.finish()
    _check(rule, fields)
    return rule


def _check(rule: Rule, fields: Fields) -> None:
    """See that the rule can fire, in one way, and that it speaks English."""
    if "en" not in rule.languages:
        fields.refuse("it has no English")
    for code, said in rule.languages.items():
        ways = (bool(said.wordings.phrases), bool(rule.fires_on), bool(rule.missing), bool(rule.longer_than))
        if sum(ways) != 1:
            fields.refuse(f"in “{code}” it needs just one of phrases, fires_on, missing, longer_than")
        if not said.bad or not said.good:
            fields.refuse(f"in “{code}” it needs a bad and a good example")


def _said(fields: Fields) -> Said:
    said = Said(
        wordings=Wordings(fields.texts("phrases"), fields.texts("unless")),
        suggestion=fields.text("suggestion"),
        bad=tuple(_examples(fields, "bad")),
        good=tuple(_examples(fields, "good")),
    )
    fields.finish()
    return said


def _examples(fields: Fields, key: str) -> Iterator[Example]:
    for entry in fields.entries(key):
        if isinstance(entry, str):
            yield Example(entry)
            continue
        yield Example(
            draft=entry.text("draft") * (entry.number("times") or 1),
            message=entry.text("message", default=""),
            stage=entry.one_of("stage", STAGES, default="first"),
            channel=entry.one_of("channel", CHANNELS, default="email"),
            again=entry.switch("again"),
        )
        entry.finish()
