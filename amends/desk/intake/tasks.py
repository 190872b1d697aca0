"""Jobs that follow what comes in."""

from typing import TYPE_CHECKING

from amends.desk.intake.pile import awaiting
from amends.desk.jobs.backend import task

if TYPE_CHECKING:
    from datetime import datetime


@task()
def look_again(arrival_id: int, *, now: "datetime") -> None:
    """Follow a mail that bears or names an id which a piled one names: the piled one may have a home now."""
    awaiting.look_again(arrival_id, now=now)
