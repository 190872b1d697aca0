"""Where words of ours go: the address the customer wrote from, and who else was in on it."""

from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.people.models import Address


def customer_address(case: Case) -> Address | None:
    """Return where to write: the address of the customer's last verified mail, else one that is known."""
    last = (
        case.messages.filter(direction=Message.Direction.IN, verified=True, address__kind="email")
        .select_related("address")
        .order_by("-said_at", "-pk")
        .first()
    )
    used = last.address if last else None
    if used is not None and used.failed_at is None:
        return used
    known = Address.objects.filter(customer=case.customer, kind="email").order_by("failed_at", "-pk")
    return known.filter(failed_at=None).first() or used or known.first()


def others_addressed(case: Case) -> list[str]:
    """Return who else the customer wrote to in their last mail, without ourselves; for answering all of them."""
    last = case.messages.filter(direction=Message.Direction.IN, verified=True, channel="email").last()
    if last is None:
        return []
    ours = set(Mailbox.objects.values_list("address", flat=True))
    sender = last.address.value if last.address else ""
    named = dict.fromkeys(value.lower() for value in [*last.to, *last.cc])
    return [value for value in named if value and value not in {*ours, sender}]
