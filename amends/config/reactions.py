"""What may follow an event a second later: for each kind of event the tasks that are called with its id."""

from amends.desk.jobs.backend import LeasedTask
from amends.desk.replies.tasks import introduce, send_receipt, send_statement

REACTIONS: dict[str, tuple[LeasedTask, ...]] = {
    "case.opened": (send_receipt,),
    "handoff.accepted": (introduce,),
    "offer.agreed": (send_statement,),
}
