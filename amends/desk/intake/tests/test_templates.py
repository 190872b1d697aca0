"""A program that counts its mails is held to a number an hour; people who write alike are not."""

from datetime import timedelta

import pytest

from amends.desk.cases.models import Case, Message
from amends.desk.intake.machines.loops import ALIKE, LOOP, MOST
from amends.desk.intake.models import Arrival
from amends.desk.intake.tests.post import NOON, bring, letter

ROBOT = "Robot <robot@example.net>"
RECEIVED = "Dear customer, we received your message. Your ticket number is {}. We answer in 24 hours."
SIXTY = range(1000, 1060)


def send(number: int, text: str = RECEIVED, *, who: str = ROBOT, at: int | None = None) -> str:
    """Let the next of many mails arrive, twenty seconds after the one before; return why it lies on the pile."""
    raw = letter(f"n{number}", text.format(number), who=who, subject=f"Ticket #{number} received")
    return bring(raw, NOON + timedelta(seconds=20 * (number - 1000) if at is None else at)).pile


def test_a_robot_that_counts_opens_so_many_cases_an_hour_and_nothing_is_dropped(mailbox):
    piled = [send(number) for number in SIXTY]

    assert piled == [""] * MOST + [Arrival.Reason.LOOP] * (60 - MOST)
    assert Case.objects.count() == MOST
    assert Arrival.objects.count() == 60
    assert all(LOOP in arrival.problems for arrival in Arrival.objects.on_pile())


def test_the_case_of_the_last_one_taken_in_is_marked(mailbox):
    for number in SIXTY:
        send(number)

    assert [message.message_id for message in Message.objects.all() if ALIKE in message.problems] == [
        f"n{999 + MOST}@example.com"
    ]


def test_after_an_hour_it_is_heard_again(mailbox):
    for number in SIXTY:
        send(number)

    assert send(2000, at=3700) == ""


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("Ada <ada@example.com>", "Order {0} lacks item {0}. Where is it?"),
        ("Ada <ada@example.com>", "Parcel {0} arrived broken. This is unacceptable!"),
        ("Ada <ada@example.com>", "Parcel {0} arrived broken."),
        ("Shop <form@shop.example>", RECEIVED),
    ],
    ids=["asks", "is angry", "tells of harm", "a form"],
)
def test_many_mails_that_want_something_or_are_of_many_people_are_all_taken_in(mailbox, who, text):
    assert {send(number, text, who=who) for number in SIXTY} == {""}
