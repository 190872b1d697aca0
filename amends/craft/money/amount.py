"""An amount of money in one currency, exact to its smallest coin."""

from dataclasses import dataclass
from decimal import Decimal

from amends.craft.money.currencies import CODES, digits
from amends.craft.refusal import Malformed

MOST = Decimal(10) ** 12
"""No single case is about so much; what is larger is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Money:
    """What is promised, offered or paid: never negative, never a float, never finer than the currency's coins.

    Raises `Malformed` for an unknown currency (code "currency") or an amount out of bounds (code "amount"),
    and `TypeError` for an amount that is not a `Decimal`.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        """Refuse what could not be paid out."""
        if not isinstance(self.amount, Decimal):
            raise TypeError(type(self.amount))
        if self.currency not in CODES:
            raise Malformed("currency", text=self.currency)
        if not self.amount.is_finite() or not 0 <= self.amount < MOST or self.amount != round(self.amount, self.digits):
            raise Malformed("amount", text=str(self.amount))

    def __str__(self) -> str:
        """Write the amount as it is stored and read again: "49.90 EUR"."""
        return f"{self.plain} {self.currency}"

    @property
    def digits(self) -> int:
        """Give the number of decimal places of the currency."""
        return digits(self.currency)

    @property
    def plain(self) -> str:
        """Write the number alone, with all its decimal places and no grouping: "1234.50"."""
        return f"{abs(self.amount):.{self.digits}f}"
