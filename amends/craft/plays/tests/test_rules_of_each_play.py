"""Each play keeps to what the craft asks of it (CRAFT C4.1, C4.2, C4.5, C4.6, C4.7)."""

from datetime import UTC, datetime, timedelta

import pytest

from amends.craft.listening.heard import PlayId
from amends.craft.plays import Detail, Record, RecordKind, may_record, next_step, play
from amends.craft.refusal import AlreadyDone, Missing, NotAllowed, TooLate

BEN, CLEO, DANA = 1, 2, 3
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def record(kind: RecordKind, *details: Detail, by: int = BEN, second: int | None = None, minute: int = 0) -> Record:
    return Record(
        kind=kind, by=by, second=second, at=START + timedelta(minutes=minute), details=frozenset({"text", *details})
    )


SAID = record("said")
WARNED = record("warned", minute=1)
ENDED = record("ended", second=CLEO, minute=2)
THREAT = record("ended", "threat", minute=2)


def test_an_abusive_customer_is_told_warned_and_only_then_left() -> None:
    story = [SAID, WARNED, ENDED]

    steps = [next_step(play("abusive"), story[:told]) for told in range(4)]

    assert [step and step.record for step in steps] == ["said", "warned", "ended", "supported"]
    for told, wanted in enumerate(story):
        may_record(play("abusive"), story[:told], wanted)


@pytest.mark.parametrize(
    ("earlier", "missing"), [((), ("said", "warned")), ((SAID,), ("warned",)), ((WARNED,), ("said",))]
)
def test_the_contact_is_never_ended_without_the_warning(earlier: tuple[Record, ...], missing: tuple[str, ...]) -> None:
    with pytest.raises(Missing) as refused:
        may_record(play("abusive"), earlier, ENDED)

    assert refused.value.code == "earlier_step"
    assert refused.value.data["kinds"] == missing


def test_nobody_is_warned_before_it_was_said() -> None:
    with pytest.raises(Missing, match="earlier_step"):
        may_record(play("abusive"), (), WARNED)


def test_a_warning_written_down_later_does_not_count_for_an_earlier_end() -> None:
    with pytest.raises(Missing, match="earlier_step"):
        may_record(play("abusive"), (SAID, record("warned", minute=30)), ENDED)


def test_ending_needs_a_second_person() -> None:
    with pytest.raises(Missing, match="second_person"):
        may_record(play("abusive"), (SAID, WARNED), record("ended", minute=2))


def test_the_second_person_is_not_the_first() -> None:
    with pytest.raises(NotAllowed, match="second_is_first"):
        may_record(play("abusive"), (SAID, WARNED), record("ended", second=BEN, minute=2))


def test_an_ended_contact_is_neither_ended_again_nor_gone_on_with() -> None:
    earlier = (SAID, WARNED, ENDED)

    with pytest.raises(AlreadyDone, match="contact_ended"):
        may_record(play("abusive"), earlier, record("ended", second=CLEO, minute=3))
    with pytest.raises(TooLate, match="contact_ended"):
        may_record(play("abusive"), earlier, record("warned", minute=3))


def test_the_agent_is_supported_by_somebody_else_afterwards() -> None:
    earlier = (SAID, WARNED, ENDED)

    may_record(play("abusive"), earlier, record("supported", by=DANA, minute=3))

    with pytest.raises(NotAllowed, match="by_another"):
        may_record(play("abusive"), earlier, record("supported", by=BEN, minute=3))
    with pytest.raises(Missing, match="earlier_step"):
        may_record(play("abusive"), (SAID,), record("supported", by=DANA, minute=3))


def test_a_threat_of_violence_ends_the_contact_at_once_and_calls_the_named_person() -> None:
    may_record(play("abusive"), (), THREAT)

    step = next_step(play("abusive"), (THREAT,))

    assert step is not None
    assert (step.record, step.does) == ("named_superior", "escalate")
    with pytest.raises(Missing, match="second_person"):
        may_record(play("abusive"), (THREAT,), record("named_superior", "person", minute=3))
    may_record(play("abusive"), (THREAT,), record("named_superior", "person", second=DANA, minute=3))


