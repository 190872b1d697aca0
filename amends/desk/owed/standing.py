"""How the desk stands, in numbers: open cases by the time left and by whose they are, and what is promised.

Every page tells these numbers, so they are asked for in plain SQL, in words that both databases speak. One walk along
an index of the open cases answers for all of them, however many cases are closed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from amends.desk.people.models import Agent

_CASES = (
    "SELECT COUNT(due_at), COUNT(*) FILTER (WHERE due_at < %(now)s), COUNT(*) FILTER (WHERE due_at <= %(soon)s),"
    " COUNT(*) FILTER (WHERE due_at <= %(midnight)s), COUNT(*) FILTER (WHERE owner_id = %(agent)s), COUNT(owner_id),"
    " COUNT(*) FILTER (WHERE owed_kind = 'circle_back' AND due_at >= %(now)s)"
    " FROM cases_case c WHERE closed_at IS NULL AND merged_into_id IS NULL"
    " AND (%(sees_all)s OR c.team_id IN (SELECT team_id FROM people_agent_teams WHERE agent_id = %(agent)s))"
)
_PROMISES = (
    "SELECT COUNT(*) FILTER (WHERE p.due < %(week)s), COUNT(p.broken_at)"
    " FROM owed_promise p JOIN cases_case c ON c.id = p.case_id"
    " WHERE p.kept_at IS NULL AND p.withdrawn_at IS NULL AND c.closed_at IS NULL"
    " AND (%(sees_all)s OR c.team_id IN (SELECT team_id FROM people_agent_teams WHERE agent_id = %(agent)s))"
)
SOON, WEEK = timedelta(hours=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Standing:
    """Open cases: all, those due until certain times, those that somebody owns or I do, those waiting.

    `promised` counts what is to be kept within a week, `broken` the promises whose date has passed.
    """

    open: int
    late: int
    by_soon: int
    by_midnight: int
    mine: int
    owned: int
    waiting: int
    promised: int
    broken: int

    @property
    def hour(self) -> int:
        """Open cases due within the hour."""
        return self.by_soon - self.late

    @property
    def today(self) -> int:
        """Open cases due after that and before midnight."""
        return max(0, self.by_midnight - self.by_soon)

    @property
    def later(self) -> int:
        """Open cases with more time than today."""
        return self.open - self.late - self.hour - self.today

    @property
    def unassigned(self) -> int:
        """Open cases that nobody has taken."""
        return self.open - self.owned


def standing(agent: Agent, *, now: datetime, midnight: datetime) -> Standing:
    """Count what `agent` may see; the day of the desk ends at `midnight`."""
    moments = {"now": now, "soon": now + SOON, "midnight": midnight, "week": now + WEEK}
    values = {name: connection.ops.adapt_datetimefield_value(at) for name, at in moments.items()}
    with connection.cursor() as cursor:
        cursor.execute(_CASES, {**values, "agent": agent.pk, "sees_all": agent.is_lead})
        cases = cursor.fetchone()
        cursor.execute(_PROMISES, {**values, "agent": agent.pk, "sees_all": agent.is_lead})
        return Standing(*cases, *cursor.fetchone())
