"""Who looks at a page: the agent, the time, and how this desk tells time."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from amends.desk.owed.standing import Standing, standing
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass
class Viewer:
    """What every page of an agent needs, read once a request."""

    agent: Agent
    now: datetime

    @cached_property
    def settings(self) -> DeskSettings:
        """How the desk works."""
        return DeskSettings.current()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The desk's time zone."""
        return ZoneInfo(self.settings.zone)

    @cached_property
    def standing(self) -> Standing:
        """How many cases are open, for the rail and for Owed; days end at midnight of the desk's zone."""
        midnight = self.now.astimezone(self.zone).replace(hour=23, minute=59, second=59, microsecond=999999)
        return standing(self.agent, now=self.now, midnight=midnight)


def viewer_of(request: "HttpRequest") -> Viewer:
    """Return who looks; pages are for agents who are logged in, so there is always one."""
    known: Viewer | None = vars(request).get("viewer")
    if known is None:
        assert isinstance(request.user, Agent)
        known = vars(request)["viewer"] = Viewer(request.user, now_of(request))
    return known


def now_of(request: "HttpRequest") -> datetime:
    """Return the desk's time as read for this request."""
    now: datetime = vars(request)["now"]
    return now