def test_a_threat_noted_with_the_first_word_needs_no_warning() -> None:
    threat = record("said", "threat")

    step = next_step(play("abusive"), (threat,))

    assert step is not None
    assert step.record == "ended"
    may_record(play("abusive"), (threat,), record("ended", minute=1))


def test_without_a_threat_there_is_no_short_way() -> None:
    with pytest.raises(NotAllowed, match="only_at_threat"):
        may_record(play("abusive"), (SAID, WARNED, ENDED), record("named_superior", "person", second=DANA, minute=3))


def test_who_wants_the_boss_gets_a_yes_and_a_name_first() -> None:
    wants_boss = play("wants_boss")

    assert [step.record for step in wants_boss.steps] == ["named_superior", "said", "offer_made", "introduced"]
    assert wants_boss.steps[0].does == "escalate"
    assert any("{boss}" in line.en for line in wants_boss.steps[0].say)
    with pytest.raises(Missing, match="details"):
        may_record(wants_boss, (), record("named_superior"))
    with pytest.raises(Missing, match="earlier_step"):
        may_record(wants_boss, (), record("offer_made"))


def test_who_wants_the_boss_and_lets_us_help_needs_no_introduction() -> None:
    story = (record("named_superior", "person"), SAID, record("offer_made", minute=1))

    step = next_step(play("wants_boss"), story)

    assert step is not None
    assert (step.record, step.optional) == ("introduced", True)


def test_a_stalemate_is_looked_into_called_back_about_and_explained() -> None:
    story: list[Record] = [
        record("named_superior", "person"),
        record("call_back_promised", "date", "time", "person", minute=1),
        record("cause_told", minute=2),
        record("cure_told", minute=3),
    ]

    for told, wanted in enumerate(story):
        step = next_step(play("stalemate"), story[:told])
        assert step is not None
        assert step.record == wanted.kind
        may_record(play("stalemate"), story[:told], wanted)
    assert next_step(play("stalemate"), story) is None


def test_a_call_back_is_promised_with_a_time_and_by_somebody() -> None:
    with pytest.raises(Missing, match="details") as refused:
        may_record(play("stalemate"), (record("named_superior", "person"),), record("call_back_promised", "date"))

    assert refused.value.data["details"] == ("person", "time")


def test_the_cure_is_told_after_the_cause() -> None:
    earlier = (record("named_superior", "person"), record("call_back_promised", "date", "time", "person"))

    with pytest.raises(Missing, match="earlier_step"):
        may_record(play("stalemate"), earlier, record("cure_told", minute=3))


def test_who_leaves_is_asked_why_before_anything_is_offered() -> None:
    offer = record("offer_made", "amount", "date", minute=3)
    why, budget = record("reason_for_leaving"), record("budget", minute=1)

    with pytest.raises(Missing, match="earlier_step"):
        may_record(play("retention"), (), offer)
    with pytest.raises(Missing, match="earlier_step"):
        may_record(play("retention"), (why,), offer)
    may_record(play("retention"), (why, budget), offer)


@pytest.mark.parametrize("given", [(), ("amount",), ("date",)])
def test_what_is_offered_to_stay_has_an_exact_amount_and_date(given: tuple[Detail, ...]) -> None:
    with pytest.raises(Missing, match="details"):
        may_record(play("retention"), (record("reason_for_leaving"), record("budget")), record("offer_made", *given))


def test_who_leaves_without_listening_to_an_offer_is_let_go() -> None:
    story = (record("reason_for_leaving"), record("said", "date", minute=1))

    may_record(play("retention"), story[:1], story[1])

    assert next_step(play("retention"), story) is None


def test_who_talks_on_is_interrupted_with_questions_that_lead_to_an_end() -> None:
    step = play("talks_on").steps[0]

    asked = " ".join(line.en for line in step.ask)
    assert all(
        question in asked for question in ("When", "Who was the first", "What came of it", "What would settle it")
    )
    assert all(line.en.endswith("?") and line.de.endswith("?") for line in step.ask)


@pytest.mark.parametrize(("name", "kind"), [("talks_on", "ended"), ("retention", "warned"), ("wants_boss", "budget")])
def test_what_is_no_part_of_a_play_is_not_written_down_in_it(name: PlayId, kind: RecordKind) -> None:
    with pytest.raises(Missing) as refused:
        may_record(play(name), (), record(kind))

    assert refused.value.code == "record"
