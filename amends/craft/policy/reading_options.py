"""Reading the options of a policy: remedy, amount, range, cap, conditions, and whether they fit together."""

from decimal import Decimal
from typing import Final, get_args

from amends.craft.money import Money
from amends.craft.policy.document import Amounts, Fixed, Option, Quantity, Range, Rounding, Share, When
from amends.craft.policy.facts import FIELDS
from amends.craft.policy.places import nearest
from amends.craft.policy.reading_conditions import read_when
from amends.craft.policy.remedies import REMEDIES, Remedy, as_remedy, is_money
from amends.craft.policy.tables import Table

OPTION_KEYS: Final = (
    "id",
    "title",
    "titles",
    "remedy",
    "amount",
    "rounding",
    "minimum",
    "normal",
    "cap",
    "needs",
    "clause",
    "when",
)
_AMOUNT_KEYS: Final = ("fixed", "percent", "of", "whole")
_MONEY_ONLY: Final = ("amount", "rounding", "minimum", "normal", "cap")
_ROUNDINGS: Final[tuple[Rounding, ...]] = get_args(Rounding.__value__)
_AMOUNT_EXAMPLE: Final = 'amount = { fixed = ["10.00 EUR"] }'
_MONEY_FIELDS: Final = tuple(field for field, kind in FIELDS.items() if kind == "money")
_WHOLE: Final = Decimal(100)


def read_option(table: Table) -> Option:
    """Read one option; what is wrong with it is noted, and stands as something harmless in what is returned."""
    remedy = _remedy(table)
    money = _money_parts(table, remedy)
    return Option(
        id=table.slug("id", instead='id = "new-one"'),
        title=table.text("title", instead='title = "Send a new one"'),
        titles=table.worded("titles"),
        remedy=remedy or "explanation",
        amount=money.amount,
        rounding=money.rounding,
        minimum=money.minimum,
        normal=money.normal,
        cap=money.cap,
        clause=table.text("clause", instead="clause = "),
        needs=table.texts("needs", instead='["photo"]'),
        when=_when(table, money),
    )


class _MoneyParts:
    """The keys of an option that are about money, read and held against each other."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.amount = _amount(table)
        self.rounding = _rounding(table)
        self.minimum = table.amounts("minimum")
        self.normal = _normal(table)
        self.cap = table.quantity("cap")

    def quantities(self) -> list[tuple[str, Quantity]]:
        """Name everything that is a quantity."""
        fixed = self.amount.amounts if isinstance(self.amount, Fixed) else ()
        low, high = (self.normal.low, self.normal.high) if self.normal else (None, None)
        named = (("amount", fixed), ("minimum", self.minimum), ("normal", low), ("normal", high), ("cap", self.cap))
        return [(key, value) for key, value in named if value]

    def check(self) -> None:
        """Note percentages of nothing, and what lies above the cap."""
        table = self._table
        if not isinstance(self.amount, Share):
            for key in {key for key, value in self.quantities() if isinstance(value, Decimal)}:
                table.notes.add("unit", (*table.path, key), text=str(table.raw(key)), instead='"10.00 EUR"')
        for key, value in self.quantities():
            if key != "cap" and self.cap and _above(value, self.cap):
                table.notes.add("cap_below", (*table.path, "cap"), than=key, instead=_written(value))


def _money_parts(table: Table, remedy: Remedy | None) -> "_MoneyParts":
    """Read what is said about money, which a remedy either needs or can't have."""
    parts = _MoneyParts(table)
    if remedy and is_money(remedy):
        if "amount" not in table:
            table.notes.add("amount_missing", table.path, remedy=remedy, instead=_AMOUNT_EXAMPLE)
        else:
            parts.check()
    elif remedy:
        for key in _MONEY_ONLY:
            if key in table:
                table.notes.add("amount_not_for", (*table.path, key), remedy=remedy)
    return parts


