"""The lists in the rail with their counts, which do not take longer the more cases are closed."""

from amends.desk.intake.models import Arrival
from amends.doors.shell.frame import RailGroup, RailItem
from amends.doors.shell.viewer import Viewer


def groups(viewer: Viewer, *, path: str) -> tuple[RailGroup, ...]:
    """Return the rail of an agent; `path` says which list is current."""
    agent, counts = viewer.agent, viewer.standing
    pile = Arrival.objects.visible_to(agent).on_pile().count()
    lists = "/cases/?list="
    first = (
        _item("Owed", "/", "clock", counts.open, path, key="o"),
        _item("Mine", f"{lists}mine", "circle-user", counts.mine, path, key="m"),
        _item("Unassigned", f"{lists}unassigned", "inbox", counts.unassigned, path, key="u"),
        _item("Waiting for customer", f"{lists}waiting", "hourglass", counts.waiting, path, key="w"),
        _item("Promises", f"{lists}promises", "handshake", counts.promised, path, key="p", late=bool(counts.broken)),
    )
    desk = (
        _item("All cases", f"{lists}all", "list", None, path, key="a"),
        _item("Pile", "/pile/", "archive", pile or None, path, key="l", late=bool(pile)),
        _item("Read a text", "/reading/", "eye", None, path, key="r"),
        *((_item("Office", "/office/", "settings", None, path, key="f"),) if agent.is_lead else ()),
    )
    return (RailGroup("", first), RailGroup("Desk", desk))


def _item(name: str, url: str, icon: str, count: int | None, path: str, *, key: str, late: bool = False) -> RailItem:
    current = path.split("&", maxsplit=1)[0] == url if "?" in url or url == "/" else path.startswith(url)
    return RailItem(name=name, url=url, icon=icon, count=count, current=current, late=late, key=key)
