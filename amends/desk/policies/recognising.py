"""Which situation a text may be about: by the phrases of policies, and by what this desk decided before (C1.2)."""

from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Max

from amends.craft.policy import read
from amends.craft.situations import Ranker, fits
from amends.craft.situations import Situation as Kind
from amends.desk.policies.models import Lesson, Situation, Version
from amends.desk.policies.playbook import in_force, starters, today

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from amends.craft.policy import Policy as Document
    from amends.craft.situations import Ranked

MOST_LESSONS = 5000
"""Lessons that a starting process learns from; the newest count."""


@dataclass(slots=True)
class _Known:
    """The ranker of this process, and what it was made of."""

    stamp: object = None
    ranker: Ranker | None = None
    learnt: dict[str, tuple[str, str]] = field(default_factory=dict)


_known = _Known()
_alone = Lock()
"""The ranker learns in place, so one thread at a time asks it; that takes a millisecond or two."""


def recognise(text: str, *, now: "datetime", limit: int = 3) -> "tuple[Ranked, ...]":
    """Return the situations that a text may be about, likeliest first; none where nothing fits."""
    return recognise_each((text,), now=now, limit=limit)[0]


def recognise_each(texts: "Iterable[str]", *, now: "datetime", limit: int = 3) -> "tuple[tuple[Ranked, ...], ...]":
    """Return for each of many texts what `recognise` returns for one, asking the desk what it knows only once."""
    with _alone:
        ranker = _ranker(now)
        ranked = [ranker.rank(text, limit=limit) for text in texts]
    return tuple(found if fits(found) else () for found in ranked)


def rank(text: str, *, now: "datetime", earlier: str = "", limit: int = 5) -> "tuple[Ranked, ...]":
    """Return the situations nearest to a text, whether they fit well or not; `earlier` messages count for less.

    A desk without a policy of its own ranks those that come with amends.
    """
    with _alone:
        ranker = _ranker(now) if Version.objects.exists() else _packaged()
        return ranker.rank(text, earlier=earlier, limit=limit)


def policy_for(*, now: "datetime") -> "dict[str, str]":
    """Return the policy in force for each situation, both by their slugs; where several serve one, the first by title.

    A desk without a policy of its own is told those that come with amends.
    """
    documents = [version.parsed for version in in_force(now=now)] if Version.objects.exists() else _starters()
    found: dict[str, str] = {}
    for document in documents:
        for situation in document.situations:
            found.setdefault(situation, document.policy)
    return found


@transaction.atomic
def learn(case_number: str, words: str, situation: Situation, *, now: "datetime") -> None:
    """Remember what a case turned out to be about; a later decision about the same case takes its place."""
    Lesson.objects.update_or_create(
        case_number=case_number,
        defaults={"situation": situation, "words": words[:4000], "decided_at": now},
    )


def kinds(documents: "Iterable[Document]") -> "list[Kind]":
    """Return the situations of policies as the ranker knows them; each policy lends its phrases to all of its own."""
    phrases: dict[str, list[str]] = {}
    names: dict[str, dict[str, str]] = {}
    for document in documents:
        for slug in document.situations:
            phrases.setdefault(slug, []).extend(text for spoken in document.phrases for text in spoken.texts)
            names.setdefault(slug, {}).update({name.language: name.text for name in document.names})
    return [Kind(slug, tuple(dict.fromkeys(found)), names[slug]) for slug, found in sorted(phrases.items())]


def _ranker(now: "datetime") -> Ranker:
    """Return the ranker, made anew where policies changed; lessons since then are learnt one by one."""
    stamp = (
        Version.objects.in_force(today(now)).aggregate(last=Max("pk"), count=Count("pk")),
        Situation.objects.count(),
    )
    if _known.ranker is None or _known.stamp != stamp:
        _known.stamp, _known.learnt = stamp, {}
        _known.ranker = Ranker(_all_kinds(in_force(now=now)))
    _catch_up(_known.ranker)
    return _known.ranker


@cache
def _starters() -> "tuple[Document, ...]":
    return tuple(read(text, file=file) for file, text in sorted(starters().items()))


@cache
def _packaged() -> Ranker:
    return Ranker(kinds(_starters()))


def _all_kinds(versions: "Sequence[Version]") -> "list[Kind]":
    """Return what policies speak of, and the situations that people named and no policy serves yet."""
    served = kinds(version.parsed for version in versions)
    slugs = {kind.id for kind in served}
    named = Situation.objects.exclude(slug__in=slugs)
    return [*served, *(Kind(situation.slug, (), {"en": situation.name}) for situation in named)]


def _catch_up(ranker: Ranker) -> None:
    rows = Lesson.objects.order_by("-decided_at").values_list("case_number", "situation__slug", "words")
    newest = rows[:MOST_LESSONS] if not _known.learnt else rows[:50]
    for number, slug, words in newest:
        before = _known.learnt.get(number)
        if before == (slug, words):
            continue
        if before is not None:
            ranker.unlearn(before[1], before[0])
        ranker.learn(words, slug)
        _known.learnt[number] = (slug, words)
