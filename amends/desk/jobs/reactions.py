"""What follows an event a second later, as jobs of the same transaction."""

from django.db import transaction

from amends.desk.jobs import handed_down
from amends.desk.jobs.models import Job


def react(kind: str, event_id: int) -> None:
    """Enqueue the reactions to an event, each at most once; each is called with the event's id."""
    assert transaction.get_connection().in_atomic_block, "the event and its reactions belong in one transaction"
    for reaction in handed_down.reactions().get(kind, ()):
        # Put as it stands: every mail that opens a case comes here, and a task makes itself and its result anew.
        name = reaction.module_path
        terms = {"priority": reaction.priority, "max_attempts": reaction.max_attempts}
        Job.objects.put(Job(task=name, args=[event_id], unique_key=f"{event_id}:{name}", **terms))
