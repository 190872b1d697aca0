"""A contact is ended after it was said and warned, by two people, and never otherwise (C4.6)."""

from datetime import timedelta

import pytest

from amends.craft.refusal import AlreadyDone, Missing, NotAllowed, TooLate
from amends.desk.cases.models import Event, Note
from amends.desk.offers.actions import Thing, promise
from amends.desk.owed.models import Obligation, Waiver
from amends.desk.plays.actions import confirm, record, withdraw
from amends.desk.plays.models import PlayRecord
from amends.desk.plays.telling import Told

WHY = Told(text="Insults went on after the warning.")


def _warned(case, agent, now):
    record(case, "abusive", "said", agent, now=now)
    record(case, "abusive", "warned", agent, now=now)


def test_said_warned_and_confirmed_by_a_second_person_it_closes_the_case(case, ben, cleo, now):
    _warned(case, ben, now)
    made = record(case, "abusive", "ended", ben, WHY, now=now)
    case.refresh_from_db()
    open_until_confirmed = case.is_open
    closed = confirm(made, cleo, now=now)
    case.refresh_from_db()

    assert open_until_confirmed
    assert closed
    assert (case.outcome, case.is_open) == ("ended", False)
    assert not Obligation.objects.open().filter(case=case).exists()
    assert {row.reason for row in Waiver.objects.filter(obligation__case=case)} == {f"Contact ended: {WHY.text}"}


def test_never_without_the_warning(case, ben, cleo, now):
    record(case, "abusive", "said", ben, now=now)
    with pytest.raises(Missing, match="earlier_step"):
        record(case, "abusive", "ended", ben, WHY, now=now)

    assert PlayRecord.objects.count() == 1


def test_never_without_a_reason(case, ben, now):
    _warned(case, ben, now)
    with pytest.raises(Missing, match="details"):
        record(case, "abusive", "ended", ben, now=now)

    assert not PlayRecord.objects.waiting().exists()


def test_who_ends_it_cant_be_the_second_person(case, ben, now):
    _warned(case, ben, now)
    made = record(case, "abusive", "ended", ben, WHY, now=now)
    with pytest.raises(NotAllowed, match="second_is_first"):
        confirm(made, ben, now=now)
    case.refresh_from_db()

    assert case.is_open


def test_the_second_person_stands_no_lower(case, ben, cleo, now):
    _warned(case, cleo, now)
    made = record(case, "abusive", "ended", cleo, WHY, now=now)
    with pytest.raises(NotAllowed, match="second_is_lower"):
        confirm(made, ben, now=now)

    assert PlayRecord.objects.waiting().get() == made


def test_it_waits_once_and_can_be_turned_down(case, ben, cleo, now):
    _warned(case, ben, now)
    made = record(case, "abusive", "ended", ben, WHY, now=now)
    with pytest.raises(AlreadyDone, match="waits_for_second"):
        record(case, "abusive", "ended", ben, WHY, now=now)
    withdraw(made, cleo, now=now)
    with pytest.raises(AlreadyDone, match="record_settled"):
        confirm(made, cleo, now=now)
    case.refresh_from_db()

    assert case.is_open


def test_what_was_promised_stays_owed_and_the_case_open_until_it_is_kept(case, ben, cleo, now):
    promise(case, ben, Thing("A new blender"), due=now + timedelta(days=2), now=now)
    _warned(case, ben, now)
    closed = confirm(record(case, "abusive", "ended", ben, WHY, now=now), cleo, now=now)
    case.refresh_from_db()

    assert not closed
    assert case.is_open
    assert {row.kind for row in Obligation.objects.open().filter(case=case)} == {"promise"}


def test_a_threat_ends_at_once_and_stands_when_the_named_person_confirms(case, ben, cleo, dana, now):
    record(case, "abusive", "ended", ben, Told(text="Threatened to hurt us.", threat=True), now=now)
    named = record(case, "abusive", "named_superior", ben, Told(person=dana), now=now)
    called = Event.objects.get(kind="escalation.asked").data["person"]
    with pytest.raises(NotAllowed, match="not_the_named"):
        confirm(named, cleo, now=now)
    closed = confirm(named, dana, now=now)
    case.refresh_from_db()

    assert called == dana.pk
    assert closed
    assert case.outcome == "ended"


def test_afterwards_only_looking_after_the_agent_is_written_down_and_by_somebody_else(case, ben, cleo, dana, now):
    _warned(case, ben, now)
    confirm(record(case, "abusive", "ended", ben, WHY, now=now), cleo, now=now)
    alone = PlayRecord.objects.unsupported().count()
    with pytest.raises(NotAllowed, match="by_another"):
        record(case, "abusive", "supported", ben, now=now)
    with pytest.raises((TooLate, AlreadyDone)):
        record(case, "abusive", "warned", ben, now=now)
    record(case, "abusive", "supported", dana, now=now)

    assert alone == 1
    assert not PlayRecord.objects.unsupported().exists()
    assert Note.objects.filter(case=case, text__contains="speak with Ben").exists()
