"""How the desk stands, in numbers: open cases by the time left and by whose they are, and what is promised.

Every page tells these numbers, so they are asked for in plain SQL, in words that both databases speak. One walk along
an index of the open cases answers for all of them, however many cases are closed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from amends.desk.people.models import Agent

_CASES = (
    "SELECT COUNT(due_at), COUNT(*) FILTER (WHERE due_at < %(now)s),"
    " COUNT(*) FILTER (WHERE due_at >= %(now)s AND due_at <= %(soon)s),"
    " COUNT(*) FILTER (WHERE due_at > %(soon)s AND due_at <= %(midnight)s),"
    " COUNT(*) FILTER (WHERE owner_id = %(agent)s), COUNT(*) FILTER (WHERE owner_id IS NULL),"
    " COUNT(*) FILTER (WHERE due_at >= %(now)s AND owed_kind = 'circle_back')"
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
    """Open cases: all, by the time left (`late`, within the `hour`, `today`), and some of them by whose they are.

    `promised` counts what is to be kept within a week, `broken` the promises whose date has passed.
    """

    open: int
    late: int
    hour: int
    today: int
    mine: int
    unassigned: int
    waiting: int
    promised: int
    broken: int

    @property
    def later(self) -> int:
        """Open cases with more time than today."""
        return self.open - self.late - self.hour - self.today


def standing(agent: Agent, *, now: datetime, midnight: datetime) -> Standing:
    """Count what `agent` may see; the day of the desk ends at `midnight`."""
    moments = {"now": now, "soon": now + SOON, "midnight": midnight, "week": now + WEEK}
    values = {name: connection.ops.adapt_datetimefield_value(at) for name, at in moments.items()}
    with connection.cursor() as cursor:
        cursor.execute(_CASES, {**values, "agent": agent.pk, "sees_all": agent.is_lead})
        cases = cursor.fetchone()
        cursor.execute(_PROMISES, {**values, "agent": agent.pk, "sees_all": agent.is_lead})
        return Standing(*cases, *cursor.fetchone())
