"""Whatever the facts are, in whatever order they come: the books agree, and an open case always owes something."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.hours import Calendar, parse_hours
from amends.craft.journey import FACTS, Fact, Times, fact_of, owed_now, read

CALENDAR = Calendar(zone=ZoneInfo("Europe/Berlin"), week=parse_hours("Mon-Fri 09:00-17:00"), holidays=frozenset())
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
FLAGS = ("asks", "complaint", "angry", "denies", "wants_call", "verified", "automatic", "wants_boss", "alarm")
SAID = ("restates", "offers", "apologises", "fixes", "introduces")


@st.composite
def lives(draw: st.DrawFn) -> list[Fact]:
    """Draw the facts of one case: a first message, then anything that may happen, at growing times."""
    first = fact_of("message.received", 1, START, {"message": 1, "asks": True, "complaint": draw(st.booleans())})
    assert first is not None
    made: list[Fact] = [first]
    at = START
    for number in range(2, draw(st.integers(2, 25))):
        at += timedelta(minutes=draw(st.integers(0, 3000)))
        kind = draw(st.sampled_from(sorted(FACTS)))
        fact = fact_of(kind, number, at, _data(draw, kind, number, at))
        assert fact is not None
        made.append(fact)
    return made


def _data(draw: st.DrawFn, kind: str, number: int, at: datetime) -> dict[str, object]:
    earlier = st.integers(1, number)
    due = (at + timedelta(hours=draw(st.integers(1, 200)))).isoformat()
    data: dict[str, object] = {
        "message": draw(earlier),
        "promise": draw(earlier),
        "approval": draw(earlier),
        "item": number,
        "due": due,
        "person": draw(st.none() | earlier),
        "on": due,
    }
    data |= {name: draw(st.booleans()) for name in (*FLAGS, *SAID, "reached")}
    data |= {"answers": draw(st.lists(earlier, max_size=4)), "promises": draw(st.lists(earlier, max_size=2))}
    data |= {"channel": draw(st.sampled_from(["email", "phone", "chat", "voicemail"])), "outcome": "solved"}
    data |= {
        "kind": draw(st.sampled_from(["complaint", "enquiry"])),
        "obligation": "answer",
        "opened_by": draw(earlier),
    }
    return data


@given(lives(), st.randoms(use_true_random=False))
def test_the_same_facts_in_any_order_or_twice_owe_the_same(facts: list[Fact], shuffler) -> None:
    twice = [*facts, *facts[::2]]
    shuffler.shuffle(twice)
    now = facts[-1].at + timedelta(days=1)

    assert owed_now(twice, Times(), CALENDAR, now) == owed_now(facts, Times(), CALENDAR, now)


@given(lives())
def test_an_open_case_owes_something_and_a_closed_one_nothing(facts: list[Fact]) -> None:
    journey = read(facts, Times(), CALENDAR, facts[-1].at)

    assert bool(journey.open) != journey.is_closed


@given(lives())
def test_exactly_one_circle_back_is_open_where_nothing_else_of_ours_is_due(facts: list[Fact]) -> None:
    journey = read(facts, Times(), CALENDAR, facts[-1].at)

    ours = [entry for entry in journey.open if entry.kind != "circle_back" and not entry.paused]
    waits = [entry for entry in journey.open if entry.kind == "circle_back"]
    if not journey.is_closed:
        assert len(waits) == (0 if ours else 1)


@given(lives())
def test_what_is_settled_was_settled_by_a_fact_that_came_with_or_after_its_opening(facts: list[Fact]) -> None:
    ids = {fact.id for fact in facts}
    for entry in owed_now(facts, Times(), CALENDAR, facts[-1].at):
        assert entry.opened_by in ids
        assert entry.settled_by is None or (entry.settled_by in ids and entry.settled_by >= entry.opened_by)


@given(lives())
def test_a_later_fact_never_makes_an_obligation_vanish_unless_a_reply_came_back(facts: list[Fact]) -> None:
    if any(type(fact).__name__ == "ReplyFailed" for fact in facts):
        return
    before = {entry.key for entry in owed_now(facts[:-1], Times(), CALENDAR, facts[-1].at)}
    after = {entry.key for entry in owed_now(facts, Times(), CALENDAR, facts[-1].at)}

    assert before <= after


@given(lives())
def test_silence_ends_no_case_while_something_promised_is_outstanding(facts: list[Fact]) -> None:
    journey = read(facts, Times(), CALENDAR, facts[-1].at)

    assert not (journey.outstanding and journey.ends_in_silence(Times()))
