"""The policies as those who keep them look at them: which version holds, since when, and who changed it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Prefetch

from amends.desk.policies.models import Policy, Version
from amends.desk.policies.playbook import today

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

type Standing = Literal["in_force", "begins", "ended", "retired"]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A policy with its versions, newest first; `shown` is the one that holds today, else the newest."""

    policy: Policy
    versions: "tuple[Version, ...]"
    shown: Version
    standing: Standing

    @property
    def newest(self) -> Version:
        """The version that was written last."""
        return self.versions[0]


def policies() -> "QuerySet[Policy]":
    """Return all policies, each with situations and versions at hand, documents left for whoever opens one."""
    versions = Version.objects.select_related("made_by").defer("document").order_by("-number")
    return Policy.objects.prefetch_related("situations", Prefetch("versions", versions))


def shelf(*, now: "datetime") -> tuple[Shelved, ...]:
    """Return all policies by title, those in use first."""
    day = today(now)
    found = [shelved for policy in policies() if (shelved := _shelved(policy, day)) is not None]
    return tuple(sorted(found, key=lambda one: one.standing == "retired"))


def look_up(slug: str, *, now: "datetime") -> Shelved | None:
    """Return one policy; none where there is none of that name."""
    policy = policies().filter(slug=slug).first()
    return _shelved(policy, today(now)) if policy else None


def holds_on(version: Version, day: "date") -> bool:
    """Whether a version is the one that holds on a day, retirement apart."""
    return version.effective_from <= day and (version.ends_on is None or day <= version.ends_on)


def _shelved(policy: Policy, day: "date") -> Shelved | None:
    versions = tuple(policy.versions.all())
    if not versions:
        return None
    current = next((version for version in versions if holds_on(version, day)), None)
    return Shelved(policy, versions, current or versions[0], _standing(policy, versions, current, day))


def _standing(policy: Policy, versions: "Sequence[Version]", current: Version | None, day: "date") -> Standing:
    if policy.retired_at is not None:
        return "retired"
    if current is not None:
        return "in_force"
    return "begins" if versions[0].effective_from > day else "ended"
