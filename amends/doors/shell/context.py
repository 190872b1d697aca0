"""Gives every template its frame: the rail with counts, the agent, the demo's strip."""

from typing import TYPE_CHECKING, Any

from django.conf import settings as process
from django.utils.functional import SimpleLazyObject

from amends.desk.cases.changes import latest_event
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings
from amends.doors.shell import rail
from amends.doors.shell.demo import strip
from amends.doors.shell.frame import THEMES, Frame, Theme
from amends.doors.shell.frame import Agent as ShownAgent
from amends.doors.shell.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def desk(request: "HttpRequest") -> dict[str, Any]:
    """Return the frame, made only where a template asks for it."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: "HttpRequest") -> Frame:
    agent = getattr(request, "user", None)
    chosen = request.COOKIES.get("theme")
    theme: Theme = chosen if chosen in THEMES else "auto"
    if not isinstance(agent, Agent):
        settings = DeskSettings.objects.filter(pk=1).first() or DeskSettings()
        return Frame(desk=settings.name, theme=theme)
    viewer = viewer_of(request)
    return Frame(
        desk=viewer.settings.name,
        theme=theme,
        agent=ShownAgent(agent.public_name, agent.initials),
        rail=rail.groups(viewer, path=request.get_full_path()),
        demo=strip(viewer) if process.DEMO else None,
        live_url=f"/events/?after={latest_event()}",
        shortcuts=agent.shortcuts,
        query=request.GET.get("q", ""),
    )
