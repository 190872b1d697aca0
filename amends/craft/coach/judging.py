"""Tries every rule on a draft and gives what it found, each fault once and with its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from amends.craft.coach.acting import Act
from amends.craft.coach.phrases import Hit
from amends.craft.coach.reading import Draft, Sentence
from amends.craft.coach.rulebook import rulebook
from amends.craft.coach.rules import Channel, Condition, Quiet, Rule, Severity, Stage
from amends.craft.coach.stems import shared, terms, total
from amends.craft.text import fold

_OFTEN_ENOUGH: Final = 12  # places at which one rule speaks
_OF_GREETINGS: Final = frozenset({"wrong_name", "shout"})
_OF_ANY_MATTER: Final = frozenset({"arrive", "send", "answer", "write", "call", "contact", "help", "look", "process"})
_WHOLE: Final = -1  # the place of what is found with the draft as a whole
_GRAVEST: Final = ("error", "warning", "hint")
_NAMED: Final = 1.0  # weight of the terms of theirs with which a sentence names their matter
_NAMED_BY_ITSELF: Final = 2.0  # of any terms, where the message isn't known


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault found: which rule, how grave, where, why in a few words, and what to write instead.

    What is missing from the whole draft stands at its start and has no text. `hold` marks what must not leave.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    why: str
    suggestion: str
    craft: str
    hold: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a draft is for: the stage of the case, the channel, the customer's name, and what is so in the case.

    `about` are the terms of the customer's message, `said` what the draft as a whole is known to say, as signs;
    `theirs` is the folded message.
    """

    stage: Stage
    channel: Channel
    name: str
    so: frozenset[Condition]
    about: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class _Fired:
    """A rule that fired on `words`, in the sentence at `place` or on the whole draft."""

    rule: Rule
    place: int
    words: Hit


def findings_of(
    draft: Draft,
    acts: Sequence[Act],
    occasion: Occasion,
    *,
    house: tuple[Rule, ...] = (),
    quiet: Mapping[str, Quiet] | None = None,
) -> tuple[Finding, ...]:
    """Give the findings in `draft`, in the order of their places, the graver first; those `quiet` say less or nothing.

    What must not leave can't be made quiet.
    """
    turned_down = quiet or {}
    done = occasion.said.union((act.act for act in acts), *(sentence.signs for sentence in draft.sentences))
    fired = [
        _Fired(_turned(rule, turned_down), found.place, found.words)
        for rule in (*rulebook(), *house)
        if _called_for(rule, draft, occasion) and (rule.hold or turned_down.get(rule.id) != "off")
        for found in islice(_fire(rule, draft, done, occasion), _OFTEN_ENOUGH)
    ]
    shown = [found for found in fired if not _hidden(found, fired)]
    return tuple(_finding(found, draft, occasion.name) for found in sorted(shown, key=_order))


def _turned(rule: Rule, quiet: Mapping[str, Quiet]) -> Rule:
    """Give `rule`, as a hint where it was turned down to one."""
    return replace(rule, severity="hint") if quiet.get(rule.id) == "hint" and not rule.hold else rule


def _called_for(rule: Rule, draft: Draft, occasion: Occasion) -> bool:
    return (
        rule.said(draft.language) is not None
        and occasion.stage in rule.stages
        and occasion.channel in rule.channels
        and occasion.so.issuperset(rule.when)
    )


def _fire(rule: Rule, draft: Draft, done: frozenset[str], occasion: Occasion) -> Iterator[_Fired]:
    """Give every place where `rule` fires."""
    if not done.isdisjoint(rule.nowhere):
        return
    if missing := _missing(rule, draft):
        if done.isdisjoint(missing):
            yield _Fired(rule, _WHOLE, Hit(rule.id, 0, 0))
    elif rule.longer_than:
        if draft.words > rule.longer_than:
            yield _Fired(rule, _WHOLE, Hit(rule.id, 0, 0))
    elif not done.isdisjoint((rule.id, *rule.fires_on)):
        found = (
            fired
            for place, sentence in enumerate(draft.sentences)
            if sentence.part != "greeting" or rule.hold or rule.house or not _OF_GREETINGS.isdisjoint(rule.fires_on)
            for fired in _fire_on(rule, draft, place, occasion)
        )
        yield from islice(found, rule.nth - 1, rule.nth) if rule.nth else found


