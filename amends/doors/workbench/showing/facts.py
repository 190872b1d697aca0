"""What policies ask about a case: a few facts and things to be shown, asked for once."""

from typing import TYPE_CHECKING

from amends.craft.policy import FIELDS, type_of
from amends.desk.offers.choosing import asked_for, shown_by_now
from amends.doors.workbench.offer_page import EvidenceShown, FactAsked

if TYPE_CHECKING:
    from amends.doors.workbench.showing.file import CaseFile

LABELS = {
    "order_value": "What the order cost",
    "amount_at_issue": "The amount in question",
    "monthly_fee": "What they pay a month",
    "days_late": "Days late",
    "days_since_delivery": "Days since it was delivered",
    "tenure_days": "Days they have been a customer",
    "severity": "How grave it is, 0 to 4",
    "heat": "How heated it is, 0 to 4",
    "times_failed": "How often we failed them before",
    "first_time": "Their first case",
    "customer_fault": "It came about on their side",
    "channel": "How they wrote",
    "product": "Product",
    "country": "Country",
}
HINTS = {"money": "49.90 EUR", "number": "3", "text": "", "yes_no": ""}


def label_of(name: str) -> str:
    """Return what a fact is called on pages; a field of the desk's own by its name."""
    return LABELS.get(name) or name.removeprefix("own.").replace("-", " ").replace("_", " ").capitalize()


def asked_of(file: "CaseFile") -> tuple[FactAsked, ...]:
    """Return the facts that would let more be worked out."""
    return tuple(_asked(name) for name in asked_for(file.offered))


def told_of(file: "CaseFile") -> tuple[FactAsked, ...]:
    """Return what was told before, to be put right."""
    names = [*FIELDS, *sorted(name for name in file.case.known if name.startswith("own."))]
    return tuple(_asked(name, str(file.case.known[name])) for name in names if name in file.case.known)


def evidence_of(file: "CaseFile") -> tuple[EvidenceShown, ...]:
    """Return what may be asked of the customer to see, with what was shown already."""
    return tuple(EvidenceShown(name, shown) for name, shown in shown_by_now(file.offered, file.case).items())


def _asked(name: str, value: str = "") -> FactAsked:
    kind = type_of(name) or "text"
    return FactAsked(name=name, label=label_of(name), value=value, hint=HINTS[kind], yes_no=kind == "yes_no")
