"""Opens the sample desk when it is started: loaded the first time, and later on where it was left."""

from dataclasses import fields
from datetime import datetime

from django.conf import settings as process
from django.db.models import Max

from amends.craft.refusal import NotAllowed
from amends.desk.cases.models import Case
from amends.desk.owed.models import Obligation
from amends.desk.people.models import Agent
from amends.desk.policies.actions import Desk, change_desk
from amends.desk.policies.clock import show_time
from amends.desk.policies.models import DeskSettings
from amends.doors.demo.company import company
from amends.doors.demo.keeping import keep_copy
from amends.doors.demo.loading import load


def open_sample(*, wall: datetime, public_url: str) -> bool:
    """Load the sample where nobody works yet; else let its clock go on from where it stood. Say whether it was loaded.

    The clock stands while the desk is off: who comes back next week finds the same morning, not a week of broken
    promises. Raises NotAllowed on a desk that isn't the sample's.
    """
    if not process.DEMO:
        raise NotAllowed("not_the_sample")
    opens = load(public_url=public_url, wall=wall)
    if opens is None:
        _refuse_strangers()
        _be_reached_at(public_url)
        show_time(_left_at(), wall=wall)
        return False
    show_time(opens, wall=wall)
    keep_copy()
    return True


def opening_of(settings: DeskSettings) -> datetime:
    """Return the moment at which this sample desk opened, by its own clock."""
    made = company()
    assert settings.set_up_at is not None, "loading sets the desk up"
    return made.weeks_of(settings.set_up_at).at(made.opens)


def _refuse_strangers() -> None:
    """Refuse a desk of somebody's own: its clock is not to be moved."""
    if not Agent.objects.filter(email=company().people[0].email).exists():
        raise NotAllowed("not_the_sample")


def _be_reached_at(public_url: str) -> None:
    """Let links of coming mails lead to where this start serves; all else stays as the visitor set it."""
    kept = DeskSettings.current()
    if kept.public_url != public_url:
        named = {field.name: getattr(kept, field.name) for field in fields(Desk)}
        change_desk(Desk(**named | {"public_url": public_url}))


def _left_at() -> datetime:
    """Return the time of the newest thing that is known of, at least the opening."""
    lead = Agent.objects.filter(is_lead=True).first()
    opened = opening_of(DeskSettings.current())
    if lead is None:
        return opened
    said = Case.objects.visible_to(lead).aggregate(at=Max("last_said_at"))["at"]
    owed = Obligation.objects.visible_to(lead).aggregate(at=Max("opened_at"))["at"]
    return max(at for at in (opened, said, owed) if at is not None)
