"""Reads a piled mail anew with what the desk knows today."""

from typing import TYPE_CHECKING

from amends.desk.cases.kept import bytes_of
from amends.desk.intake.actions import describe, glance, read
from amends.desk.intake.sorting.sorting import Received, look_up, of_its_writer, sort
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.intake.models import Arrival


def read_anew(arrival: "Arrival", *, now: "datetime") -> Received:
    """Write into a locked arrival where it belongs today; whoever calls stores it, in the same transaction."""
    settings = DeskSettings.current()
    raw = bytes_of(arrival.digest)
    mail = read(raw, settings)
    arrival.pile_reason = ""
    if mail is None:
        glance(arrival, raw)
    else:
        describe(arrival, mail)
    said = of_its_writer(mail, arrival.mailbox)
    return sort(arrival, said, settings, known=look_up(arrival, said, settings), now=now)
