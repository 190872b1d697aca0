"""What a machine says of a mail that is not here yet waits on the pile for the ids that it names."""

from typing import TYPE_CHECKING, Final

from amends.desk.intake.models import Arrival, Awaited
from amends.desk.intake.threading.signs import LONGEST_ID, ancestors
from amends.desk.people import sql

if TYPE_CHECKING:
    from amends.craft.mail import Mail

WAITING: Final = frozenset({Arrival.Reason.AUTOMATIC, Arrival.Reason.BOUNCE})
"""What lies on the pile only because nothing that it names is known."""


def wait_for_ids(arrival: Arrival, mail: "Mail | None") -> None:
    """Note which ids a piled mail of a machine names, so that whoever brings one of them finds it by an index."""
    if mail is None or arrival.pile_reason not in WAITING:
        return
    named = [mail.bounce.original_message_id or ""] if mail.bounce else []
    ids = dict.fromkeys(value[:LONGEST_ID] for value in [*named, *ancestors(mail)] if value)
    sql.insert_each([sql.fresh(Awaited, arrival=arrival, value=value) for value in ids])
