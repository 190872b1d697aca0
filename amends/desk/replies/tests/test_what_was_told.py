"""What a customer told is not asked for again: the coach says so, and where it happens it counts (C2.9)."""

from datetime import UTC, datetime

import pytest

from amends.desk.cases.models import Case, Event
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand
from amends.desk.people.models import Agent
from amends.desk.people.staff import Card, add_agent
from amends.desk.replies.actions import send
from amends.desk.replies.judging import review

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ben() -> Agent:
    return add_agent("ben@desk.example", Card(name="Ben", is_lead=True))


@pytest.fixture
def case(ben) -> Case:
    """Ada's complaint; the number of her order stands in the subject."""
    caller = Caller("email", "ada@example.com", name="Ada")
    return open_by_hand(caller, "The blender does not start.", ByHand(subject="Blender, order 4711"), now=MONDAY)


@pytest.mark.parametrize(
    ("draft", "count"),
    [
        ("Hello Ada, I am sorry. Could you please send me your order number?", 1),
        ("Hello Ada, I am sorry. Could you send me the second order number too?", 0),
        ("Hello Ada, I am sorry. I have your order 4711 here, a new one leaves today.", 0),
    ],
)
def test_a_reply_counts_what_it_asks_for_again(ben, case, draft, count):
    found = [each for each in review(case, draft, stage="first", channel="email").findings if each.rule == "told.again"]
    send(case, ben, draft, now=MONDAY)

    assert len(found) == count
    assert Event.objects.get(kind="reply.sent").data["reasked"] == count


def test_after_a_second_failure_the_coach_wants_something_with_the_apology(ben, case):
    draft = "Hello Ada, I am sorry: I did not keep Wednesday either. The refund is on your card on Friday."
    before = {each.rule for each in review(case, draft, stage="own_up", channel="email").findings}
    case.write("escalation.asked", at=MONDAY, why="second_failure", person=None)
    after = {each.rule for each in review(case, draft, stage="own_up", channel="email").findings}
    both = f"{draft[:-1]}, and as an apology I credit you 20 euros on Friday."
    together = {each.rule for each in review(case, both, stage="own_up", channel="email").findings}

    assert "own_up.again" not in before
    assert "own_up.again" in after
    assert "own_up.again" not in together
