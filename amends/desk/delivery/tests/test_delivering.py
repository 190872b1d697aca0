"""A reply is never lost, what may have gone twice says so, and whatever a server answers, no other letter waits."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from amends.craft.mail import parse
from amends.desk.cases.models import Message
from amends.desk.delivery import actions, rules, writing
from amends.desk.delivery.actions import put_on_the_way
from amends.desk.delivery.bounces import bounced
from amends.desk.delivery.letters import Refusal, TakenInPart, Undeliverable
from amends.desk.delivery.models import Dispatch
from amends.desk.delivery.tests.conftest import LEFT, NOON, dispatch_of, let_it_be_tried, let_the_lease_run_out
from amends.desk.owed import actions as books
from amends.desk.owed.models import Obligation
from amends.desk.replies import actions as replies

State = Dispatch.State
ADA, CLEO = "ada@example.com", "cleo@example.net"
BUSY = Undeliverable("450 come back later", permanent=False)


def answers_owed() -> int:
    return Obligation.objects.filter(kind="answer", settled_by=None).count()


def test_a_reply_leaves_when_its_grace_is_over_and_not_before(mailman, reply):
    assert actions.leave_due(now=NOON + timedelta(seconds=9)) == 0
    assert dispatch_of(reply).state == State.WAITING

    assert mailman.call() == 1

    assert dispatch_of(reply).state == State.DELIVERED
    assert mailman.letters[0].recipients == (ADA, CLEO)
    assert mailman.letters[0].sender == "desk@example.org"
    assert not dispatch_of(reply).maybe_twice


def test_a_letter_that_was_put_off_goes_again_as_the_same_bytes(mailman, reply, mailbox):
    mailman.answers = [BUSY]
    assert mailman.call() == 0
    assert dispatch_of(reply).error == "450 come back later"
    mailbox.address = "other@example.org"
    mailbox.save()
    let_it_be_tried(reply)

    assert mailman.call() == 1

    first, second = mailman.letters
    assert first.raw == second.raw
    assert parse(first.raw).message_id == reply.message_id
    assert (dispatch_of(reply).attempts, dispatch_of(reply).maybe_twice) == (2, False)


def test_pauses_between_tries_grow(mailman, reply):
    mailman.answers = [BUSY]
    mailman.call()

    assert mailman.call() == 0
    assert len(mailman.letters) == 1
    assert rules.pause_after(1) < rules.pause_after(2) < rules.pause_after(9) == rules.pause_after(90)


def test_a_letter_that_is_refused_for_good_is_owed_again(mailman, reply):
    mailman.answers = [Undeliverable("550 no such user", permanent=True)]

    mailman.call()

    assert dispatch_of(reply).state == State.FAILED
    assert dispatch_of(reply).error == "550 no such user"
    assert answers_owed() == 1


def test_a_letter_that_was_put_off_too_often_is_owed_again(mailman, reply):
    for _ in range(rules.MOST_TRIES):
        mailman.answers = [BUSY]
        mailman.call()
        let_it_be_tried(reply)

    assert dispatch_of(reply).state == State.FAILED
    assert answers_owed() == 1


def test_a_letter_whose_server_said_nothing_is_marked_when_it_goes_again(mailman, reply):
    mailman.answers = [Undeliverable("hung up", permanent=False, unsure=True)]
    mailman.call()
    assert not dispatch_of(reply).maybe_twice
    let_it_be_tried(reply)

    mailman.call()

    assert dispatch_of(reply).state == State.DELIVERED
    assert dispatch_of(reply).maybe_twice
    assert mailman.letters[0].raw == mailman.letters[1].raw


def test_without_a_way_out_a_letter_waits_and_is_written_when_there_is_one(mailman, reply, mailbox):
    for _ in range(rules.MOST_TRIES + 1):
        mailman.answers = [Undeliverable("no mailbox", permanent=False, untried=True)]
        mailman.call()
        let_it_be_tried(reply)
    mailbox.address = "help@example.org"
    mailbox.save()

    assert mailman.call() == 1

    assert (dispatch_of(reply).attempts, dispatch_of(reply).maybe_twice) == (1, False)
    assert b"help@example.org" in mailman.letters[-1].raw


def test_who_was_put_off_is_tried_again_without_those_who_have_it(mailman, reply):
    mailman.answers = [TakenInPart((Refusal(CLEO, "cleo: 450 later", permanent=False),))]
    assert mailman.call() == 0
    assert dispatch_of(reply).error == "cleo: 450 later"
    let_it_be_tried(reply)

    assert mailman.call() == 1

    assert [letter.recipients for letter in mailman.letters] == [(ADA, CLEO), (CLEO,)]
    assert not dispatch_of(reply).maybe_twice


def test_a_copy_that_was_refused_for_good_is_told_and_owes_nothing(mailman, reply):
    mailman.answers = [TakenInPart((Refusal(CLEO, "cleo: 550 unknown", permanent=True),))]

    assert mailman.call() == 1

    assert (dispatch_of(reply).state, dispatch_of(reply).error) == (State.DELIVERED, "cleo: 550 unknown")
    assert answers_owed() == 0


def test_a_customer_who_was_refused_is_owed_again_though_a_copy_arrived(mailman, reply):
    mailman.answers = [TakenInPart((Refusal(ADA, "ada: 550 unknown", permanent=True),))]

    assert mailman.call() == 0

    assert dispatch_of(reply).state == State.FAILED
    assert answers_owed() == 1


def test_a_copy_that_stays_put_off_ends_as_delivered_without_it(mailman, reply):
    for _ in range(rules.MOST_TRIES):
        mailman.answers = [TakenInPart((Refusal(CLEO, "cleo: 450 later", permanent=False),))]
        mailman.call()
        let_it_be_tried(reply)

    assert (dispatch_of(reply).state, dispatch_of(reply).error) == (State.DELIVERED, "cleo: 450 later")


def test_a_worker_that_died_before_it_tried_is_replaced_without_a_doubt(mailman, reply):
    actions.leave_due(now=LEFT)
    Dispatch.objects.update(worker="dead", attempts=1)
    let_the_lease_run_out(reply)

    assert mailman.call("two") == 1

    assert not dispatch_of(reply).maybe_twice


def test_a_worker_that_died_while_it_tried_leaves_a_doubt(mailman, reply):
    actions.leave_due(now=LEFT)
    Dispatch.objects.update(worker="dead", attempts=1, tried_at=NOON)
    assert mailman.call("two") == 1

    assert dispatch_of(reply).maybe_twice


def test_a_letter_in_the_hands_of_a_worker_is_left_to_it(mailman, reply):
    actions.leave_due(now=LEFT)
    assert actions._claim(dispatch_of(reply).pk, "one")

    assert mailman.call("two") == 0
    assert mailman.letters == []


def test_a_worker_that_lost_its_lease_changes_nothing_any_more(mailman, reply):
    class Slow:
        def send(self, letter):
            let_the_lease_run_out(reply)
            assert mailman.call("two") == 1
            raise Undeliverable("550 too late", permanent=True)

    actions.leave_due(now=LEFT)

    actions.deliver_due(Slow(), worker="one")

    assert dispatch_of(reply).state == State.DELIVERED


@pytest.mark.parametrize(
    "answer",
    [
        BUSY,
        Undeliverable("550 no such user", permanent=True),
        Undeliverable("hung up", permanent=False, unsure=True),
        Undeliverable("535 not let in", permanent=False, ours=True),
        TakenInPart((Refusal(ADA, "ada: 550 unknown", permanent=True),)),
        TakenInPart((Refusal(CLEO, "cleo: 450 later", permanent=False),)),
    ],
)
def test_a_letter_is_nobody_elses_until_all_is_written_that_became_of_it(mailman, reply, answer, monkeypatch):
    freed = []
    update = QuerySet.update

    def watched(rows, **changes):
        changed = update(rows, **changes)
        if rows.model is Dispatch and changes.get("lease_until", 0) is None:
            freed.append(Dispatch.objects.filter(message=reply).values("state", "error", "retry_at", "attempts").get())
        return changed

    monkeypatch.setattr(QuerySet, "update", watched)
    mailman.answers = [answer]

    mailman.call()

    after = Dispatch.objects.filter(message=reply).values("state", "error", "retry_at", "attempts").get()
    assert freed == [after]


def test_a_letter_that_goes_wrong_here_holds_up_no_other(mailman, reply, case, ben, monkeypatch):
    other = replies.send(case, ben, "And sorry again.", now=NOON)

    def write(message):
        if message == reply:
            raise ValueError("nobody thought of this")
        return writing.write(message)

    monkeypatch.setattr(actions, "write", write)

    assert mailman.call() == 1

    assert dispatch_of(other).state == State.DELIVERED
    assert (dispatch_of(reply).state, dispatch_of(reply).maybe_twice) == (State.LEAVING, False)
    assert "ValueError" in dispatch_of(reply).error


def test_a_letter_that_cannot_leave_holds_up_no_other(mailman, reply, case, ben, monkeypatch):
    other = replies.send(case, ben, "And sorry again.", now=NOON)
    errors = [ValueError("nobody thought of this")]

    def reckon(case, *, now):
        if errors:
            raise errors.pop()
        return books.reckon(case, now=now)

    monkeypatch.setattr(actions, "reckon", reckon)

    actions.leave_due(now=LEFT)

    assert (dispatch_of(reply).state, dispatch_of(other).state) == (State.WAITING, State.LEAVING)
    assert actions.leave_due(now=LEFT) == 0  # not twice a second
    let_it_be_tried(reply)
    assert actions.leave_due(now=LEFT) == 1


def test_where_the_disk_is_full_a_letter_waits(mailman, reply, monkeypatch):
    def keep(data):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(actions, "keep", keep)
        mailman.call()

    assert (dispatch_of(reply).state, mailman.letters) == (State.LEAVING, [])
    assert "No space left" in dispatch_of(reply).error


def test_an_address_that_no_server_would_take_fails_at_once(mailman, reply):
    Message.objects.filter(pk=reply.pk).update(to=["not an address"])

    mailman.call()

    assert dispatch_of(reply).state == State.FAILED
    assert "address" in dispatch_of(reply).error


def test_a_bounce_after_delivery_is_owed_again_and_marks_the_address(mailman, reply):
    mailman.call()

    assert bounced(reply.message_id, reason="5.1.1", permanent=True, at=LEFT, recipients=(ADA,)) == reply

    reply.address.refresh_from_db()
    assert (dispatch_of(reply).state, dispatch_of(reply).bounced) == (State.FAILED, True)
    assert reply.address.failed_at == LEFT
    assert answers_owed() == 1


def test_a_receipt_that_fails_owes_nothing(mailman, case):
    receipt = replies.outgoing(case, kind="receipt", text="We have it.", to=[ADA], now=NOON)
    put_on_the_way(receipt, leaves_at=NOON)
    mailman.answers = [Undeliverable("550 no such user", permanent=True)]
    owed = answers_owed()

    mailman.call()

    assert dispatch_of(receipt).state == State.FAILED
    assert answers_owed() == owed
