"""Texts with variables: the packaged ones, the desk's own, and filling them so that no gap is ever mailed."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from amends.craft.refusal import Missing
from amends.desk.policies import rules
from amends.desk.policies.models import Text

VARIABLE = rules.VARIABLE
LANGUAGES = ("en", "de")
_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and body of a mail, with variables or filled."""

    subject: str
    body: str


def language_of(wished: str) -> str:
    """Return the language in which texts exist: the one wished for, else English."""
    return wished if wished in LANGUAGES else "en"


def wording(kind: str, language: str) -> Wording:
    """Return the desk's own text of that kind, else the packaged one."""
    language = language_of(language)
    own = Text.objects.filter(kind=kind, language=language).first()
    return Wording(own.subject, own.body) if own else packaged(language)[kind]


@cache
def packaged(language: str) -> Mapping[str, Wording]:
    """Return the packaged texts of a language by kind."""
    data = tomllib.loads((files(__package__) / "texts" / f"{language}.toml").read_text(encoding="utf-8"))
    return {kind: Wording(entry["subject"], entry["body"].strip()) for kind, entry in data.items()}


@cache
def owed_words(language: str) -> Mapping[str, str]:
    """Return what each obligation is called, with a place for the customer's name."""
    words = tomllib.loads((files(__package__) / "texts" / "owed.toml").read_text(encoding="utf-8"))
    return {kind: str(said) for kind, said in words[language_of(language)].items()}


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return `template` with its variables replaced.

    Raises Missing with the name of the first variable that is unknown; an empty value is a value.
    """

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in values:
            raise Missing("variable", name=name)
        return values[name]

    return VARIABLE.sub(value, template)


def gaps(template: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the variables that have no value, or an empty one."""
    return tuple(dict.fromkeys(name for name in VARIABLE.findall(template) if not values.get(name)))


def instant(at: datetime, zone: str, language: str) -> str:
    """Return an instant as a customer reads it: weekday, date, time and zone, never just "tomorrow"."""
    language = language_of(language)
    local = at.astimezone(ZoneInfo(zone))
    day, month = _DAYS[language][local.weekday()], _MONTHS[language][local.month - 1]
    if language == "de":
        return f"{day}, {local.day}. {month} {local.year}, {local:%H:%M} Uhr ({zone})"
    return f"{day} {local.day} {month} {local.year}, {local:%H:%M} ({zone})"
