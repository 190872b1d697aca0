"""Reading conditions: rows of field, operator and value, each checked against the type of its field."""

from decimal import Decimal
from typing import Final, get_args

from amends.craft.money import Money
from amends.craft.policy.document import Amounts, Operand, Operator, Row, When
from amends.craft.policy.facts import FIELDS, OWN, FieldType, type_of
from amends.craft.policy.places import Path, nearest
from amends.craft.policy.tables import MONEY_EXAMPLE, Table

OPERATORS: Final[tuple[Operator, ...]] = get_args(Operator.__value__)
_ALWAYS: Final[tuple[Operator, ...]] = ("known", "unknown")
_ORDERED: Final[tuple[Operator, ...]] = ("is", "is_not", "at_least", "at_most", "more_than", "less_than")
OPERATORS_FOR: Final[dict[FieldType, tuple[Operator, ...]]] = {
    "money": (*_ORDERED, *_ALWAYS),
    "number": (*_ORDERED, "one_of", *_ALWAYS),
    "text": ("is", "is_not", "one_of", "contains", *_ALWAYS),
    "yes_no": ("is", "is_not", *_ALWAYS),
}
"""Which operators go with which type of field."""

_MOST: Final = Decimal(10) ** 12
_FINEST: Final = 6
_EXAMPLES: Final[dict[FieldType, str]] = {"money": MONEY_EXAMPLE, "number": "14", "text": '"phone"', "yes_no": "true"}


def read_when(option: Table) -> tuple[When, list[tuple[Path, Amounts]]]:
    """Read the conditions of an option, and with them the amounts they name, with their places."""
    when = option.table("when", known=("all", "any"))
    if when is None:
        return When(), []
    found = {
        key: [
            (table, _row(table)) for table in when.tables(key, known=("field", "operator", "value"), instead="[{ … }]")
        ]
        for key in ("all", "any")
    }
    amounts = [
        (table.path, tuple(one for one in row.value if isinstance(one, Money)))
        for rows in found.values()
        for table, row in rows
        if row and isinstance(row.value, tuple)
    ]
    every, some = (tuple(row for _, row in found[key] if row) for key in ("all", "any"))
    return When(every, some), amounts


def _row(table: Table) -> Row | None:
    """Read one row; none when it makes no sense."""
    field = table.text("field", instead=", ".join(FIELDS))
    operator = _operator(table)
    kind = type_of(field)
    if field and kind is None:
        instead = f'"{OWN}…"' if field.startswith(OWN) else nearest(field, FIELDS)
        table.notes.add("unknown_field", (*table.path, "field"), text=field, instead=instead)
    if operator is None or kind is None:
        return None
    if operator not in OPERATORS_FOR[kind]:
        instead = ", ".join(OPERATORS_FOR[kind])
        data = {"text": operator, "field": field, "type": kind}
        table.notes.add("operator_not_for", (*table.path, "operator"), instead=instead, **data)
        return None
    return Row(field, operator, _operand(table, kind, operator))


def _operator(table: Table) -> Operator | None:
    """Read an operator, of which there is a closed set."""
    text = table.text("operator", instead=", ".join(OPERATORS))
    for operator in OPERATORS:
        if operator == text:
            return operator
    if text:
        table.notes.add("unknown_operator", (*table.path, "operator"), text=text, instead=nearest(text, OPERATORS))
    return None


def _operand(table: Table, kind: FieldType, operator: Operator) -> Operand:
    """Read the value that a field is compared with."""
    if operator in _ALWAYS:
        if "value" in table:
            table.notes.add("unknown_key", (*table.path, "value"), instead=f"nothing: {operator} has no value")
        return None
    if not table.required("value", instead=f"value = {_EXAMPLES[kind]}"):
        return None
    match kind:
        case "money":
            return table.amounts("value")
        case "yes_no":
            return _yes_no(table)
        case "number":
            return _numbers(table, several=operator == "one_of")
        case "text":
            return _texts(table, several=operator == "one_of")


def _yes_no(table: Table) -> bool:
    """Read true or false."""
    value = table.raw("value")
    if not isinstance(value, bool):
        table.wrong("value", instead="true, false")
    return value is True


def _numbers(table: Table, *, several: bool) -> tuple[Decimal, ...]:
    """Read a number, or a list of them."""
    value = table.raw("value")
    written = value if several and isinstance(value, list) and value else [value]
    found = [Decimal(one) for one in written if isinstance(one, int | Decimal) and not isinstance(one, bool)]
    if len(found) != len(written) or not all(_is_sensible(one) for one in found):
        table.wrong("value", instead="[1, 2, 3]" if several else "14")
        return ()
    return tuple(found)


def _is_sensible(number: Decimal) -> bool:
    """Tell whether a number could be meant: neither beyond all counting nor finer than any measure."""
    exponent = number.as_tuple().exponent
    # Its size is read off, not computed: taking the absolute value of 1e999999999 raises.
    return isinstance(exponent, int) and number.adjusted() < _MOST.adjusted() and exponent >= -_FINEST


def _texts(table: Table, *, several: bool) -> tuple[str, ...]:
    """Read a text, or a list of them."""
    value = table.raw("value")
    if several and (isinstance(value, str) or value == []):
        table.wrong("value", instead='["phone", "email"]')
        return ()
    if several:
        return table.texts("value", instead='["phone", "email"]')
    return (table.text("value", instead='"phone"'),)
