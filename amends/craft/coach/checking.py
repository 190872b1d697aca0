"""Checks that a rule can fire, in one way, and that a company's own phrases can be read and cost little."""

import re
from collections.abc import Iterator
from typing import Final, NoReturn

from amends.craft.coach.fields import Fields
from amends.craft.coach.packaged import word_lists
from amends.craft.coach.phrases import spellings_of
from amends.craft.coach.rules import ANY_LANGUAGE, Rule, Said
from amends.craft.coach.wording import Gap, Group, Wording, parse
from amends.craft.refusal import Malformed

_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,30}(?:\.[a-z0-9_]{1,30}){1,3}")
_MOST_GAPS: Final = 2
_MOST_OPTIONAL: Final = 6
_LONGEST_PHRASE: Final = 400  # code points
_MOST_PHRASES: Final = 500
_LONGEST_SAID: Final = 300  # code points of a reason or a suggestion


def check(rule: Rule, fields: Fields) -> None:
    """See that the rule can fire, in one way, and that what is packaged speaks English and shows examples."""
    if not rule.house and "en" not in rule.languages:
        fields.refuse("it has no English")
    if not rule.languages:
        fields.refuse("it says nothing in any language: it needs a table “en”, “de”, “es” or “any”")
    for code, said in rule.languages.items():
        said_ways = (said.wordings.phrases, said.wanted, said.spelt)
        ways = (rule.fires_on, rule.missing, rule.longer_than, *said_ways)
        if sum(map(bool, ways)) != 1:
            fields.refuse(f"in “{code}” it needs just one of phrases, fires_on, missing, longer_than, wanted, spelt")
        if not rule.house and not (said.bad and said.good):
            fields.refuse(f"in “{code}” it needs a bad and a good example")


def check_house(rule: Rule, fields: Fields) -> None:
    """See that a company's own rule holds nothing back, and that all its phrases can be read."""
    if not _ID.fullmatch(rule.id):
        fields.refuse("its id needs small letters and a dot, as in “house.cheap”")
    if rule.hold:
        fields.refuse("a rule of the house can't hold a reply back")
    if rule.hides:
        fields.refuse("a rule of the house can't hide another")
    for code, said in rule.languages.items():
        if max(len(rule.why), len(said.suggestion)) > _LONGEST_SAID:
            fields.refuse(f"in “{code}” it says more than {_LONGEST_SAID} letters")
        phrases = tuple(_phrases(said))
        if len(phrases) > _MOST_PHRASES:
            fields.refuse(f"in “{code}” it has more than {_MOST_PHRASES} phrases")
        for phrase in phrases:
            _check_phrase(phrase, code, fields)


def _phrases(said: Said) -> Iterator[str]:
    yield from (*said.wordings.phrases, *said.wordings.unless, *said.wanted)
    for name in said.spelt:
        yield from spellings_of(name) or (name,)


def _check_phrase(phrase: str, code: str, fields: Fields) -> None:
    """Refuse a phrase that can't be read, or that could be matched in too many ways."""

    def refuse(fault: str) -> NoReturn:
        fields.refuse(f"in “{code}”, “{phrase}”: {fault}")

    if len(phrase) > _LONGEST_PHRASE:
        refuse(f"it is longer than {_LONGEST_PHRASE} letters")
    try:
        wording = parse(phrase, word_lists("sets", "" if code == ANY_LANGUAGE else code))
    except Malformed as fault:
        refuse(str(fault.data.get("fault", fault)))
    gaps, optional = _counted(wording)
    if gaps > _MOST_GAPS:
        refuse(f"it has more than {_MOST_GAPS} gaps")
    if optional > _MOST_OPTIONAL:
        refuse(f"it has more than {_MOST_OPTIONAL} parts that may be missing")


def _counted(wording: Wording) -> tuple[int, int]:
    """Count the gaps, and the parts that may be missing, also inside groups."""
    gaps = optional = 0
    for piece in wording:
        if isinstance(piece, Gap):
            gaps += 1
        elif isinstance(piece, Group):
            optional += piece.optional
            inner = [_counted(choice) for choice in piece.choices]
            gaps += max(count for count, _ in inner)
            optional += sum(count for _, count in inner)
    return gaps, optional
