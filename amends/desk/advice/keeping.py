"""Leads keep the rules of the house: checked by the craft and by their own words before anybody meets them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from django.db import transaction

from amends.craft.coach import review
from amends.craft.refusal import Malformed, Missing
from amends.desk.advice.house import LONGEST_LINE, MOST_WORDS, HouseCard, document_of, id_of, phrase_of, plain, rules_in
from amends.desk.advice.models import HouseRule, Pin, RuleChange
from amends.desk.people.staff import refuse_all_but_leads

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from amends.craft.coach import Rule
    from amends.desk.advice.house import Kind, Severity
    from amends.desk.people.models import Agent

LONGEST_REPLY: Final = range(20, 2001)
"""Words to which a house may hold its replies."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule of the house that can be kept: its pack, and the rules in it."""

    card: HouseCard
    document: str
    rules: "tuple[Rule, ...]"


def check(card: HouseCard, *, slug: str = "") -> Checked:
    """Return a card as a pack that the coach can read, with which it finds what it is to find.

    Raises Missing ("house_words", "house_rule") where nothing is to be found, Malformed for what can't be read
    ("coach_pack"), is too much ("house_many"), no number of words ("house_length"), isn't found where it stands
    ("house_unfound"), or is found in a good example or in what is to be written instead ("house_found").
    """
    card = _tidy(card)
    document = document_of(card, slug or _slug_of(card))
    rules = rules_in(slug or "house", document)
    if not rules:
        raise Missing("house_rule")
    if card.kind == "never":
        for line in card.words:
            _refuse_unfound(line.replace("*", ""), rules)
        _refuse_found(card.instead, rules)
    for rule in rules:
        _prove(rule)
    return Checked(card, document, rules)


@transaction.atomic
def keep(card: HouseCard, agent: "Agent", *, now: "datetime", row: HouseRule | None = None) -> HouseRule:
    """Keep a rule of the house, new or in place of another, with a record of the change.

    Raises NotAllowed to all but leads, Malformed ("house_ids") for ids that another rule has, and as `check`.
    """
    refuse_all_but_leads(agent)
    slug = row.slug if row is not None else _free(_slug_of(_tidy(card)))
    checked = check(card, slug=slug)
    row = row or HouseRule(slug=slug)
    _refuse_ids_of_others(checked.rules, row)
    before = row.document
    card = checked.card
    row.kind, row.words, row.document = card.kind, "\n".join(card.words), checked.document
    row.instead, row.why, row.severity = card.instead[:300], card.why[:300], card.severity
    row.made_by, row.made_at, row.ended_at = agent, now, None
    row.save()
    if before != row.document:
        RuleChange.objects.create(rule=row.rule, agent=agent, at=now, before=before, after=row.document)
    return row


@transaction.atomic
def end(row: HouseRule, agent: "Agent", *, now: "datetime") -> None:
    """Take a rule of the house away; what it found before stays counted."""
    refuse_all_but_leads(agent)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    RuleChange.objects.create(rule=row.rule, agent=agent, at=now, before=row.document, after="")


@transaction.atomic
def pin(rule: str, state: str, agent: "Agent", *, now: "datetime") -> None:
    """Say how loudly a rule speaks, whatever becomes of its findings; no state leaves it to these again.

    Raises NotAllowed to all but leads, Malformed ("pin") for an unknown state.
    """
    refuse_all_but_leads(agent)
    if state not in {"", *Pin.State.values}:
        raise Malformed("pin", state=state)
    before = Pin.objects.filter(rule=rule).values_list("state", flat=True).first() or ""
    if state == before:
        return
    if state:
        Pin.objects.update_or_create(rule=rule, defaults={"state": state, "agent": agent, "at": now})
    else:
        Pin.objects.filter(rule=rule).delete()
    RuleChange.objects.create(rule=rule, agent=agent, at=now, before=before, after=state)


def rules_of_the_house() -> "QuerySet[HouseRule]":
    """Return the rules of the house in use, with who wrote them."""
    return HouseRule.objects.in_use().select_related("made_by")


def card_of(row: HouseRule) -> HouseCard:
    """Return a row as it was filled in."""
    return HouseCard(
        kind=cast("Kind", row.kind),
        words=tuple(row.words.splitlines()),
        instead=row.instead,
        why=row.why,
        severity=cast("Severity", row.severity),
        document=row.document,
    )


def changes_of(rule: str) -> "QuerySet[RuleChange]":
    """Return who changed what about a rule, the newest first."""
    return RuleChange.objects.filter(rule=rule).select_related("agent")


def _tidy(card: HouseCard) -> HouseCard:
    words = tuple(dict.fromkeys(line for raw in card.words if phrase_of(line := plain(raw))))
    if card.kind == "written":
        if not card.document.strip():
            raise Missing("house_rule")
        return replace(card, words=(), document=card.document.replace("\r\n", "\n"))
    if not words:
        raise Missing("house_words")
    if len(words) > MOST_WORDS or any(len(line) > LONGEST_LINE for line in words):
        raise Malformed("house_many", most=MOST_WORDS, longest=LONGEST_LINE)
    if card.kind == "length" and not (words[0].isdecimal() and int(words[0]) in LONGEST_REPLY):
        raise Malformed("house_length", least=LONGEST_REPLY.start, most=LONGEST_REPLY.stop - 1)
    return replace(card, words=words, instead=plain(card.instead), why=plain(card.why), document="")


def _slug_of(card: HouseCard) -> str:
    """Return a name for a rule, from its first words."""
    begins = {"written": "own", "length": "length"}.get(card.kind) or card.words[0]
    return id_of(begins, otherwise=card.kind)


def _free(slug: str) -> str:
    """Return the name, or with the first number behind it that nobody has."""
    taken = set(HouseRule.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    names = (slug, *(f"{slug}_{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _found(text: str, rules: "Iterable[Rule]") -> bool:
    rules = tuple(rules)
    ids = {rule.id for rule in rules}
    return any(finding.rule in ids for finding in review(text, house=rules).findings)


def _refuse_unfound(words: str, rules: "tuple[Rule, ...]") -> None:
    if not _found(f"This is {words} here.", rules):
        raise Malformed("house_unfound", words=words)


def _refuse_found(words: str, rules: "tuple[Rule, ...]") -> None:
    if words and _found(f"This is {words} here.", rules):
        raise Malformed("house_found", words=words)


def _prove(rule: "Rule") -> None:
    """Try a rule on the examples that it brings."""
    for said in rule.languages.values():
        for examples, wanted in ((said.bad, True), (said.good, False)):
            for each in examples:
                reviewed = review(
                    each.draft, message=each.message, stage=each.stage, channel=each.channel, house=(rule,)
                )
                if any(finding.rule == rule.id for finding in reviewed.findings) != wanted:
                    raise Malformed("house_unfound" if wanted else "house_found", words=each.draft)


def _refuse_ids_of_others(rules: "tuple[Rule, ...]", row: HouseRule) -> None:
    others = HouseRule.objects.in_use().exclude(pk=row.pk).values_list("slug", "document")
    taken = {rule.id for slug, document in others for rule in rules_in(slug, document)}
    twice = sorted(taken.intersection(rule.id for rule in rules))
    if twice:
        raise Malformed("house_ids", ids=", ".join(twice))
