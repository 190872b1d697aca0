"""Whether conditions hold for the facts of a case: yes, no, or not known yet."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from amends.craft.money import Money
from amends.craft.policy.document import Row, When
from amends.craft.policy.facts import Facts, Value

type Truth = Literal["holds", "fails", "unknown"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the conditions come to; `failed` are the rows that fail, `unknown` the fields one would have to know."""

    truth: Truth
    failed: tuple[Row, ...] = ()
    unknown: tuple[str, ...] = ()


_COMPARING: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
}


def judge(when: When, facts: Facts) -> Judgement:
    """Judge all conditions together: what is unknown never counts as true, and never hides a plain no."""
    every = {row: judge_row(row, facts) for row in when.all}
    some = {row: judge_row(row, facts) for row in when.any}
    failed = tuple(row for row, truth in every.items() if truth == "fails")
    if some and set(some.values()) == {"fails"}:
        failed += tuple(some)
    if failed:
        return Judgement("fails", failed=failed)
    undecided = [row for row, truth in every.items() if truth == "unknown"]
    if "holds" not in some.values():
        undecided += [row for row, truth in some.items() if truth == "unknown"]
    fields = tuple(dict.fromkeys(row.field for row in undecided))
    return Judgement("unknown", unknown=fields) if fields else Judgement("holds")


def judge_row(row: Row, facts: Facts) -> Truth:
    """Judge one condition."""
    value = facts.value(row.field)
    if row.operator in {"known", "unknown"}:
        return _truth((value is not None) == (row.operator == "known"))
    if value is None:
        return "unknown"
    return _truth(_compare(row, value))


def _truth(holds: bool) -> Truth:
    return "holds" if holds else "fails"


def _compare(row: Row, value: Value) -> bool:
    """Compare what is known with what a row asks for."""
    match row.operator:
        case "is":
            return _plain(value) in _wanted(row, value)
        case "is_not":
            return _plain(value) not in _wanted(row, value)
        case "one_of":
            return _plain(value) in _wanted(row, value)
        case "contains":
            return any(str(word) in str(_plain(value)) for word in _wanted(row, value))
        case _:
            known = _plain(value)
            return isinstance(known, Decimal) and all(
                _COMPARING[row.operator](known, wanted) for wanted in _wanted(row, value) if isinstance(wanted, Decimal)
            )


def _wanted(row: Row, value: Value) -> list[Decimal | str | bool]:
    """List what a row asks for, ready to be compared; amounts in other currencies than the case's are left out."""
    if isinstance(row.value, tuple):
        currency = value.currency if isinstance(value, Money) else None
        return [_plain(one) for one in row.value if not isinstance(one, Money) or one.currency == currency]
    return [] if row.value is None else [row.value]


def _plain(value: Value) -> Decimal | str | bool:
    """Give what is compared: the number of an amount, text without regard to capitals."""
    if isinstance(value, Money):
        return value.amount
    return value.casefold() if isinstance(value, str) else value
