"""A step of a play on record does what it says: somebody senior is called, a call back is owed at its time."""

from datetime import UTC, date, datetime, time

import pytest

from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.cases.models import Event
from amends.desk.owed.models import Obligation
from amends.desk.plays.actions import record
from amends.desk.plays.telling import Told

WEDNESDAY = date(2026, 3, 4)


def test_naming_the_boss_calls_them_with_a_clock(case, ben, cleo, now):
    record(case, "wants_boss", "named_superior", ben, Told(person=cleo), now=now)
    owed = Obligation.objects.open().get(case=case, kind="escalate")

    assert owed.owner == cleo


def test_nobody_lower_is_named_as_the_boss(case, ben, cleo, now):
    with pytest.raises(NotAllowed, match="person_named"):
        record(case, "wants_boss", "named_superior", cleo, Told(person=ben), now=now)

    assert not Obligation.objects.filter(kind="escalate").exists()


def test_a_call_back_is_owed_at_its_time_by_who_was_named(case, ben, cleo, now):
    record(case, "stalemate", "named_superior", ben, Told(person=cleo), now=now)
    record(case, "stalemate", "call_back_promised", ben, Told(day=WEDNESDAY, clock=time(14), person=cleo), now=now)
    owed = Obligation.objects.open().get(case=case, kind="call_back")

    assert owed.due == datetime(2026, 3, 4, 13, tzinfo=UTC)
    assert owed.owner == cleo


def test_no_call_is_promised_for_a_time_that_has_passed(case, ben, now):
    record(case, "talks_on", "said", ben, now=now)
    with pytest.raises(Malformed, match="due_in_past"):
        record(case, "talks_on", "call_back_promised", ben, Told(day=date(2026, 3, 2), clock=time(9)), now=now)

    assert not Obligation.objects.filter(kind="call_back").exists()


def test_a_step_tells_what_it_has_to_and_comes_in_its_order(case, ben, now):
    with pytest.raises(Missing, match="details"):
        record(case, "retention", "reason_for_leaving", ben, now=now)
    with pytest.raises(Missing, match="earlier_step"):
        record(case, "retention", "budget", ben, Told(text="20 a month"), now=now)
    made = record(case, "retention", "reason_for_leaving", ben, Told(text="Too expensive"), now=now)

    assert made.details == {"text": "Too expensive"}
    assert Event.objects.get(kind="play.recorded").data["step"] == "reason_for_leaving"
