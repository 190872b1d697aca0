"""Letters wait with their mailbox while its server takes nothing, and keep to its hourly limit, in order, none lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Count, F
from django.db.models.functions import Now
from hypothesis import given
from hypothesis import strategies as st

from amends.desk.channels.models import Mailbox
from amends.desk.delivery import rules
from amends.desk.delivery.actions import deliver_due, leave_due, put_on_the_way
from amends.desk.delivery.letters import Undeliverable
from amends.desk.delivery.models import Dispatch, Outlet
from amends.desk.delivery.outlets import blocked, gone_lately, leaves_about, note_blocked, sending
from amends.desk.delivery.tests.conftest import LEFT, NOON, dispatch_of, let_it_be_tried
from amends.desk.replies import actions as replies

ADA = "ada@example.com"
NO_LOGIN = Undeliverable("535 5.7.8 wrong password", permanent=False, ours=True)
NOBODY_THERE = Undeliverable("nothing listens at smtp.example.org", permanent=False, ours=True, away=True)
BROKE_OFF = Undeliverable("the server broke off the connection", permanent=False, away=True)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


def let_it_be_asked_again() -> None:
    Outlet.objects.update(rests_until=None)


def receipt_and_replies(case, ben, count: int):
    receipt = replies.outgoing(case, kind="receipt", text="We have it.", to=[ADA], now=NOON)
    put_on_the_way(receipt, leaves_at=NOON - timedelta(minutes=1))
    said = [replies.send(case, ben, f"Reply {number}.", now=NOON) for number in range(count)]
    return receipt, said


def limit(mailbox, most: int) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(hourly_limit=most, smtp_host="smtp.example.org")


def an_hour_later() -> None:
    for dispatch in Dispatch.objects.exclude(tried_at=None):
        assert dispatch.tried_at is not None
        Dispatch.objects.filter(pk=dispatch.pk).update(tried_at=dispatch.tried_at - HOUR - timedelta(minutes=1))


def test_a_server_that_does_not_let_us_in_fails_no_letter_however_long_it_lasts(mailman, reply):
    for _ in range(3 * rules.MOST_TRIES):
        mailman.answers = [NO_LOGIN]
        mailman.call()
        let_it_be_asked_again()

    assert (dispatch_of(reply).state, dispatch_of(reply).attempts) == (Dispatch.State.LEAVING, 0)
    assert mailman.call() == 1
    assert not dispatch_of(reply).maybe_twice


def rest() -> timedelta:
    """Return how long the one mailbox that rests still does."""
    left: timedelta = Outlet.objects.annotate(left=F("rests_until") - Now()).values_list("left", flat=True).get()
    return left


def test_a_server_that_is_away_is_asked_again_within_a_tenth_of_its_absence(mailman, reply):
    mailman.answers = [NOBODY_THERE]
    mailman.call()
    first = rest()
    Outlet.objects.update(failing_since=Now() - 5 * MINUTE, rests_until=None)
    mailman.answers = [NOBODY_THERE]
    mailman.call()

    assert first < 2 * SECOND
    assert 20 * SECOND < rest() < 40 * SECOND


def test_a_server_that_says_no_is_left_in_peace_though_it_was_only_away_before(mailman, reply):
    mailman.answers = [NOBODY_THERE]
    mailman.call()
    let_it_be_asked_again()
    mailman.answers = [NO_LOGIN]
    mailman.call()

    assert 20 * SECOND < rest() < 40 * SECOND


def test_a_letter_before_which_the_connection_broke_goes_in_a_moment(mailman, reply):
    mailman.answers = [BROKE_OFF]
    mailman.call()

    [pause] = Dispatch.objects.annotate(pause=F("retry_at") - Now()).values_list("pause", flat=True)
    assert SECOND < pause < 3 * SECOND


def test_people_see_which_mailbox_is_blocked_since_when_and_what_waits(mailman, reply, mailbox):
    mailman.answers = [NO_LOGIN]
    mailman.call()

    [found] = blocked()
    assert (found.mailbox, found.words, found.waiting) == (mailbox, "535 5.7.8 wrong password", 1)

    let_it_be_asked_again()
    mailman.call()
    assert blocked() == []


def test_one_letter_asks_for_all_that_wait(mailman, case, ben):
    receipt_and_replies(case, ben, 3)
    mailman.answers = [NO_LOGIN] * 4

    mailman.call()
    mailman.call()

    assert len(mailman.letters) == 1


def test_letters_of_other_mailboxes_do_not_wait_for_a_blocked_one(mailman, reply, case, mailbox):
    other = Mailbox.objects.create(name="B", address="b@example.org", smtp_host="b.example", connected_at=NOON)
    Mailbox.objects.filter(pk=mailbox.pk).update(smtp_host="a.example")
    letter = replies.outgoing(case, kind="link", text="Here.", to=[ADA], now=NOON)
    letter.mailbox = other
    letter.save()
    put_on_the_way(letter, leaves_at=NOON + timedelta(seconds=30))
    mailman.answers = [NO_LOGIN]

    assert mailman.call() == 1

    assert dispatch_of(letter).state == Dispatch.State.DELIVERED


def test_an_unsure_letter_is_never_written_anew_though_its_mailbox_is_blocked(mailman, reply, mailbox):
    mailman.answers = [Undeliverable("hung up", permanent=False, unsure=True), NO_LOGIN]
    mailman.call()
    let_it_be_tried(reply)
    mailman.call()
    mailbox.address = "other@example.org"
    mailbox.save()
    let_it_be_asked_again()

    mailman.call()

    assert mailman.letters[0].raw == mailman.letters[-1].raw
    assert dispatch_of(reply).maybe_twice
    assert sending()[mailbox.pk].maybe_twice == 1


def test_letters_over_the_limit_wait_in_order_and_receipts_behind_replies(mailman, case, ben, mailbox):
    receipt, said = receipt_and_replies(case, ben, 4)
    limit(mailbox, 2)

    assert mailman.call() == 2
    assert mailman.call() == 0
    an_hour_later()
    assert mailman.call() == 2
    an_hour_later()
    assert mailman.call() == 1

    ids = [letter.raw.split(b"Message-ID: <")[1].split(b">")[0].decode() for letter in mailman.letters]
    assert ids == [message.message_id for message in [*said, receipt]]
    assert all(dispatch_of(message).attempts == 1 for message in [*said, receipt])


def test_a_letter_that_was_put_off_does_not_use_up_the_limit(mailman, case, ben, mailbox):
    receipt_and_replies(case, ben, 2)
    limit(mailbox, 1)
    mailman.answers = [Undeliverable("450 later", permanent=False)]

    assert mailman.call() == 1


def test_people_are_told_about_when_a_letter_leaves(mailman, case, ben, mailbox):
    receipt, said = receipt_and_replies(case, ben, 3)
    limit(mailbox, 1)
    mailman.call()
    leave_due(now=LEFT)
    Dispatch.objects.filter(state="leaving").update(mailbox=mailbox)
    tried = dispatch_of(said[0]).tried_at
    assert tried is not None

    assert leaves_about(dispatch_of(said[0])) is None
    assert leaves_about(dispatch_of(said[1])) == tried + HOUR
    assert leaves_about(dispatch_of(said[2])) == tried + 2 * HOUR
    assert leaves_about(dispatch_of(receipt)) == tried + 3 * HOUR


def test_two_workers_at_once_keep_to_the_limit_together(mailman, case, ben, mailbox):
    receipt_and_replies(case, ben, 3)
    limit(mailbox, 2)
    leave_due(now=LEFT)

    class Busy:
        """While it holds one letter, another worker comes by."""

        def send(self, letter):
            deliver_due(mailman, worker="two")

    deliver_due(Busy(), worker="one")

    assert Dispatch.objects.filter(tried_at__gt=Now() - HOUR).count() == 2


START = datetime(2026, 3, 2, 12, tzinfo=UTC)
TIMES = st.lists(st.integers(0, 3599), max_size=30).map(lambda ages: [START - timedelta(seconds=age) for age in ages])


def test_a_letter_that_goes_just_now_does_not_wait_for_itself(mailman, case, ben, mailbox):
    limit(mailbox, 1)
    _, said = receipt_and_replies(case, ben, 1)
    leave_due(now=LEFT)
    Dispatch.objects.filter(message=said[0]).update(mailbox=mailbox, tried_at=Now())

    assert leaves_about(dispatch_of(said[0])) is None


def test_a_letter_that_has_left_meanwhile_waits_for_nothing(mailman, case, ben, mailbox):
    limit(mailbox, 1)
    _, said = receipt_and_replies(case, ben, 2)
    mailman.call()
    waiting = dispatch_of(said[1])
    Dispatch.objects.filter(pk=waiting.pk).update(state=Dispatch.State.DELIVERED)

    assert leaves_about(waiting) is None


def test_what_went_within_the_hour_is_found_without_looking_at_all_that_ever_went(mailbox):
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET LOCAL enable_seqscan = off")

    plan = gone_lately([mailbox.pk]).values("mailbox").annotate(count=Count("pk")).order_by().explain()

    assert "dispatch_by_mailbox" in plan


def test_a_mailbox_that_is_refused_again_and_again_rests_longer_and_longer(mailbox):
    rests = []
    for _ in range(12):
        note_blocked(mailbox, "535 no")
        rests.append(rest())

    assert rests[0] < rests[2] < rests[4]
    assert rests[0] < MINUTE
    assert max(rests) <= rules.LONGEST_REST
    assert rests[-1] > rules.LONGEST_REST - MINUTE


@given(TIMES, st.integers(1, 40), st.integers(0, 60))
def test_turns_come_in_order_and_never_before_there_is_room(tried, most, place):
    tried = tried[:most]
    at = rules.turn(place, tried, most)
    after = rules.turn(place + 1, tried, most)

    assert (at is None) == (place < most - len(tried)) or not tried
    if at is not None:
        assert at > START
        assert after is None or after >= at


@given(st.integers(1, 60), st.floats(0, 1), st.booleans())
def test_chance_only_ever_prolongs_a_pause_and_by_a_quarter_at_most(attempts, luck, away):
    pause = rules.pause_after(attempts, away=away)

    assert pause <= rules.pause_after(attempts, luck=luck, away=away) <= pause * 1.25


@pytest.mark.parametrize("away", [False, True])
@pytest.mark.parametrize("luck", [0.0, 1.0])
def test_pauses_grow_whatever_the_luck(luck, away):
    pauses = [rules.pause_after(attempts, luck=luck, away=away) for attempts in range(1, 9)]

    assert pauses == sorted(pauses)
