"""What may follow an event a second later: for each kind of event the tasks that are called with its id."""

from amends.desk.jobs.backend import LeasedTask
from amends.desk.replies.tasks import introduce, send_receipt

REACTIONS: dict[str, tuple[LeasedTask, ...]] = {
    "case.opened": (send_receipt,),
    "handoff.accepted": (introduce,),
}
