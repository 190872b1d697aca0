"""What wants an agent is told in one digest a quarter of an hour, while the desk is open, and by one worker only."""

from datetime import timedelta

import pytest

from amends.craft.mail import parse
from amends.desk.delivery import digests
from amends.desk.delivery.digests import tell_due
from amends.desk.delivery.tests.conftest import NOON
from amends.desk.owed.models import Chase, Obligation

MINUTE = timedelta(minutes=1)
NIGHT = timedelta(hours=14)


@pytest.fixture
def chase(case, ben):
    """Return a function that lets Ben be reminded, once a step."""
    [obligation] = Obligation.objects.filter(case=case, settled_by=None)[:1]

    def remind(step="owner"):
        return Chase.objects.create(obligation=obligation, agent=ben, step=step, at=NOON)

    return remind


def test_reminders_are_told_in_one_mail_and_once(chase, mailman):
    chase("owner"), chase("backup")

    assert tell_due(mailman, now=NOON) == 1
    assert tell_due(mailman, now=NOON + timedelta(hours=1)) == 0

    assert [letter.recipients for letter in mailman.letters] == [("ben@example.org",)]
    assert parse(mailman.letters[0].raw).automatic


def test_a_second_digest_waits_for_a_quarter_of_an_hour(chase, mailman):
    chase("owner")
    tell_due(mailman, now=NOON)
    chase("backup")

    assert tell_due(mailman, now=NOON + 14 * MINUTE) == 0
    assert tell_due(mailman, now=NOON + 15 * MINUTE) == 1


def test_nobody_is_reminded_at_night(chase, mailman):
    chase()

    assert tell_due(mailman, now=NOON + NIGHT) == 0
    assert mailman.letters == []
    assert tell_due(mailman, now=NOON + 2 * NIGHT - timedelta(hours=4)) == 1


def test_of_two_workers_at_the_same_moment_one_tells(chase, mailman, monkeypatch):
    chase()
    marked = digests._marked

    def late(chases, *, now):
        assert marked(chases, now=now)  # the other one was quicker
        return marked(chases, now=now)

    monkeypatch.setattr(digests, "_marked", late)

    assert tell_due(mailman, now=NOON) == 0
    assert mailman.letters == []


def test_a_worker_that_came_too_late_leaves_what_is_new_for_the_next_digest(chase):
    told, new = chase("owner"), chase("backup")
    Chase.objects.filter(pk=told.pk).update(told_at=NOON)

    assert not digests._marked([told, new], now=NOON + MINUTE)

    assert list(Chase.objects.filter(told_at=None)) == [new]
