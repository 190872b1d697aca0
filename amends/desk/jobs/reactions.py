"""What follows an event a second later, as jobs of the same transaction."""

from django.db import transaction

from amends.desk.jobs import handed_down


def react(kind: str, event_id: int) -> None:
    """Enqueue the reactions to an event, each at most once; each is called with the event's id."""
    assert transaction.get_connection().in_atomic_block, "the event and its reactions belong in one transaction"
    for reaction in handed_down.reactions().get(kind, ()):
        reaction.once(f"{event_id}:{reaction.module_path}").enqueue(event_id)
