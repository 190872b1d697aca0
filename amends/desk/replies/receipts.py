"""The automatic receipt: whom it goes to, and the limits that keep two machines from answering each other for ever."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from amends.desk.cases.models import Case, Message, Participant
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.actions import put_on_the_way
from amends.desk.people.hosts import PUBLIC_HOSTS
from amends.desk.policies.models import DeskSettings
from amends.desk.replies.models import Receipt
from amends.desk.replies.texts import made_of_text

if TYPE_CHECKING:
    from datetime import datetime

RECEIPTS_A_DAY: Final = 3
"""At most so many to one person, whatever stands behind a "+" in their address."""

RECEIPTS_AN_HOUR: Final = 20
"""At most so many to one domain, unless it is a host where everybody has an address: ticket systems make up a new
address for every mail."""

_SECOND_LEVEL: Final = 3
"""Letters up to which the label before the last is taken for part of the ending, as in "co.uk"."""
_NOBODY: Final = re.compile(
    r"(?:no|do-?not|never|keine)[-._]?(?:reply|answer|respond|antwort)|mailer-daemon|postmaster|bounces?|nobody"
    r"|(?:.*[-._+])?(?:no-?reply|donotreply|bounces?)|notifications?|auto-?(?:mailer|responder|reply)",
    re.IGNORECASE,
)


@transaction.atomic
def send_receipt(message: Message, *, now: "datetime") -> Message | None:
    """Tell a new customer that the message has reached us and when a human answers; return the mail, if one goes.

    Once a case, at most three per person and day, never to what a machine sent, even for a person, to history, to a
    stranger, to ourselves, or where nobody reads.
    """
    settings = DeskSettings.current()
    case = Case.locked(message.case_id)
    address = message.address
    if not settings.sends_receipts or not case.is_open or not _deserves_receipt(message):
        return None
    if address is None or not _may_be_answered(address.value, now=now):
        return None
    participant = Participant.objects.filter(case=case, address=address, verified=True).first()
    if participant is None or case.messages.filter(kind=Message.Kind.RECEIPT).exists():
        return None
    made = made_of_text(case, "receipt", participant, settings, now=now, kind=Message.Kind.RECEIPT)
    case.write("receipt.sent", at=now, message=made.pk)
    put_on_the_way(made, leaves_at=now, automatic=True)
    Receipt.objects.create(person=person(address.value), house=organisation(address.value), sent_at=now)
    return made


def _deserves_receipt(message: Message) -> bool:
    by_mail = message.channel == "email" and message.direction == Message.Direction.IN
    carried = message.particulars or {}
    # Where our own server says that the sender did not send it, a receipt would go to somebody who never wrote.
    forged = any(verdict.get("method") == "dmarc" for verdict in carried.get("failed", ()))
    by_a_machine = message.kind == Message.Kind.AUTO or bool(carried.get("passed_on"))
    return by_mail and message.verified and not by_a_machine and not forged


def _may_be_answered(value: str, *, now: "datetime") -> bool:
    local = value.rpartition("@")[0]
    if _NOBODY.fullmatch(local) or Mailbox.objects.filter(address__iexact=value).exists():
        return False
    today = Receipt.objects.filter(person=person(value), sent_at__gt=now - timedelta(days=1))
    if today[:RECEIPTS_A_DAY].count() == RECEIPTS_A_DAY:
        return False
    house = organisation(value)
    lately = Receipt.objects.filter(house=house, sent_at__gt=now - timedelta(hours=1))
    return house in PUBLIC_HOSTS or lately[:RECEIPTS_AN_HOUR].count() < RECEIPTS_AN_HOUR


def person(value: str) -> str:
    """Return an address without what stands behind a "+" in it."""
    local, at, domain = value.lower().rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def organisation(value: str) -> str:
    """Return the domain under which an address was made up: without names of single machines before it."""
    rest, _, country = value.lower().rpartition("@")[2].rpartition(".")
    before, _, name = rest.rpartition(".")
    if before and len(name) <= _SECOND_LEVEL and len(country) == len("uk"):
        name = f"{before.rpartition('.')[2]}.{name}"
    return f"{name}.{country}"
