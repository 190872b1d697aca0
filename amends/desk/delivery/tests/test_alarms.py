"""A mailbox that falls silent is told to those who lead, once, by whatever mailbox still sends; so is its end."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models.functions import Now

from amends.craft.mail import parse
from amends.desk.channels.models import Mailbox
from amends.desk.channels.silence import TELLING, silent
from amends.desk.delivery.alarms import tell_silence
from amends.desk.delivery.letters import Undeliverable
from amends.desk.people.models import Agent

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
LIMIT = timedelta(minutes=30)


class Outbox:
    """Takes letters, except those of the mailboxes that are `down`."""

    def __init__(self):
        self.down, self.errors, self.taken = set(), {}, []

    def send(self, letter):
        if letter.sender in self.down:
            raise Undeliverable("nothing listens", permanent=False)
        if letter.recipients[0] in self.errors:
            raise self.errors[letter.recipients[0]]
        self.taken.append(letter)

    def subjects(self):
        return [parse(letter.raw).subject for letter in self.taken]


@pytest.fixture
def outbox():
    return Outbox()


@pytest.fixture
def mailbox():
    Agent.objects.create_user("dana@desk.example", name="Dana Moor", is_lead=True)
    Agent.objects.create_user("ben@desk.example", name="Ben Kramer")
    return Mailbox.objects.create(
        name="Desk",
        address="desk@desk.example",
        fetch_host="imap.desk.example",
        smtp_host="smtp.desk.example",
        connected_at=MONDAY - timedelta(days=7),
        fetched_at=MONDAY,
    )


def test_a_silence_is_told_once_to_those_who_lead_with_the_reason(mailbox, outbox):
    Mailbox.objects.update(last_error="nothing listens at imap.desk.example, port 993")

    assert tell_silence(outbox, now=MONDAY + LIMIT - timedelta(seconds=1)) == 0
    assert tell_silence(outbox, now=MONDAY + LIMIT) == 1
    assert tell_silence(outbox, now=MONDAY + 2 * LIMIT) == 0

    [letter] = outbox.taken
    assert letter.recipients == ("dana@desk.example",)
    assert outbox.subjects() == ["Mail to desk@desk.example is not coming in"]
    assert "nothing listens at imap.desk.example, port 993" in parse(letter.raw).text
    assert parse(letter.raw).automatic


@pytest.mark.parametrize("minutes", [1, 2, 3])
def test_a_pause_between_two_looks_is_no_silence(mailbox, minutes):
    Mailbox.objects.update(silence_minutes=minutes)

    assert silent(now=MONDAY + timedelta(seconds=179)) == []
    assert silent(now=MONDAY + timedelta(minutes=3)) == [mailbox]


def test_its_end_is_told_once(mailbox, outbox):
    tell_silence(outbox, now=MONDAY + LIMIT)
    Mailbox.objects.update(fetched_at=MONDAY + LIMIT)

    assert tell_silence(outbox, now=MONDAY + LIMIT) == 1
    assert tell_silence(outbox, now=MONDAY + LIMIT) == 0

    assert outbox.subjects()[-1] == "Mail to desk@desk.example comes in again"


def test_a_second_silence_is_told_again(mailbox, outbox):
    tell_silence(outbox, now=MONDAY + LIMIT)
    Mailbox.objects.update(fetched_at=MONDAY + LIMIT)
    tell_silence(outbox, now=MONDAY + LIMIT)

    tell_silence(outbox, now=MONDAY + 3 * LIMIT)

    assert outbox.subjects().count("Mail to desk@desk.example is not coming in") == 2


def test_a_dead_worker_leaves_no_reason_and_is_told_all_the_same(mailbox, outbox):
    tell_silence(outbox, now=MONDAY + LIMIT)

    assert "see whether one runs" in parse(outbox.taken[0].raw).text


def test_the_mail_goes_by_a_mailbox_that_still_sends(mailbox, outbox):
    outbox.down = {mailbox.address}
    assert tell_silence(outbox, now=MONDAY + LIMIT) == 0
    Mailbox.objects.create(name="B", address="b@desk.example", smtp_host="smtp.b.example", connected_at=MONDAY)

    assert tell_silence(outbox, now=MONDAY + LIMIT) == 1

    assert [letter.sender for letter in outbox.taken] == ["b@desk.example"]


def test_one_that_is_not_fetched_or_out_of_use_is_not_silent(mailbox, outbox):
    later = MONDAY + timedelta(days=3)
    for change in ({"is_active": False}, {"fetch_host": ""}, {"way": "handed"}, {"silence_minutes": 0}):
        Mailbox.objects.filter(pk=mailbox.pk).update(
            **{"is_active": True, "fetch_host": "imap.desk.example", "way": "imap", "silence_minutes": 30} | change
        )
        assert silent(now=later) == []


def test_one_that_was_never_fetched_is_silent_after_its_time(mailbox, outbox):
    Mailbox.objects.update(fetched_at=None, connected_at=MONDAY)

    assert silent(now=MONDAY + LIMIT) == [mailbox]
    assert silent(now=MONDAY + LIMIT / 2) == []


def test_the_silent_mailbox_is_the_last_way_out(mailbox, outbox):
    Mailbox.objects.create(name="B", address="b@desk.example", smtp_host="smtp.b.example", connected_at=MONDAY)

    tell_silence(outbox, now=MONDAY + LIMIT)

    assert [letter.sender for letter in outbox.taken] == ["b@desk.example"]


def test_one_that_was_put_out_of_use_has_not_come_back(mailbox, outbox):
    tell_silence(outbox, now=MONDAY + LIMIT)
    Mailbox.objects.update(is_active=False)

    assert tell_silence(outbox, now=MONDAY + 2 * LIMIT) == 0

    assert len(outbox.taken) == 1
    assert Mailbox.objects.get().silence_told_at is None


def test_whatever_goes_wrong_with_one_who_leads_the_others_are_told(mailbox, outbox):
    Agent.objects.create_user("lea@desk.example", name="Lea Lind", is_lead=True)
    outbox.errors = {"dana@desk.example": ValueError("nobody thought of this")}

    assert tell_silence(outbox, now=MONDAY + LIMIT) == 1

    assert [letter.recipients for letter in outbox.taken] == [("lea@desk.example",)]


def test_a_silence_that_nobody_could_be_told_of_is_told_later(mailbox, outbox):
    outbox.errors = {"dana@desk.example": ValueError("nobody thought of this")}
    assert tell_silence(outbox, now=MONDAY + LIMIT) == 0

    outbox.errors = {}

    assert tell_silence(outbox, now=MONDAY + LIMIT) == 1


def test_while_a_worker_tells_no_other_one_does(mailbox, outbox):
    class Slow(Outbox):
        def send(self, letter):
            assert tell_silence(outbox, now=MONDAY + LIMIT) == 0
            super().send(letter)

    assert tell_silence(Slow(), now=MONDAY + LIMIT) == 1

    assert outbox.taken == []


def test_a_worker_that_died_as_it_told_is_followed_by_another_after_a_while(mailbox, outbox):
    Mailbox.objects.update(telling_until=Now() + TELLING)
    assert tell_silence(outbox, now=MONDAY + LIMIT) == 0

    Mailbox.objects.update(telling_until=Now() - timedelta(seconds=1))

    assert tell_silence(outbox, now=MONDAY + LIMIT) == 1
