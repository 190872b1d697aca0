"""Where the playbook has a gap: situations that no policy serves today, and those that will be without one soon."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Prefetch

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
    """A situation without a policy: from the day after `ends_on`, or now; until `begins` where one is to come."""

    situation: Situation
    ends_on: "date | None" = None
    begins: "date | None" = None
    policy: str = ""


def gaps(*, now: "datetime") -> tuple[Gap, ...]:
    """Return the situations that no policy serves today, and those that none will serve within thirty days.

    Now first, then soonest first.
    """
    day = today(now)
    found = [gap for situation in _situations() if (gap := _gap(situation, day)) is not None]
    return tuple(sorted(found, key=lambda gap: (gap.ends_on or day, gap.situation.name)))


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
    """Return all situations with the policies in use and their versions, in three queries."""
    versions = Version.objects.defer("document").order_by("effective_from")
    used = Policy.objects.filter(retired_at=None).prefetch_related(Prefetch("versions", versions))
    return Situation.objects.prefetch_related(Prefetch("policies", used))


def _gap(situation: Situation, day: "date") -> Gap | None:
    used = list(situation.policies.all())
    spans = [(row.effective_from, row.ends_on) for policy in used for row in policy.versions.all() if _holds_ever(row)]
    last = last_day(spans, day)
    if last is None or last > day + SOON:
        return None
    begins = min((first for first, _ in spans if first > last), default=None)
    return Gap(situation, None if last < day else last, begins, used[0].slug if used else "")


def _holds_ever(version: Version) -> bool:
    """Whether a version was not replaced on its very first day."""
    return version.ends_on is None or version.ends_on >= version.effective_from
