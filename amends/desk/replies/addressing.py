"""Where words of ours go: the address the customer wrote from, and who else was in on it."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, F, OuterRef, Q

from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.people.models import Address

_QUICKEST = ("phone", "email", "chat", "postal")


def customer_address(case: Case) -> Address | None:
    """Return where to write: the address of the customer's last verified mail, else one that is known.

    Whose case was merged into this one is not its customer, however lately they wrote.
    """
    of_merged = Q(address__customer=F("case__customer")) & ~Q(case__customer=case.customer_id)
    last = (
        Message.objects.of(case)
        .filter(direction=Message.Direction.IN, verified=True, address__kind="email")
        .exclude(of_merged)
        .select_related("address")
        .order_by("-said_at", "-pk")
        .first()
    )
    used = last.address if last else None
    if used is not None and used.failed_at is None:
        return used
    known = Address.objects.filter(customer=case.customer, kind="email").order_by("failed_at", "-pk")
    return known.filter(failed_at=None).first() or used or known.first()


def asked_for(said: Sequence[Message]) -> tuple[str, bool]:
    """Return where the customer's last mail wants to be answered (its Reply-To), and whether the case began so.

    `said` are the case's messages, oldest first. Anybody can put anything into Reply-To: what turns up amid a case is
    offered, but nothing goes there unless somebody chooses it.
    """
    heard = [row for row in said if _is_mail(row)]
    wanted = _answer_to(heard[-1]) if heard else ""
    if not wanted or Mailbox.objects.filter(address__iexact=wanted).exists():
        return "", False
    return wanted, _answer_to(heard[0]) == wanted


def _answer_to(row: Message) -> str:
    return str((row.particulars or {}).get("answer_to", ""))


def mail_comes_back() -> Exists:
    """Return what tells of a row with a customer, in a query, whether our mail to them comes back."""
    return Exists(Address.objects.filter(customer=OuterRef("customer"), kind="email", failed_at__isnull=False))


def failed_address(known: Iterable[Address]) -> Address | None:
    """Return the email address of a customer to which our mail comes back, the one that failed last."""
    failed = [row for row in known if row.kind == Address.Kind.EMAIL and row.failed_at is not None]
    return max(failed, key=lambda row: str(row.failed_at), default=None)


def other_ways(known: Iterable[Address]) -> list[Address]:
    """Return how a customer can be reached although our mail comes back: by phone first, which is the quickest."""
    working = [row for row in known if row.failed_at is None and row.kind in _QUICKEST]
    return sorted(working, key=lambda row: (_QUICKEST.index(row.kind), -row.pk))


def others_addressed(case: Case, said: Sequence[Message] | None = None) -> list[str]:
    """Return who else the customer wrote to in their last mail, without ourselves; for answering all of them.

    `said` are the case's messages with their addresses, oldest first, where somebody has read them already.
    """
    last = _last_mail(case) if said is None else next((row for row in reversed(said) if _is_mail(row)), None)
    if last is None:
        return []
    ours = set(Mailbox.objects.values_list("address", flat=True))
    sender = last.address.value if last.address else ""
    named = dict.fromkeys(value.lower() for value in [*last.to, *last.cc])
    return [value for value in named if value and value not in {*ours, sender}]


def _last_mail(case: Case) -> Message | None:
    heard = Message.objects.of(case).filter(direction=Message.Direction.IN, verified=True, channel="email")
    return heard.select_related("address").last()


def _is_mail(row: Message) -> bool:
    return not row.is_ours and row.verified and row.channel == "email"
