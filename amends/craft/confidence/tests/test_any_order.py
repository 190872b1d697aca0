"""Whatever happened, in whatever order it is told: the same ledger, within its bounds, line by line."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.confidence import START, CaseFacts, Contact, bounces, effort, read
from amends.craft.confidence.tests.cast import CALENDAR, MONDAY, after
from amends.craft.journey import Fact, Times, fact_of, owed_now

NOW = after(days=60)
NUMBERS = st.integers(1, 5)
TELLING = (
    *("message.received", "reply.sent", "reply.left", "call.noted", "solved.said", "not_solved.said", "case.closed"),
    *("case.reopened", "promise.made", "promise.moved", "promise.at_risk", "promise.broken", "promise.kept"),
    *("obligation.waived", "understanding.confirmed"),
)
instants = st.integers(0, 60 * 24 * 30).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
contacts = st.builds(
    Contact,
    id=st.integers(1, 10_000),
    at=instants,
    case=st.integers(1, 3),
    kind=st.sampled_from(["received", "reply", "call", "handoff"]),
    channel=st.sampled_from(["email", "phone", "chat"]),
    matter=st.none() | st.integers(1, 2),
    by=st.none() | st.integers(1, 3),
    asks=st.booleans(),
    denies=st.booleans(),
    answered=st.booleans(),
    reasked=st.integers(0, 2),
    introduced=st.booleans(),
)


@st.composite
def cases(draw: st.DrawFn) -> CaseFacts:
    """Draw a case: facts of any kind at growing times, what they made us owe, and some contacts."""
    made: list[Fact] = []
    at = MONDAY
    for number in range(1, draw(st.integers(1, 20))):
        at += timedelta(minutes=draw(st.integers(0, 3000)))
        due = (at + timedelta(hours=draw(st.integers(-20, 200)))).isoformat()
        data = {"message": draw(NUMBERS), "promise": draw(NUMBERS), "item": 1, "due": due, "on": due}
        data |= {"asks": draw(st.booleans()), "apologises": draw(st.booleans()), "reached": True, "outcome": "solved"}
        data |= {"answers": [draw(NUMBERS)], "kind": "complaint", "obligation": "answer", "opened_by": draw(NUMBERS)}
        fact = fact_of(draw(st.sampled_from(TELLING)), number, at, data)
        made += [fact] if fact is not None else []
    owed = owed_now(made, Times(), CALENDAR, NOW)
    return CaseFacts(draw(st.integers(1, 99)), tuple(made), owed, tuple(draw(st.lists(contacts, max_size=6))))


@given(st.lists(cases(), max_size=3, unique_by=lambda case: case.case), st.randoms(use_true_random=False))
def test_the_same_facts_in_any_order_or_twice_give_the_same_ledger(told: list[CaseFacts], shuffler) -> None:
    def shuffled(things):
        things = [*things, *things[::2]]
        shuffler.shuffle(things)
        return tuple(things)

    mixed = [CaseFacts(one.case, *map(shuffled, (one.facts, one.owed, one.contacts))) for one in shuffled(told)]

    assert read(mixed, now=NOW) == read(told, now=NOW)


@given(st.lists(cases(), max_size=3, unique_by=lambda case: case.case))
def test_the_score_follows_from_its_lines_and_stays_in_its_bounds(told: list[CaseFacts]) -> None:
    ledger = read(told, now=NOW)

    score = START
    for line in ledger.lines:
        score = min(100, max(0, score + line.amount))
        assert line.score == score
        assert line.at <= NOW
    assert ledger.score == score


@given(st.lists(contacts, max_size=15), st.randoms(use_true_random=False))
def test_contacts_in_any_order_or_twice_mean_the_same(told: list[Contact], shuffler) -> None:
    told = list({contact.id: contact for contact in told}.values())
    mixed = [*told, *told[::2]]
    shuffler.shuffle(mixed)

    assert bounces(mixed, now=NOW) == bounces(told, now=NOW)
    assert effort(mixed, CALENDAR, now=NOW) == effort(told, CALENDAR, now=NOW)


@given(st.lists(contacts, max_size=15), contacts)
def test_effort_never_falls_below_nothing(told: list[Contact], one_more: Contact) -> None:
    before = effort(told, CALENDAR, now=NOW)

    assert before.score >= 0
    assert timedelta() <= before.waiting <= CALENDAR.between(MONDAY, NOW)
    assert effort([*told, one_more], CALENDAR, now=NOW).contacts >= before.contacts - 1
