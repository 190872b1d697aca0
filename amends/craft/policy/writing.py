"""Writing a policy as a file, always in the same way, so that two versions differ only where they mean to."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from amends.craft.money import Money
from amends.craft.policy.document import Amounts, Fixed, Operand, Option, Policy, Quantity, Row, Share, Worded
from amends.craft.policy.sections import FENCE

_WHOLE: Final = Decimal(100)
_WIDEST: Final = 100
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write(policy: Policy) -> str:
    """Write a policy; `read` gives an equal one back."""
    parts = ["\n".join(_front(policy)), f"# Inside\n\n{policy.inside}"]
    parts += [f"# Customer copy: {copy.language}\n\n{copy.text}" for copy in policy.copies]
    return "\n\n".join(parts) + "\n"


def _front(policy: Policy) -> Iterator[str]:
    """Write the front matter with its two fences."""
    yield FENCE
    yield f"policy = {_text(policy.policy)}"
    yield f"title = {_text(policy.title)}"
    yield from _list("situations", map(_text, policy.situations))
    yield f"effective_from = {policy.effective_from}"
    if policy.effective_until:
        yield f"effective_until = {policy.effective_until}"
    yield f"language = {_text(policy.language)}"
    yield f"decides = {_text(policy.decides)}"
    if policy.evidence:
        yield from _list("evidence", map(_text, policy.evidence))
    yield from _table("[names]", policy.names)
    if policy.phrases:
        yield from ("", "[phrases]")
    for phrases in policy.phrases:
        yield from _list(phrases.language, map(_text, phrases.texts))
    for option in policy.options:
        yield from ("", "[[option]]", *_option(option))
    yield FENCE


def _table(header: str, texts: tuple[Worded, ...]) -> Iterator[str]:
    """Write a table of texts by language."""
    if texts:
        yield from ("", header)
    for text in texts:
        yield f"{text.language} = {_text(text.text)}"


def _option(option: Option) -> Iterator[str]:
    """Write one option; what stands as usual is left out."""
    yield f"id = {_text(option.id)}"
    yield f"title = {_text(option.title)}"
    if option.titles:
        titles = ", ".join(f"{title.language} = {_text(title.text)}" for title in option.titles)
        yield f"titles = {{ {titles} }}"
    yield f"remedy = {_text(option.remedy)}"
    yield from _money(option)
    if option.needs:
        yield from _list("needs", map(_text, option.needs))
    yield f"clause = {_text(option.clause)}"
    for key, rows in (("all", option.when.all), ("any", option.when.any)):
        if rows:
            yield from (f"when.{key} = [", *(f"  {_row(row)}," for row in rows), "]")


def _money(option: Option) -> Iterator[str]:
    """Write what an option says about money."""
    if option.amount:
        yield f"amount = {{ {_rule(option.amount)} }}"
    if option.rounding != "cent":
        yield f"rounding = {_text(option.rounding)}"
    if option.minimum:
        yield f"minimum = {_amounts(option.minimum)}"
    if option.normal:
        yield f"normal = {{ low = {_quantity(option.normal.low)}, high = {_quantity(option.normal.high)} }}"
    if option.cap:
        yield f"cap = {_quantity(option.cap)}"


def _rule(amount: Fixed | Share) -> str:
    """Write the rule for an amount."""
    if isinstance(amount, Fixed):
        return f"fixed = {_amounts(amount.amounts)}"
    if amount.percent == _WHOLE:
        return f"whole = {_text(amount.of)}"
    return f"percent = {_text(_number(amount.percent))}, of = {_text(amount.of)}"


def _row(row: Row) -> str:
    """Write one condition."""
    value = "" if row.value is None else f", value = {_operand(row.value, several=row.operator == 'one_of')}"
    return f"{{ field = {_text(row.field)}, operator = {_text(row.operator)}{value} }}"


def _operand(value: Operand, *, several: bool) -> str:
    """Write what a condition compares with."""
    if not isinstance(value, tuple):
        return "true" if value else "false"
    written = [_one(one) for one in value]
    return written[0] if len(written) == 1 and not several else f"[{', '.join(written)}]"


def _one(value: Money | Decimal | str) -> str:
    """Write one value."""
    return _number(value) if isinstance(value, Decimal) else _text(str(value))


def _quantity(quantity: Quantity) -> str:
    """Write amounts or a percentage."""
    return _text(f"{_number(quantity)} %") if isinstance(quantity, Decimal) else _amounts(quantity)


def _amounts(amounts: Amounts) -> str:
    """Write amounts, one for each currency."""
    return f"[{', '.join(_text(str(money)) for money in amounts)}]"


def _list(key: str, items: Iterable[str]) -> Iterator[str]:
    """Write a list in one line where it fits, else one item a line."""
    written = list(items)
    line = f"{key} = [{', '.join(written)}]"
    if len(line) <= _WIDEST:
        yield line
    else:
        yield from (f"{key} = [", *(f"  {item}," for item in written), "]")


def _number(number: Decimal) -> str:
    """Write a number without an exponent and without noughts that say nothing."""
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"


def _text(text: str) -> str:
    """Write a text in quotation marks, as TOML wants it."""
    return '"' + "".join(_ESCAPES.get(char) or _escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    """Write a character that TOML doesn't take as it is by its number."""
    return f"\\u{ord(char):04X}" if ord(char) < ord(" ") or char == "\x7f" else char
