"""The lists in the rail with their counts: one indexed count each, whatever the number of closed cases."""

from datetime import datetime, timedelta

from django.db.models import Count, Q

from amends.desk.cases.models import Case
from amends.desk.intake.models import Arrival
from amends.desk.owed.models import Promise
from amends.desk.people.models import Agent
from amends.doors.shell.frame import RailGroup, RailItem


def groups(agent: Agent, *, now: datetime, path: str) -> tuple[RailGroup, ...]:
    """Return the rail of an agent; `path` says which list is current."""
    open_cases = Case.objects.visible_to(agent).open().surviving()
    counts = open_cases.aggregate(
        owed=Count("pk"),
        late=Count("pk", filter=Q(due_at__lt=now)),
        mine=Count("pk", filter=Q(owner=agent)),
        unassigned=Count("pk", filter=Q(owner=None)),
        waiting=Count("pk", filter=Q(owed_kind="circle_back", due_at__gte=now)),
    )
    promises = (
        Promise.objects.visible_to(agent)
        .outstanding()
        .aggregate(
            week=Count("pk", filter=Q(due__lt=now + timedelta(days=7))),
            broken=Count("pk", filter=Q(broken_at__isnull=False)),
        )
    )
    pile = Arrival.objects.visible_to(agent).on_pile().count()
    lists = "/cases/?list="
    first = (
        _item("Owed", "/", "clock", counts["owed"], path, key="o"),
        _item("Mine", f"{lists}mine", "circle-user", counts["mine"], path, key="m"),
        _item("Unassigned", f"{lists}unassigned", "inbox", counts["unassigned"], path, key="u"),
        _item("Waiting for customer", f"{lists}waiting", "hourglass", counts["waiting"], path, key="w"),
        _item(
            "Promises", f"{lists}promises", "handshake", promises["week"], path, key="p", late=bool(promises["broken"])
        ),
    )
    desk = (
        _item("All cases", f"{lists}all", "list", None, path, key="a"),
        _item("Pile", "/pile/", "archive", pile or None, path, key="l", late=bool(pile)),
        *((_item("Office", "/office/", "settings", None, path, key="f"),) if agent.is_lead else ()),
    )
    return (RailGroup("", first), RailGroup("Desk", desk))


def _item(name: str, url: str, icon: str, count: int | None, path: str, *, key: str, late: bool = False) -> RailItem:
    current = path.split("&", maxsplit=1)[0] == url if "?" in url or url == "/" else path.startswith(url)
    return RailItem(name=name, url=url, icon=icon, count=count, current=current, late=late, key=key)
