"""Who has a case in front of them just now, so that two people don't answer at once."""

from typing import TYPE_CHECKING

from amends.desk.cases.models import Case, Presence

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent


def be_present(case: Case, agent: "Agent", *, now: "datetime", writing: bool = False) -> None:
    """Note that an agent looks at a case, perhaps writing."""
    Presence.objects.update_or_create(case=case, agent=agent, defaults={"seen_at": now, "writing": writing})


def leave(case: Case, agent: "Agent") -> None:
    """Note that an agent has gone from a case."""
    Presence.objects.filter(case=case, agent=agent).delete()
