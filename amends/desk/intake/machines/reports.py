"""Reports of machines on a mail of ours, that it was read or called spam, belong to the case of that mail."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from amends.desk.cases.kept import bytes_of
from amends.desk.delivery.bounces import message_of

if TYPE_CHECKING:
    from amends.craft.mail import Mail
    from amends.desk.intake.models import Arrival

CALLED_SPAM: Final = "called_spam"
"""The problem noted where somebody marked a mail of ours as spam."""


def on_ours(mail: "Mail", arrival: "Arrival") -> "Mail":
    """Return a report as an answer to the mail of ours that it names by its id, wherever that stands; others as is.

    That somebody called it spam is noted with the arrival.
    """
    if mail.kind not in {"receipt", "feedback_report"}:
        return mail
    message = message_of(mail, bytes_of(arrival.digest))
    if message is None:
        return mail
    if mail.kind == "feedback_report":
        arrival.problems = [*arrival.problems, CALLED_SPAM]
    return replace(mail, in_reply_to=message.message_id)
