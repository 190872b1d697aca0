"""What policies say in keys and codes, in words: remedies, amounts, and conditions as somebody would say them."""

from decimal import Decimal
from typing import TYPE_CHECKING

from amends.craft.money import Money, show
from amends.craft.policy import Fixed, Share

if TYPE_CHECKING:
    from amends.craft.policy import Amounts, Operator, Option, Quantity, Range, Remedy, Row

REMEDIES: "dict[Remedy, str]" = {
    "refund": "Refund",
    "partial_refund": "Part of the price back",
    "waive_fee": "Fee waived",
    "credit": "Credit",
    "discount": "Discount",
    "free_month": "Free month",
    "goodwill": "Goodwill",
    "replacement": "Replacement",
    "repair": "Repair",
    "pause": "Pause",
    "callback": "Call back",
    "explanation": "Explanation",
    "apology": "Apology",
    "referral": "Referral",
}
FACTS = {
    "order_value": "the order value",
    "amount_at_issue": "the amount in question",
    "monthly_fee": "the monthly fee",
    "days_late": "days late",
    "days_since_delivery": "days since delivery",
    "tenure_days": "days they have been a customer",
    "severity": "severity",
    "heat": "heat",
    "times_failed": "how often we failed them",
    "channel": "channel",
    "product": "product",
    "country": "country",
}
# How a comparison with a fact is said; what has no line here is said after its name.
SAYINGS = {
    "days_late": "{} days late",
    "days_since_delivery": "{} days since delivery",
    "tenure_days": "a customer for {} days",
    "severity": "severity {} (of 4)",
    "heat": "heat {} (of 3)",
    "times_failed": "failed by us {} times before",
}
# What is answered by yes or no, said both ways.
YES_NO = {
    "first_time": ("it is their first case", "it is not their first case"),
    "customer_fault": ("it came about on their side", "it did not come about on their side"),
}
OPERATORS: "dict[Operator, str]" = {
    "is": "is",
    "is_not": "is not",
    "at_least": "at least",
    "at_most": "at most",
    "more_than": "more than",
    "less_than": "less than",
    "one_of": "one of",
    "contains": "contains",
    "known": "is known",
    "unknown": "is not known",
}
ROUNDING = {"cent": "", "half": "rounded up to half a unit", "whole": "rounded up to a whole unit"}
_ALL = Decimal(100)
_OWN = "own."


def fact_words(field: str) -> str:
    """Name a fact of a case; a field of the desk's own by its name."""
    if field in YES_NO:
        return f"whether {YES_NO[field][0]}"
    return FACTS.get(field) or field.removeprefix(_OWN).replace("_", " ").replace("-", " ")


def condition_words(row: "Row") -> str:
    """Say one condition: "at most 60 days since delivery"."""
    if isinstance(row.value, bool):
        yes, no = YES_NO.get(row.field, (fact_words(row.field), f"not {fact_words(row.field)}"))
        return yes if row.value == (row.operator == "is") else no
    if not row.value:
        return f"{fact_words(row.field)} {OPERATORS[row.operator]}"
    said = " or ".join(_value(value) for value in row.value)
    compared = said if row.operator == "is" and row.field in SAYINGS else f"{OPERATORS[row.operator]} {said}"
    return SAYINGS.get(row.field, f"{fact_words(row.field)} {{}}").format(compared)


def amount_words(option: "Option") -> str:
    """Say the amount of an option: "20 % of the order value"; empty where it is not worth money."""
    match option.amount:
        case Fixed(amounts):
            return amounts_words(amounts)
        case Share(percent, of):
            return f"{'all' if percent == _ALL else _percent(percent)} of {fact_words(of)}"
        case _:
            return ""


def amounts_words(amounts: "Amounts") -> str:
    """Say the same amount in each of its currencies."""
    return " / ".join(show(money, "en") for money in amounts)


def quantity_words(quantity: "Quantity | None") -> str:
    """Say amounts or a percentage; empty where nothing is said."""
    if quantity is None:
        return ""
    return _percent(quantity) if isinstance(quantity, Decimal) else amounts_words(quantity)


def range_words(normal: "Range | None") -> str:
    """Say what is usually given; empty where nothing is said."""
    if normal is None:
        return ""
    low, high = normal.low, normal.high
    if isinstance(low, Decimal) or isinstance(high, Decimal):
        return f"{quantity_words(low)} to {quantity_words(high)}"
    ends = {money.currency: money for money in high}
    return " / ".join(f"{show(one, 'en')} to {show(ends.get(one.currency, one), 'en')}" for one in low)


def _value(value: Money | Decimal | str) -> str:
    if isinstance(value, Money):
        return show(value, "en")
    return _plain(value) if isinstance(value, Decimal) else f"“{value}”"


def _percent(percent: Decimal) -> str:
    return f"{_plain(percent)} %"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
