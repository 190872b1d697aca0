"""The table of authority as it is drawn: a line for each remedy, a column for each level."""

from typing import TYPE_CHECKING

from amends.craft.money import Money, show
from amends.desk.owed.rules import exact
from amends.desk.policies.models import ANY
from amends.doors.office.authority_forms import remedy_words
from amends.doors.office.authority_pages import LimitCell, LimitEntry, LimitLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from amends.desk.people.models import Level
    from amends.desk.policies.models import Authority

URL = "/office/authority/"
EVERYBODY = "Everybody"
NOT_HERE = "only by asking"


def lines(rows: "Iterable[Authority]", levels: "Sequence[Level]") -> tuple[LimitLine, ...]:
    """Return the table; "anything" first, then each remedy that has a row of its own."""
    by_place: dict[tuple[str, int | None], list[Authority]] = {}
    for row in rows:
        by_place.setdefault((row.remedy, row.level_id), []).append(row)
    remedies = sorted({remedy for remedy, _ in by_place}, key=lambda name: (name != ANY, remedy_words(name)))
    return tuple(LimitLine(remedy_words(name), tuple(_cells(name, by_place, levels))) for name in remedies)


def _cells(
    remedy: str, by_place: "dict[tuple[str, int | None], list[Authority]]", levels: "Sequence[Level]"
) -> "Iterable[LimitCell]":
    """Yield the cells of a line from the lowest level up; a level without limits of its own has those below it."""
    otherwise = NOT_HERE if remedy == ANY else f"as for “{remedy_words(ANY)}”"
    for key, name in ((None, EVERYBODY), *((level.pk, level.name) for level in levels)):
        found = by_place.get((remedy, key), [])
        yield LimitCell(name, tuple(_entry(row) for row in found), "" if found else otherwise)
        if found:
            otherwise = f"as {name[0].lower()}{name[1:]}" if key is None else f"as {name}"


def _entry(row: "Authority") -> LimitEntry:
    days = f" in {row.period_days} days" if row.period_days else ""
    lines = []
    case, customer = exact(row.per_case, row.currency), exact(row.per_customer, row.currency)
    if case:
        lines.append(f"{_short(case)} a case")
    if customer:
        lines.append(f"{_short(customer)} a customer{days}")
    return LimitEntry(f"{URL}{row.pk}/", tuple(lines) or ("what has no price",), row.team.name if row.team else "")


def _short(money: Money) -> str:
    """Say an amount without coins where there are none."""
    return show(money, "en").removesuffix(".00")
