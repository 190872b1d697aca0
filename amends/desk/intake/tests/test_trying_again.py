"""What lies on the pile can be tried again with what the desk knows today; it is then as if it had come just now."""

from datetime import timedelta

import pytest

from amends.craft.refusal import AlreadyDone
from amends.desk.cases.models import Case
from amends.desk.intake.actions import Source
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.asides import set_aside
from amends.desk.intake.pile.piling import try_again
from amends.desk.intake.tests.post import NOON, bring, case_of, letter
from amends.desk.owed.models import Obligation
from amends.desk.policies.models import DeskSettings

LATER = NOON + timedelta(hours=3)


def test_a_mail_that_was_too_big_is_taken_in_once_the_limit_is_raised_and_owes_from_its_arrival(mailbox, ben):
    DeskSettings.objects.update(max_mail_bytes=200)
    assert bring(letter("lamp", "It broke, what now? " * 20), mailbox=mailbox).pile == "too_big"
    DeskSettings.objects.update(max_mail_bytes=10_000)
    arrival = Arrival.objects.get()

    received = try_again(arrival, ben, now=LATER)

    arrival.refresh_from_db()
    assert case_of(received).opened_at == NOON
    assert Obligation.objects.get(kind="answer").opened_at == NOON
    assert (arrival.settled_by, arrival.settled_at, arrival.sender) == (ben, LATER, "ada@example.com")
    assert not Arrival.objects.on_pile().exists()


def test_a_mail_that_is_still_too_big_keeps_its_sender_and_subject(mailbox, ben):
    DeskSettings.objects.update(max_mail_bytes=200)
    bring(letter("lamp", "It broke, what now? " * 20, subject="My lamp"), mailbox=mailbox)
    arrival = Arrival.objects.get()

    assert try_again(arrival, ben, now=LATER).pile == "too_big"

    arrival.refresh_from_db()
    assert (arrival.sender, arrival.subject) == ("ada@example.com", "My lamp")


def test_what_still_can_not_be_read_stays_on_the_pile(mailbox, ben):
    bring(b"Subject: nobody\n\nHello?", mailbox=mailbox)
    arrival = Arrival.objects.get()

    received = try_again(arrival, ben, now=LATER)

    assert (received.pile, received.case) == ("no_sender", None)
    assert Arrival.objects.on_pile().get() == arrival


def test_a_mail_that_was_put_aside_as_a_loop_is_placed_when_a_person_says_so(mailbox, ben):
    source = Source(arrived_at=NOON, mailbox=mailbox)
    set_aside(letter("lamp"), source, now=NOON, problem="over_the_hour", reason=Arrival.Reason.LOOP)
    arrival = Arrival.objects.get()
    assert (arrival.pile_reason, arrival.problems) == ("loop", ["over_the_hour"])

    try_again(arrival, ben, now=LATER)

    assert Case.objects.get().customer.addresses.get().value == "ada@example.com"


def test_an_automatic_answer_that_came_before_what_it_answers_finds_its_case(mailbox, ben):
    bring(letter("away", "I am away.", answers=("lamp",), Auto_Submitted="auto-replied"), mailbox=mailbox)
    case = case_of(bring(letter("lamp"), mailbox=mailbox))

    received = try_again(Arrival.objects.on_pile().get(), ben, now=LATER)

    assert received.case == case.number
    assert not received.opened


def test_history_stays_history(mailbox, ben):
    set_aside(letter("lamp"), Source(arrived_at=NOON, live=False), now=NOON)

    try_again(Arrival.objects.get(), ben, now=LATER)

    assert Case.objects.get().outcome == "history"
    assert not Obligation.objects.exists()


def test_a_mail_is_tried_only_while_it_lies_on_the_pile(mailbox, ben):
    set_aside(letter("lamp"), Source(arrived_at=NOON), now=NOON)
    try_again(Arrival.objects.get(), ben, now=LATER)

    with pytest.raises(AlreadyDone):
        try_again(Arrival.objects.get(), ben, now=LATER)
    assert Case.objects.count() == 1


def test_a_mail_that_is_too_big_says_on_the_pile_who_sent_it_and_what_about(mailbox):
    DeskSettings.objects.update_or_create(pk=1, defaults={"max_mail_bytes": 300})
    bring(letter("lamp", "It broke, what now? " * 20), mailbox=mailbox)

    piled = Arrival.objects.on_pile().get()
    assert piled.sender == "ada@example.com"
    assert piled.subject
