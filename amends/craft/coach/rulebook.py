"""The coach's rules: read from their packs, checked, and refused with a plain word where one is malformed."""

import tomllib
from functools import cache
from typing import Final

from amends.craft.coach.checking import check, check_house
from amends.craft.coach.fields import Fields
from amends.craft.coach.packaged import RULED, Wordings, packs, text_of
from amends.craft.coach.rules import ANY_LANGUAGE, CHANNELS, CONDITIONS, SEVERITIES, STAGES, Example, Rule, Said
from amends.craft.refusal import Malformed

_LONGEST_PACK: Final = 200_000  # code points of a company's own
_MOST_RULES: Final = 300


@cache
def rulebook() -> tuple[Rule, ...]:
    """Give all packaged rules."""
    return tuple(rule for pack in packs() for rule in read_pack(pack, text_of("packs", pack)))


def read_pack(name: str, text: str, *, house: bool = False) -> tuple[Rule, ...]:
    """Read one pack; raises `Malformed` that names the pack, the rule and the fault.

    A `house` pack is a company's own: it may do without English, craft numbers and examples, its rules are warnings at
    most and never hold a reply, and their phrases are checked here and now.
    """
    if house and len(text) > _LONGEST_PACK:
        raise Malformed("coach_pack", place=name, fault=f"it is longer than {_LONGEST_PACK:,} letters")
    try:
        pack = Fields(tomllib.loads(text), place=name)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise Malformed("coach_pack", place=name, fault=str(fault)) from fault
    theme = pack.text("theme", default="House" if house else None)
    rules = tuple(_rule(fields, theme, house=house) for fields in pack.tables("rule"))
    pack.finish()
    _check_together(rules, pack, house=house)
    return rules


def _check_together(rules: tuple[Rule, ...], pack: Fields, *, house: bool) -> None:
    """See that no id stands twice, and that a company's rules are its own and not too many."""
    ids = [rule.id for rule in rules]
    if twice := {id_ for id_ in ids if ids.count(id_) > 1}:
        pack.refuse(f"these ids stand twice: {', '.join(sorted(twice))}")
    if not house:
        return
    if len(ids) > _MOST_RULES:
        pack.refuse(f"it has more than {_MOST_RULES} rules")
    if taken := {rule.id for rule in rulebook()}.intersection(ids):
        pack.refuse(f"these ids belong to rules of the coach: {', '.join(sorted(taken))}")


def _rule(fields: Fields, theme: str, *, house: bool) -> Rule:
    fields.named(fields.text("id"))
    severity = fields.one_of("severity", SEVERITIES, default="warning" if house else None)
    rule = Rule(
        id=fields.text("id"),
        theme=theme,
        craft=fields.text("craft", default="C3.2" if house else None),
        severity="warning" if house and severity == "error" else severity,
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
        nowhere=fields.texts("nowhere"),
        near=fields.number("near"),
        nth=fields.number("nth"),
        unnamed=fields.switch("unnamed"),
        ours=fields.switch("ours"),
        hides=fields.texts("hides"),
        house=house,
        languages=_languages(fields, house=house),
    )
    fields.finish()
    check(rule, fields)
    if house:
        check_house(rule, fields)
    return rule


def _languages(fields: Fields, *, house: bool) -> dict[str, Said]:
    """Give what the rule says in each language; a company may write in others than the coach, or for all at once."""
    codes = (*fields.codes(), ANY_LANGUAGE) if house else RULED
    return {code: _said(fields.table(code)) for code in codes if fields.has(code)}


def _said(fields: Fields) -> Said:
    said = Said(
        wordings=Wordings(fields.texts("phrases"), fields.texts("unless")),
        suggestion=fields.text("suggestion"),
        bad=_examples(fields, "bad"),
        good=_examples(fields, "good"),
        wanted=fields.texts("wanted"),
        spelt=fields.texts("spelt"),
    )
    fields.finish()
    return said


def _examples(fields: Fields, key: str) -> tuple[Example, ...]:
    return tuple(Example(entry) if isinstance(entry, str) else _example(entry) for entry in fields.entries(key))


def _example(entry: Fields) -> Example:
    example = Example(
        draft=entry.text("draft") * (entry.number("times") or 1),
        message=entry.text("message", default=""),
        stage=entry.one_of("stage", STAGES, default="first"),
        channel=entry.one_of("channel", CHANNELS, default="email"),
        again=entry.switch("again"),
    )
    entry.finish()
    return example