def _missing(rule: Rule, draft: Draft) -> tuple[str, ...]:
    """Give the signs of which one must stand in the draft: those of the rule, or that of the wordings it wants."""
    said = rule.said(draft.language)
    return (f"?{rule.id}",) if said and said.wanted else rule.missing


def _fire_on(rule: Rule, draft: Draft, place: int, occasion: Occasion) -> Iterator[_Fired]:
    """Give the places in one sentence: the first for a sign, each for a wording."""
    sentence = draft.sentences[place]
    if rule.id not in sentence.signs and sentence.signs.isdisjoint(rule.fires_on):
        return
    end = -1
    for words in sentence.hits:
        by_sign = words.key in rule.fires_on
        if not (by_sign or words.key == rule.id) or words.start < end:
            continue
        if _spared(rule, draft, place) or (rule.unnamed and _names(draft, sentence, words, occasion.about)):
            return
        if not _well_spelt(rule, draft, words) and not (rule.ours and _is_theirs(draft, words, occasion)):
            yield _Fired(rule, place, _with_company(rule, sentence, words))
        end = sentence.end if by_sign and not rule.hold else words.end


def _well_spelt(rule: Rule, draft: Draft, words: Hit) -> bool:
    """Tell whether the words are a name of the house, spelt as the house wants it."""
    said = rule.said(draft.language)
    return said is not None and draft.text[words.start : words.end] in said.spelt


def _is_theirs(draft: Draft, words: Hit, occasion: Occasion) -> bool:
    """Tell whether the customer used the words first."""
    return fold(draft.text[words.start : words.end]) in occasion.theirs


def _names(draft: Draft, sentence: Sentence, words: Hit, about: frozenset[str]) -> bool:
    """Tell whether the sentence names the customer's matter beside `words`."""
    beside = sentence.terms - terms(draft.text[words.start : words.end], draft.language) - _OF_ANY_MATTER
    if not about:
        return total(beside) >= _NAMED_BY_ITSELF
    return total(shared(about, beside, loosely=True)) >= _NAMED


def _with_company(rule: Rule, sentence: Sentence, words: Hit) -> Hit:
    """Stretch the words over what must stand along with them: from "our policy" to "we can't send"."""
    company = [words, *(hit for sign in rule.along if (hit := sentence.first(sign)))]
    return Hit(words.key, min(hit.start for hit in company), max(hit.end for hit in company))


def _spared(rule: Rule, draft: Draft, place: int) -> bool:
    """Tell whether what stands in or around the sentence at `place` keeps the rule silent."""
    sentence = draft.sentences[place]
    around = _signs_around(draft.sentences, place, rule.near)
    if not sentence.signs.issuperset(rule.along) or not around.isdisjoint(rule.without):
        return True
    if f"!{rule.id}" in sentence.signs:
        return True
    return bool(rule.along_near) and around.isdisjoint(rule.along_near)


def _signs_around(sentences: Sequence[Sentence], place: int, near: int) -> frozenset[str]:
    return frozenset().union(*(sentence.signs for sentence in sentences[max(0, place - near) : place + near + 1]))


def _hidden(found: _Fired, fired: Sequence[_Fired]) -> bool:
    """Tell whether another finding in the same sentence, or of the whole draft, says it better."""
    return any(found.rule.id in other.rule.hides and found.place in (other.place, _WHOLE) for other in fired)


def _order(found: _Fired) -> tuple[int, int, str]:
    return found.words.start, _GRAVEST.index(found.rule.severity), found.rule.id


def _finding(found: _Fired, draft: Draft, name: str) -> Finding:
    rule, words = found.rule, found.words
    said = rule.said(draft.language)
    assert said is not None  # or it wouldn't have fired
    text = draft.text[words.start : words.end]
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        start=words.start,
        end=words.end,
        text=text,
        why=_filled(rule.why, text=text[:1].upper() + text[1:], name=name),
        suggestion=_filled(said.suggestion, text=text, name=name),
        craft=rule.craft,
        hold=rule.hold,
    )


def _filled(template: str, *, text: str, name: str) -> str:
    """Fill in the text last: what the draft says may itself look like a place to fill."""
    return template.replace("{name}", name).replace("{text}", text)
