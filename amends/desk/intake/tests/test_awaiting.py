"""What a machine says of a mail that comes later finds its case by itself, in whatever order they come."""

from datetime import timedelta
from itertools import permutations

import pytest

from amends.desk.cases.models import Message
from amends.desk.intake.models import Arrival, Awaited
from amends.desk.intake.pile.awaiting import look_again
from amends.desk.intake.tests.post import NOON, bring, case_of, letter
from amends.desk.jobs.models import Job

LATER = NOON + timedelta(minutes=5)
AWAY = letter("away", "I am away.", answers=("lamp",), Auto_Submitted="auto-replied")


def run_jobs() -> int:
    """Do what was put for piled mail; return how many jobs there were."""
    jobs = Job.objects.filter(task__endswith="look_again", state="ready")
    given = [job.args[0] for job in jobs]
    jobs.update(state="done")
    for arrival in given:
        look_again(arrival, now=LATER)
    return len(given)


def test_an_automatic_answer_finds_its_case_once_what_it_answers_has_come(mailbox):
    assert bring(AWAY, mailbox=mailbox).pile == "automatic"

    case = case_of(bring(letter("lamp"), mailbox=mailbox))
    run_jobs()

    assert Message.objects.of(case).filter(kind=Message.Kind.AUTO).get().message_id == "away@example.com"
    assert not Arrival.objects.on_pile().exists()
    assert not Awaited.objects.exists()


def test_what_it_answers_need_only_be_named_by_the_mail_that_comes(mailbox):
    bring(AWAY, mailbox=mailbox)

    case = case_of(bring(letter("more", answers=("lamp",)), mailbox=mailbox))
    run_jobs()

    assert Message.objects.of(case).count() == 2


def test_answers_of_machines_to_each_other_are_found_one_after_the_other(mailbox):
    mails = [letter("lamp"), AWAY, letter("too", "Noted.", answers=("away",), Auto_Submitted="auto-replied")]
    for number, order in enumerate(permutations(mails)):
        renamed = [raw.replace(b"@example.com>", f"@{number}.example>".encode()) for raw in order]
        for raw in renamed:
            bring(raw, mailbox=mailbox)
        while run_jobs():
            pass

    assert not Arrival.objects.on_pile().exists()
    assert Message.objects.filter(kind=Message.Kind.AUTO).count() == 2 * 6


def test_other_mail_leaves_it_on_the_pile_and_asks_for_nothing(mailbox):
    bring(AWAY, mailbox=mailbox)

    bring(letter("other", who="Bob <bob@example.net>", subject="Cable"), mailbox=mailbox)

    assert run_jobs() == 0
    assert Arrival.objects.on_pile().count() == 1


def test_what_people_said_is_not_for_us_stays_so(mailbox, ben):
    bring(AWAY, mailbox=mailbox)
    Arrival.objects.update(settled_at=NOON, settled_by=ben)

    bring(letter("lamp"), mailbox=mailbox)
    run_jobs()

    assert Arrival.objects.earliest("pk").message is None


@pytest.mark.parametrize("reason", ["refused", "loop", "ourselves"])
def test_what_lies_there_for_another_reason_waits_for_people(mailbox, reason):
    bring(AWAY, mailbox=mailbox)
    arrival = Arrival.objects.get()
    Arrival.objects.update(pile_reason=reason)
    bring(letter("lamp"), mailbox=mailbox)

    look_again(arrival.pk, now=LATER)

    assert Arrival.objects.on_pile().get() == arrival
