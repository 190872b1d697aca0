"""However records come, a contact is never ended without a warning or, without a threat, by one person alone."""

from datetime import UTC, datetime, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.plays import Course, Detail, Record, RecordKind, may_record, packs, play
from amends.craft.refusal import Refused

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ALL = frozenset(get_args(Detail)) - {"threat"}

records = st.builds(
    Record,
    kind=st.sampled_from(get_args(RecordKind)),
    by=st.integers(1, 3),
    second=st.none() | st.integers(1, 3),
    at=st.integers(0, 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    details=st.sampled_from([frozenset[Detail](), ALL, ALL | {"threat"}]),
)


def _let_in(name, wanted: list[Record]) -> list[Record]:
    """Write down what is allowed, pass over what is refused."""
    story: list[Record] = []
    for record in wanted:
        try:
            may_record(play(name), story, record)
        except Refused:
            continue
        story.append(record)
    return story


@given(st.lists(records, max_size=40))
def test_an_end_without_a_threat_was_said_warned_and_agreed(wanted: list[Record]) -> None:
    story = _let_in("abusive", wanted)

    for number, record in enumerate(story):
        if record.kind == "ended" and not any("threat" in earlier.details for earlier in story[: number + 1]):
            assert {"said", "warned"} <= {earlier.kind for earlier in story[:number]}
            assert record.second not in {None, record.by}
    assert sum(record.kind == "ended" for record in story) <= 1


@given(st.lists(records, max_size=40))
def test_the_end_of_a_contact_stands_once_two_people_are_on_record(wanted: list[Record]) -> None:
    course = Course(play("abusive"), tuple(_let_in("abusive", wanted)))

    if course.has_ended_contact:
        assert any(
            record.second not in {None, record.by}
            for record in course.records
            if record.kind in {"ended", "named_superior"}
        )


@given(st.sampled_from(packs()), st.lists(records, max_size=40))
def test_following_the_next_step_always_comes_to_an_end(found, wanted: list[Record]) -> None:
    course = Course(found, tuple(_let_in(found.id, wanted)))
    at = START + timedelta(days=1)

    for _ in found.steps:
        if (step := course.next) is not None:
            record = Record(kind=step.record, by=4, second=5, at=at, details=ALL)
            by_another = Record(kind=step.record, by=6, second=5, at=at, details=ALL)
            following = by_another if step.by_another else record
            may_record(found, course.records, following)
            course = Course(found, (*course.records, following))

    assert course.next is None


def test_a_threat_that_nobody_confirmed_has_not_ended_the_contact_for_good() -> None:
    threat = Record(kind="ended", by=1, at=START, details=ALL | {"threat"})
    confirmed = Record(kind="named_superior", by=1, second=2, at=START, details=ALL)

    assert not Course(play("abusive"), (threat,)).has_ended_contact
    assert Course(play("abusive"), (confirmed, threat)).has_ended_contact
