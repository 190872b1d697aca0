"""Messages that came into the wrong case are read in another one; both owe what their own messages call for."""

from datetime import timedelta

import pytest

from amends.craft.refusal import AlreadyDone, Malformed, Missing
from amends.desk.cases.models import Case, Link, Merge, Message, Split
from amends.desk.delivery.actions import leave_due
from amends.desk.intake.tests.post import NOON, bring, case_of, letter
from amends.desk.intake.ties.joining import part
from amends.desk.intake.ties.splitting import end_split, split
from amends.desk.owed.actions import reckon
from amends.desk.owed.models import Obligation
from amends.desk.people.models import Agent
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said
from amends.desk.search.models import Entry

LATER = NOON + timedelta(hours=2)
LATEST = NOON + timedelta(hours=4)
BOB = "Bob <bob@example.net>"


@pytest.fixture
def lamp(mailbox) -> Case:
    """A case of Ada's lamp, with a mail about her chair that answers to the lamp."""
    case = case_of(bring(letter("lamp"), mailbox=mailbox))
    text = "My chair is broken, too! When is it repaired?"
    bring(letter("chair", text, subject="My chair", answers=("lamp",)), LATER, mailbox=mailbox)
    return case


@pytest.fixture
def chair(lamp) -> Message:
    return Message.objects.get(message_id="chair@example.com")


def owed(case: Case) -> list[tuple[str, object]]:
    rows = Obligation.objects.of(case).open()
    return sorted((row.kind, row.due) for row in rows)


def read_in(case: Case) -> set[str]:
    return {message.message_id.partition("@")[0] for message in Message.objects.of(case)}


def test_the_message_is_read_in_a_case_of_its_own_and_its_row_stays(lamp, chair, ben):
    made = split(lamp, [chair.pk], ben, now=LATEST)

    assert (read_in(lamp), read_in(made)) == ({"lamp"}, {"chair"})
    assert Message.objects.get(pk=chair.pk).case == lamp
    assert chair.home() == made
    assert (made.subject, made.customer, made.opened_at) == ("My chair", lamp.customer, LATER)
    assert Link.objects.get().older == lamp


def test_both_owe_what_their_own_messages_call_for_from_when_they_came(lamp, chair, ben):
    made = split(lamp, [chair.pk], ben, now=LATEST)

    assert {kind for kind, _ in owed(made)} >= {"acknowledge", "answer"}
    assert {row.opened_at for row in Obligation.objects.filter(case=made)} == {LATER}
    assert Obligation.objects.of(lamp).open().filter(kind="answer").count() == 1
    assert Case.objects.get(pk=made.pk).due_at is not None


def test_what_was_answered_before_it_came_is_owed_by_neither(mailbox, ben):
    lamp = case_of(bring(letter("lamp"), mailbox=mailbox))
    replies.send(lamp, ben, "A new lamp is on its way.", now=NOON, said=Said(answers="all"))
    leave_due(now=NOON + timedelta(minutes=1))
    bring(letter("chair", "Who repairs my chair?", subject="My chair", answers=("lamp",)), LATER, mailbox=mailbox)

    made = split(lamp, [Message.objects.get(message_id="chair@example.com").pk], ben, now=LATEST)

    assert "answer" not in dict(owed(lamp))
    assert "answer" in dict(owed(made))


def test_answers_to_it_find_its_new_case_and_searching_does_so_too(lamp, chair, ben):
    made = split(lamp, [chair.pk], ben, now=LATEST)

    found = bring(letter("more", answers=("lamp", "chair"), subject="Re: My chair"), LATEST)

    assert found.case == made.number
    assert Entry.objects.get(message=chair).case == made
    assert not Merge.objects.exists()


def test_ending_it_restores_what_both_owed(lamp, chair, ben):
    before, rows = owed(lamp), read_in(lamp)
    made = split(lamp, [chair.pk], ben, now=LATEST)

    end_split(Split.objects.get(), ben, now=LATEST)

    made.refresh_from_db()
    assert (owed(lamp), read_in(lamp)) == (before, rows)
    assert (made.survivor(), made.is_open) == (lamp, False)
    assert case_of(bring(letter("more", answers=("chair",)), LATEST)) == lamp
    with pytest.raises(AlreadyDone):
        end_split(Split.objects.get(), ben, now=LATEST)


