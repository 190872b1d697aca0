"""What is known of a case when a policy is applied: a closed vocabulary of typed fields, and the desk's own."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final, Literal

from amends.craft.money import Money
from amends.craft.refusal import Malformed

type FieldType = Literal["money", "number", "text", "yes_no"]
type Value = Money | Decimal | str | bool

FIELDS: Final[dict[str, FieldType]] = {
    "order_value": "money",
    "amount_at_issue": "money",
    "monthly_fee": "money",
    "days_late": "number",
    "days_since_delivery": "number",
    "tenure_days": "number",
    "severity": "number",
    "heat": "number",
    "times_failed": "number",
    "first_time": "yes_no",
    "customer_fault": "yes_no",
    "channel": "text",
    "product": "text",
    "country": "text",
}
"""The fields that conditions and amounts may name, with their types."""

OWN: Final = "own."
"""A field that the desk itself set up is written "own.<name>"; it is text."""


def type_of(field: str) -> FieldType | None:
    """Give the type of a field; none when there is no such field."""
    if field.startswith(OWN):
        return "text" if field.removeprefix(OWN) else None
    return FIELDS.get(field)


@dataclass(frozen=True, slots=True)
class Own:
    """The value of one of the desk's own fields."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one case; None stands for "not known yet".

    `currency` is the one the case is settled in. All amounts are in it: nothing is ever converted, and an amount in
    another one raises `Malformed` (code "currencies_mixed"). `evidence` names what has been given already.
    """

    currency: str
    order_value: Money | None = None
    amount_at_issue: Money | None = None
    monthly_fee: Money | None = None
    days_late: int | Decimal | None = None
    days_since_delivery: int | Decimal | None = None
    tenure_days: int | Decimal | None = None
    severity: int | Decimal | None = None
    heat: int | Decimal | None = None
    times_failed: int | Decimal | None = None
    first_time: bool | None = None
    customer_fault: bool | None = None
    channel: str | None = None
    product: str | None = None
    country: str | None = None
    own: tuple[Own, ...] = ()
    evidence: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse amounts in several currencies."""
        for name, kind in FIELDS.items():
            amount = self.money(name) if kind == "money" else None
            if amount and amount.currency != self.currency:
                raise Malformed("currencies_mixed", field=name, amount=str(amount), currency=self.currency)

    def value(self, field: str) -> Value | None:
        """Give the value of a field; none while it is unknown. Text that is empty counts as unknown."""
        if field.startswith(OWN):
            name = field.removeprefix(OWN)
            return next((own.value for own in self.own if own.name == name and own.value), None)
        value = getattr(self, field)
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        return None if value == "" else value

    def money(self, field: str) -> Money | None:
        """Give the amount in a money field; none while it is unknown."""
        value = self.value(field)
        return value if isinstance(value, Money) else None


assert {field.name for field in fields(Facts)} == {*FIELDS, "currency", "own", "evidence"}
