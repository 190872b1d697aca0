"""The values that texts and text blocks may name, taken from a case."""

from typing import TYPE_CHECKING

from amends.craft.money import Money, show
from amends.desk.cases.links import token_for
from amends.desk.owed.models import Obligation, Promise
from amends.desk.policies.wording import instant, language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amends.desk.cases.models import Case, Participant
    from amends.desk.people.models import Agent
    from amends.desk.policies.models import DeskSettings

_OR_CALL = {"en": ", or call {phone}", "de": " oder uns unter {phone} anrufen"}


def values_of(
    case: "Case", settings: "DeskSettings", *, agent: "Agent | None" = None, participant: "Participant | None" = None
) -> "Mapping[str, str]":
    """Return the values by variable name; what the case doesn't have is empty."""
    customer = participant.address.customer if participant else case.customer
    language = language_of(customer.language)
    name = " ".join(part for part in (customer.salutation, customer.name) if part)
    return {
        "name": name or (participant.address.value if participant else ""),
        "number": case.number,
        "subject": case.subject,
        "agent": agent.public_name if agent else settings.name,
        "desk": settings.name,
        "phone": settings.phone,
        "or_call": _OR_CALL[language].format(phone=settings.phone) if settings.phone else "",
        "want": case.want,
        "understanding": case.understanding_text,
        "answer_by": _answer_by(case, settings, language),
        "promises": promises_in_words(case, settings, language),
        "link": link_to(case, participant, settings) if participant else "",
    }


def link_to(case: "Case", participant: "Participant", settings: "DeskSettings") -> str:
    """Return the customer's link, built from the configured public URL."""
    return f"{settings.public_url.rstrip('/')}/p/{token_for(case, participant)}/"


def promises_in_words(case: "Case", settings: "DeskSettings", language: str) -> str:
    """Return what is promised and still to come, a line each, with the exact amount and instant."""
    rows = Promise.objects.filter(case=case, kept_at=None, withdrawn_at=None).select_related("owner")
    return "\n".join(f"- {_thing(row, language)}: {instant(row.due, settings.zone, language)}" for row in rows)


def _thing(row: Promise, language: str) -> str:
    if row.amount is None:
        return row.what
    return f"{row.what}, {show(Money(row.amount, row.currency), language)}"


def _answer_by(case: "Case", settings: "DeskSettings", language: str) -> str:
    due = (
        Obligation.objects.open()
        .filter(case=case, kind__in=["answer", "acknowledge"])
        .order_by("due")
        .values_list("due", flat=True)
        .last()
    )
    return instant(due, settings.zone, language) if due else ""
