"""Tells whether a mail is another copy of a message that we have: sent to two of our mailboxes, or through a list."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from amends.desk.cases.models import Attachment, Message
from amends.desk.intake.machines.speakers import speaker
from amends.desk.intake.models import Arrival
from amends.desk.people.rules import normal_address

if TYPE_CHECKING:
    from amends.craft.mail import Mail
    from amends.desk.intake.threading.lookups import Twin

_FOOTER = re.compile(r"\s*\n\s*[_=*~-]{5,}\s*(\n|$)")
"""The line that mailing lists and scanners draw above what they add to a mail."""


def same_message(mail: "Mail", twins: "Sequence[Twin]") -> int | None:
    """Return the message that this mail is another copy of: same id, sender and own text, or our own mail.

    What a list or a scanner adds below a line on the way makes no other text of it. A copy that brings a file which
    the message lacks is a message of its own: nobody would ever see the file.
    """
    if not twins:
        return None
    ours = next((twin.message for twin in twins if twin.is_ours), None)
    if ours is not None:
        return ours
    who = speaker(mail)
    theirs = [twin for twin in twins if twin.sender == normal_address(who.kind, who.value)]
    same = [twin for twin in theirs if twin.own_digest == mail.own_text_digest] or [
        twin for twin in theirs if _differ_by_a_footer(mail.signed_reply or mail.text, _own_text(twin.message))
    ]
    return next((twin.message for twin in same if not _brings_more(mail, twin.message)), None)


def mailboxes_of(messages: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the addresses of our mailboxes that each message reached, the first one first; in one question.

    A message that reached one mailbox only, or came in some other way, is not among them.
    """
    reached: dict[int, list[str]] = {}
    rows = Arrival.objects.filter(message__in=list(messages)).exclude(mailbox=None).order_by("pk")
    for message, address in rows.values_list("message_id", "mailbox__address"):
        if message is not None and address is not None and address not in reached.setdefault(message, []):
            reached[message].append(address)
    return {message: tuple(addresses) for message, addresses in reached.items() if len(addresses) > 1}


def _brings_more(mail: "Mail", message: int) -> bool:
    """Whether a mail has a file that a message has not; what is shown within the text counts with the text."""
    files = {entry.sha256 for entry in mail.attachments if not entry.inline}
    return bool(files) and not files.issubset(
        Attachment.objects.filter(message=message).values_list("sha256", flat=True)
    )


def _own_text(message: int) -> str:
    return Message.objects.values_list("own_text", flat=True).get(pk=message)


def _differ_by_a_footer(one: str, other: str) -> bool:
    shorter, longer = sorted((one.strip(), other.strip()), key=len)
    return longer.startswith(shorter) and _FOOTER.match(longer, len(shorter)) is not None
