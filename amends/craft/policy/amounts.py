"""What an option comes to for one case: an exact amount, and how it was worked out."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final, Literal

from amends.craft.money import Money
from amends.craft.policy.document import Amounts, Fixed, Option, Quantity, Rounding, Share
from amends.craft.policy.facts import Facts

type Bound = Literal["", "minimum", "cap", "all"]
"""What moved an amount: the option's minimum, its cap, or that no more than all of it can be given back."""

_STEPS: Final[dict[Rounding, Decimal]] = {"cent": Decimal(0), "half": Decimal("0.5"), "whole": Decimal(1)}
_WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Working:
    """How an amount was worked out, for a sentence: "20 % of order_value (89.90 EUR), rounded up to half: 18.00 EUR".

    `percent`, `of` and `base` are empty for fixed amounts. `before` is the amount before `bound` moved it.
    """

    amount: Money
    before: Money
    percent: Decimal | None = None
    of: str = ""
    base: Money | None = None
    rounding: Rounding = "cent"
    bound: Bound = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What is usually given, in money."""

    low: Money
    high: Money

    @property
    def middle(self) -> Decimal:
        """Give the middle of the band, which need not be a whole number of coins."""
        return (self.low.amount + self.high.amount) / 2


def work_out(option: Option, facts: Facts) -> Working | None:
    """Work out an option's amount in the case's currency; none when a fact is missing or it has no amount."""
    match option.amount:
        case Fixed(amounts):
            amount = _in(amounts, facts.currency)
            return _bounded(option, Working(amount, amount)) if amount else None
        case Share(percent, of):
            base = facts.money(of)
            if base is None:
                return None
            amount, bound = _share(base, percent, option.rounding)
            return _bounded(option, Working(amount, amount, percent, of, base, option.rounding, bound))
        case None:
            return None


def band(option: Option, facts: Facts) -> Band | None:
    """Give the normal range of an option in the case's currency, cut at its cap."""
    if option.normal is None:
        return None
    low, high = in_money(option.normal.low, option, facts), in_money(option.normal.high, option, facts)
    cap = cap_of(option, facts)
    if low is None or high is None:
        return None
    return Band(_least(low, cap), _least(high, cap))


def cap_of(option: Option, facts: Facts) -> Money | None:
    """Give the most that an option may ever come to; none when it has no cap or a fact for it is missing."""
    return in_money(option.cap, option, facts)


def in_money(quantity: Quantity | None, option: Option, facts: Facts) -> Money | None:
    """Give a quantity in the case's currency: its own amount, or that percentage of what the option is a share of."""
    if isinstance(quantity, tuple):
        return _in(quantity, facts.currency)
    base = facts.money(option.amount.of) if isinstance(option.amount, Share) else None
    return _share(base, quantity, option.rounding)[0] if quantity is not None and base else None


def _share(base: Money, percent: Decimal, rounding: Rounding) -> tuple[Money, Bound]:
    """Take a percentage, rounded up; up to a hundred it never comes to more than there is."""
    step = max(_STEPS[rounding], Decimal(1).scaleb(-base.digits))
    exact = base.amount * percent / _WHOLE
    rounded = (exact / step).to_integral_value(ROUND_CEILING) * step
    if percent <= _WHOLE and rounded > base.amount:
        return base, "all"
    return Money(rounded, base.currency), ""


def _bounded(option: Option, working: Working) -> Working:
    """Raise an amount to the minimum of the option, then cut it at the cap."""
    amount, bound = working.amount, working.bound
    minimum = _in(option.minimum, amount.currency)
    if minimum and minimum.amount > amount.amount:
        amount, bound = minimum, "minimum"
    cap = _cap(option, working)
    if cap and cap.amount < amount.amount:
        amount, bound = cap, "cap"
    return Working(
        amount, working.before, working.percent, working.of, base=working.base, rounding=working.rounding, bound=bound
    )


def _cap(option: Option, working: Working) -> Money | None:
    """Give the cap in the currency of an amount that is being worked out."""
    if isinstance(option.cap, tuple):
        return _in(option.cap, working.amount.currency)
    return _share(working.base, option.cap, option.rounding)[0] if option.cap is not None and working.base else None


def _in(amounts: Amounts, currency: str) -> Money | None:
    """Pick the amount in a currency."""
    return next((amount for amount in amounts if amount.currency == currency), None)


def _least(amount: Money, cap: Money | None) -> Money:
    """Give the lesser of an amount and a cap."""
    return cap if cap and cap.amount < amount.amount else amount
