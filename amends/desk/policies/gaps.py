"""Where the playbook has a gap: situations that no policy serves today, and those that will be without one soon."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch

from amends.desk.policies.models import Policy, Situation, Version
from amends.desk.policies.playbook import DAY, today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

SOON = timedelta(days=30)

type Span = "tuple[date, date | None]"
"""First and last day of a version, both included; no last day where it has none."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A situation without a policy: from the day after `ends_on`, or now; until `begins` where one is to come.

    `policy` served it last, and may be `retired`; empty where none ever did.
    """

    situation: Situation
    ends_on: "date | None" = None
    begins: "date | None" = None
    policy: str = ""
    retired: bool = False


def gaps(*, now: "datetime") -> tuple[Gap, ...]:
    """Return the situations that no policy serves today, and those that none will serve within thirty days.

    Now first, then soonest first.
    """
    day = today(now)
    found = [gap for situation in _situations() if (gap := _gap(situation, day)) is not None]
    return tuple(sorted(found, key=lambda gap: (gap.ends_on or day, gap.situation.name)))


def situation_of(slug: str) -> Situation | None:
    """Return the situation of that name; none where nobody named one so."""
    return Situation.objects.filter(slug=slug).first()


def last_day(spans: "Iterable[Span]", day: "date") -> "date | None":
    """Return the last day of unbroken service from `day` on: the day before it where there is none, None for ever."""
    last = day - DAY
    for begins, ends in sorted(spans, key=lambda span: span[0]):
        if begins > last + DAY:
            break
        if ends is None:
            return None
        last = max(last, ends)
    return last


def _situations() -> "Iterable[Situation]":
    """Return all situations with their policies, those in use first, and the versions of these, in three queries."""
    versions = Version.objects.defer("document").order_by("effective_from")
    policies = Policy.objects.order_by(F("retired_at").desc(nulls_first=True), "title")
    return Situation.objects.prefetch_related(
        Prefetch("policies", policies.prefetch_related(Prefetch("versions", versions)))
    )


def _gap(situation: Situation, day: "date") -> Gap | None:
    policies = list(situation.policies.all())
    used = [policy for policy in policies if policy.retired_at is None]
    spans = [(row.effective_from, row.ends_on) for policy in used for row in policy.versions.all() if _holds_ever(row)]
    last = last_day(spans, day)
    if last is None or last > day + SOON:
        return None
    begins = min((first for first, _ in spans if first > last), default=None)
    return Gap(
        situation,
        None if last < day else last,
        begins,
        policy=policies[0].slug if policies else "",
        retired=bool(policies) and not used,
    )


def _holds_ever(version: Version) -> bool:
    """Whether a version was not replaced on its very first day."""
    return version.ends_on is None or version.ends_on >= version.effective_from
