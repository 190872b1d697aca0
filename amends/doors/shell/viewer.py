"""Who looks at a page: the agent, the time, and how this desk tells time."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

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