def test_what_came_into_the_new_case_meanwhile_comes_back_with_it(lamp, chair, ben):
    made = split(lamp, [chair.pk], ben, now=LATEST)
    bring(letter("more", "Any news about the chair?", answers=("chair",)), LATEST)

    end_split(Split.objects.get(), ben, now=LATEST)

    assert read_in(lamp) == {"lamp", "chair", "more"}
    assert read_in(Case.objects.get(pk=made.pk)) == {"more"}
    part(Merge.objects.get(), ben, now=LATEST)
    assert Case.objects.get(pk=made.pk).is_open
    assert "answer" in dict(owed(made))


def test_a_case_of_which_nothing_is_left_does_not_come_back(lamp, chair, ben):
    split(lamp, [chair.pk], ben, now=LATEST)
    end_split(Split.objects.get(), ben, now=LATEST)

    with pytest.raises(Malformed):
        part(Merge.objects.get(), ben, now=LATEST)
    assert Merge.objects.get().ended_at is None


def test_a_message_can_be_moved_to_a_case_that_is_there(lamp, chair, ben, mailbox):
    other = case_of(bring(letter("stool", "My stool wobbles.", subject="Stool"), mailbox=mailbox))
    before = owed(other)

    split(lamp, [chair.pk], ben, now=LATEST, into=other)
    assert read_in(other) == {"stool", "chair"}
    assert len(owed(other)) >= len(before)

    end_split(Split.objects.get(), ben, now=LATEST)
    assert (read_in(other), owed(other)) == ({"stool"}, before)
    assert Case.objects.get(pk=other.pk).is_open


def test_a_strangers_message_makes_the_stranger_the_customer_of_the_new_case(lamp, ben):
    bring(letter("bob", "And my table?", answers=("lamp",), who=BOB, subject="Table"), LATER)
    message = Message.objects.get(message_id="bob@example.com")

    made = split(lamp, [message.pk], ben, now=LATEST)

    assert made.customer.addresses.get().value == "bob@example.net"
    assert made.participants.get().verified is False


@pytest.mark.parametrize("which", ["all", "none", "another's", "ours"])
def test_only_the_customers_words_move_and_never_all_of_them(lamp, chair, ben, mailbox, which):
    other = Message.objects.of(case_of(bring(letter("stool", subject="Stool"), mailbox=mailbox))).get()
    ours = replies.send(lamp, ben, "Soon.", now=LATER, said=Said(answers="none"))
    all_of_it = list(Message.objects.of(lamp).filter(direction="in").values_list("pk", flat=True))
    chosen = {"all": all_of_it, "none": [], "another's": [chair.pk, other.pk], "ours": [ours.pk]}[which]

    with pytest.raises((Malformed, Missing)):
        split(lamp, chosen, ben, now=LATEST)
    assert not Split.objects.exists()


def test_a_moved_message_is_moved_on_only_once_its_split_has_ended(lamp, chair, ben):
    made = split(lamp, [chair.pk], ben, now=LATEST)
    bring(letter("more", answers=("chair",)), LATEST)

    with pytest.raises(AlreadyDone):
        split(made, [chair.pk], ben, now=LATEST)


def test_nothing_changes_however_often_the_books_are_kept(lamp, chair, ben: Agent):
    made = split(lamp, [chair.pk], ben, now=LATEST)
    before = owed(lamp), owed(made), Obligation.objects.count()

    for case in (lamp, made):
        reckon(Case.objects.get(pk=case.pk), now=LATEST + timedelta(minutes=1))

    assert (owed(lamp), owed(made), Obligation.objects.count()) == before


def test_what_we_answer_in_the_new_case_answers_the_moved_message(lamp, chair, ben):
    made = split(lamp, [chair.pk], ben, now=LATEST)

    ours = replies.send(made, ben, "It is repaired on Monday.", now=LATEST, said=Said(answers="all"))

    assert (ours.in_reply_to, ours.to) == ("chair@example.com", ["ada@example.com"])
