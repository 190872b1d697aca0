"""The words by which an offer is put to the customer: plain and firm, in their language, exact in amounts and dates."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amends.craft.money import show
from amends.desk.policies.wording import instant, language_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from amends.desk.offers.models import Offer, Option
    from amends.desk.policies.models import DeskSettings


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language."""

    one: str
    all: str
    choose: str
    refuse: str
    instead: str
    appeal: str
    by: str


PHRASES = {
    "en": Phrases(
        one="We can do this for you: {options}",
        all="We can do this for you, all of it:\n{options}",
        choose="We can do this for you; please tell us which you choose:\n{options}",
        refuse="What you ask for is not possible, and this is why: {reason}",
        instead="This is what we can do instead.",
        appeal="If you see it differently: {appeal}",
        by="{thing}. If you say yes today, it is done by {when}.",
    ),
    "de": Phrases(
        one="Das können wir für Sie tun: {options}",
        all="Das können wir für Sie tun, und zwar alles zusammen:\n{options}",
        choose="Das können wir für Sie tun; sagen Sie uns bitte, was Sie wählen:\n{options}",
        refuse="Worum Sie bitten, ist nicht möglich, und zwar aus diesem Grund: {reason}",
        instead="Stattdessen können wir Folgendes tun.",
        appeal="Wenn Sie es anders sehen: {appeal}",
        by="{thing}. Wenn Sie heute zustimmen, ist es bis {when} erledigt.",
    ),
}


def words_of_offer(offer: "Offer", settings: "DeskSettings", language: str, *, now: "datetime") -> str:
    """Return what goes into the reply: the reason of a refusal, the options with amounts and dates, another way."""
    language = language_of(language)
    phrases, options = PHRASES[language], list(offer.options.all())
    lines = [_option(option, settings, language, now=now) for option in options]
    parts = []
    if offer.refuses:
        parts.append(phrases.refuse.format(reason=offer.reason))
        parts += [phrases.instead] if lines else []
    if lines:
        parts.append(_listed(lines, phrases, together=offer.together))
    if offer.appeal:
        parts.append(phrases.appeal.format(appeal=offer.appeal))
    return "\n\n".join(parts)


def _listed(lines: "Sequence[str]", phrases: Phrases, *, together: bool) -> str:
    if len(lines) == 1:
        return phrases.one.format(options=lines[0])
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    return (phrases.all if together else phrases.choose).format(options=numbered)


def _option(option: "Option", settings: "DeskSettings", language: str, *, now: "datetime") -> str:
    thing = option.title.rstrip(". ")
    if option.money is not None:
        thing = f"{thing}, {show(option.money, language)}"
    due = settings.calendar.close_of_day(now, option.due_days)
    return PHRASES[language].by.format(thing=thing, when=instant(due, settings.zone, language))