def _remedy(table: Table) -> Remedy | None:
    """Read the remedy, of which there is a closed set."""
    text = table.text("remedy", instead=", ".join(REMEDIES))
    remedy = as_remedy(text)
    if text and remedy is None:
        table.notes.add("unknown_remedy", (*table.path, "remedy"), text=text, instead=nearest(text, REMEDIES))
    return remedy


def _amount(table: Table) -> Fixed | Share | None:
    """Read the rule for the amount: fixed, a percentage of a fact, or the whole of it."""
    rule = table.table("amount", known=_AMOUNT_KEYS)
    match sorted(rule.keys()) if rule else None:
        case None:
            return None
        case ["fixed"]:
            return Fixed(rule.amounts("fixed")) if rule else None
        case ["of", "percent"]:
            return Share(rule.percent("percent"), _money_field(rule, "of")) if rule else None
        case ["whole"]:
            return Share(_WHOLE, _money_field(rule, "whole")) if rule else None
        case _:
            instead = 'one of: fixed = ["10.00 EUR"]; percent = "20", of = "order_value"; whole = "order_value"'
            table.notes.add("amount_rule", (*table.path, "amount"), instead=instead)
            return None


def _money_field(rule: Table, key: str) -> str:
    """Read the name of the fact that an amount is a share of."""
    field = rule.text(key, instead=", ".join(_MONEY_FIELDS))
    if field and field not in _MONEY_FIELDS:
        rule.notes.add("unknown_field", (*rule.path, key), text=field, instead=nearest(field, _MONEY_FIELDS))
    return field


def _rounding(table: Table) -> Rounding:
    """Read how finely an amount is rounded; to the smallest coin where nothing is said."""
    text = table.text("rounding", instead=", ".join(_ROUNDINGS)) if "rounding" in table else "cent"
    for rounding in _ROUNDINGS:
        if rounding == text:
            return rounding
    if text:
        table.notes.add("bad_rounding", (*table.path, "rounding"), text=text, instead=nearest(text, _ROUNDINGS))
    return "cent"


def _normal(table: Table) -> Range | None:
    """Read the normal range, whose two ends are of the same unit."""
    ends = table.table("normal", known=("low", "high"))
    if ends is None:
        return None
    for key in ("low", "high"):
        ends.required(key, instead='normal = { low = "5.00 EUR", high = "15.00 EUR" }')
    low, high = ends.quantity("low"), ends.quantity("high")
    if low is None or high is None:
        return None
    if isinstance(low, Decimal) != isinstance(high, Decimal):
        table.notes.add("unit", (*table.path, "normal"), text=_written(high), instead=_written(low))
    if _above(low, high):
        table.notes.add("range_reversed", (*table.path, "normal"), low=_written(low), high=_written(high))
    return Range(low, high)


def _when(table: Table, money: _MoneyParts) -> When:
    """Read the conditions, and note where an option doesn't name the same currencies everywhere."""
    when, rows = read_when(table)
    groups = [((*table.path, key), value) for key, value in money.quantities() if isinstance(value, tuple)]
    groups += [(path, value) for path, value in rows if value]
    expected = _currencies(groups[0][1]) if groups else ""
    for path, value in groups:
        if _currencies(value) != expected:
            table.notes.add("currencies_mixed", path, text=_currencies(value), instead=expected)
    return when


def _currencies(amounts: Amounts) -> str:
    """List the currencies of amounts."""
    return ", ".join(sorted({money.currency for money in amounts}))


def _above(one: Quantity, other: Quantity) -> bool:
    """Tell whether a quantity is above another, in any currency they share; different units don't compare."""
    if isinstance(one, Decimal) or isinstance(other, Decimal):
        return isinstance(one, Decimal) and isinstance(other, Decimal) and one > other
    most = {money.currency: money.amount for money in other}
    return any(money.amount > most.get(money.currency, money.amount) for money in one)


def _written(quantity: Quantity) -> str:
    """Write a quantity as it stands in a file."""
    return f"{quantity} %" if isinstance(quantity, Decimal) else ", ".join(map(Money.__str__, quantity))
