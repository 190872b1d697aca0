"""Compares what a story expects with what the desk owes and shows."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from amends.desk.cases.models import Case, Link
from amends.desk.owed.models import Obligation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amends.doors.cli.stories.desk import StoryDesk


def differences(desk: "StoryDesk", expected: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what was expected and what there is instead, for each key that differs."""
    who = str(expected.get("of", desk.last_customer))
    case = desk.newest_case(who)
    if case is None:
        yield f"a case of {who}", "none"
        return
    rows = list(Obligation.objects.open().filter(case=case).select_related("owner", "team").order_by("due"))
    for key, want in expected.items():
        if key == "of":
            continue
        got = _READERS[key](desk, case, rows, want, who)
        if not _same(key, want, got):
            yield f"{key} = {want}", f"{key} = {got}"
    desk.seen_mail = max((mail.pk for mail in desk.mails_to(who)), default=desk.seen_mail)


def _same(key: str, want: Any, got: Any) -> bool:
    if key == "owed":
        return set(want) <= set(got)
    if key == "not_owed":
        return not set(want) & set(got)
    if key == "overdue":
        return set(want) == set(got)
    return bool(want == got)


def _kinds(_desk: "StoryDesk", _case: Case, rows: "Sequence[Obligation]", _want: Any, _who: str) -> list[str]:
    return sorted({row.kind for row in rows})


def _overdue(desk: "StoryDesk", _case: Case, rows: "Sequence[Obligation]", _want: Any, _who: str) -> list[str]:
    return sorted({row.kind for row in rows if row.due < desk.now and not row.paused})


def _due(desk: "StoryDesk", _case: Case, rows: "Sequence[Obligation]", want: Any, _who: str) -> dict[str, str]:
    return {kind: _local(desk, next((row.due for row in rows if row.kind == kind), None)) for kind in want}


def _not_before(desk: "StoryDesk", _case: Case, rows: "Sequence[Obligation]", want: Any, _who: str) -> dict[str, str]:
    return {kind: _local(desk, next((row.not_before for row in rows if row.kind == kind), None)) for kind in want}


def _owed_by(desk: "StoryDesk", _case: Case, rows: "Sequence[Obligation]", want: Any, _who: str) -> dict[str, str]:
    found = {kind: next((row for row in rows if row.kind == kind), None) for kind in want}
    return {kind: "nobody" if row is None else _name(desk, row.owner) for kind, row in found.items()}


def _sent(desk: "StoryDesk", _case: Case, _rows: object, _want: Any, who: str) -> int:
    return sum(mail.pk > desk.seen_mail for mail in desk.mails_to(who))


def _cases(_desk: "StoryDesk", case: Case, _rows: object, _want: Any, _who: str) -> int:
    return Case.objects.filter(customer=case.customer_id, merged_into=None).count()


def _name(desk: "StoryDesk", agent: Any) -> str:
    return "Desk" if agent is None else next((name for name, one in desk.agents.items() if one == agent), str(agent))


def _local(desk: "StoryDesk", at: Any) -> str:

    return "none" if at is None else f"{at.astimezone(ZoneInfo(desk.script.zone)):%Y-%m-%d %H:%M}"


_READERS: Mapping[str, Any] = {
    "owed": _kinds,
    "not_owed": _kinds,
    "overdue": _overdue,
    "due": _due,
    "not_before": _not_before,
    "owed_by": _owed_by,
    "sent": _sent,
    "cases": _cases,
    "owner": lambda desk, case, _rows, _want, _who: _name(desk, case.owner),
    "state": lambda _desk, case, _rows, _want, _who: "open" if case.is_open else "closed",
    "outcome": lambda _desk, case, _rows, _want, _who: case.outcome,
    "kind": lambda _desk, case, _rows, _want, _who: case.kind,
    "understanding": lambda _desk, case, _rows, _want, _who: case.understanding,
    "linked": lambda _desk, case, _rows, _want, _who: Link.objects.filter(case=case).exists(),
}
