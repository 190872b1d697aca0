"""A call that we promised is owed at the time that was named, by whoever was named (C4.2)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from amends.craft.hours import Calendar, parse_hours
from amends.craft.journey import Owed, Times, facts, owed_now

CALENDAR = Calendar(zone=ZoneInfo("Europe/Berlin"), week=parse_hours("Mon-Fri 09:00-17:00"), holidays=frozenset())
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DUE = START + timedelta(days=2, hours=3)
ASKED = facts.MessageReceived(id=1, at=START, message=1, asks=True, wants_call=True)


def _calls(*told: facts.Fact) -> list[Owed]:
    owed = owed_now(told, Times(), CALENDAR, START + timedelta(hours=1))
    return [entry for entry in owed if entry.kind == "call_back"]


def test_it_is_due_when_it_was_promised_and_stands_for_the_call_they_asked_for() -> None:
    promised = facts.CallBackPromised(id=2, at=START, due=DUE)
    asked, owed = _calls(ASKED, promised)

    assert asked.settled_by == promised.id
    assert (owed.due, owed.role, owed.is_open) == (DUE, "taker", True)


def test_who_was_named_owes_it() -> None:
    (owed,) = _calls(facts.CallBackPromised(id=2, at=START, due=DUE, person=7))

    assert owed.role == "senior"


def test_only_a_call_that_reached_them_settles_it() -> None:
    promised = facts.CallBackPromised(id=2, at=START, due=DUE)
    tried = facts.CallNoted(id=3, at=DUE, reached=False)
    reached = facts.CallNoted(id=4, at=DUE, reached=True)

    assert _calls(promised, tried)[0].is_open
    assert _calls(promised, tried, reached)[0].settled_by == reached.id
