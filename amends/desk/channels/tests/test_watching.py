"""One worker at a time fetches a mailbox, and how that goes is written down for people."""

from datetime import UTC, datetime, timedelta

import pytest

from amends.desk.channels import actions
from amends.desk.channels.models import Mailbox, Watch

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox.objects.create(
        name="Desk", address="desk@example.org", fetch_host="imap.example.org", connected_at=NOON
    )


def let_the_lease_run_out() -> None:
    Watch.objects.update(until=NOON - timedelta(days=365))


def test_only_mailboxes_in_use_that_name_a_server_are_fetched(mailbox):
    Mailbox.objects.create(name="Off", address="off@example.org", fetch_host="x", connected_at=NOON, is_active=False)
    Mailbox.objects.create(name="Out", address="out@example.org", connected_at=NOON)

    assert actions.mailboxes_to_fetch() == [mailbox]


def test_a_watched_mailbox_is_not_given_to_another(mailbox):
    assert actions.watch(mailbox, "one")

    assert not actions.watch(mailbox, "two")
    assert actions.watch(mailbox, "one")


def test_trouble_with_a_password_that_was_changed_meanwhile_is_not_told(mailbox):
    tried = Mailbox.objects.get()
    mailbox.password = "the right one"
    mailbox.save()

    actions.note_failing(tried, "the password was refused", now=NOON)

    assert Mailbox.objects.get().failing_since is None


def test_a_mailbox_whose_lease_ran_out_is_taken_over(mailbox):
    actions.watch(mailbox, "one")
    let_the_lease_run_out()

    assert actions.watch(mailbox, "two")
    assert actions.keep_watching([mailbox.pk], "one") == set()


def test_a_lease_is_kept_by_prolonging_it(mailbox):
    actions.watch(mailbox, "one")
    let_the_lease_run_out()

    assert actions.keep_watching([mailbox.pk], "one") == {mailbox.pk}
    assert not actions.watch(mailbox, "two")


def test_a_mailbox_given_back_is_free_at_once(mailbox):
    actions.watch(mailbox, "one")

    actions.stop_watching([mailbox.pk], "one")

    assert actions.watch(mailbox, "two")


def test_trouble_is_dated_from_its_beginning_and_ends_with_a_look(mailbox):
    actions.note_failing(mailbox, "nothing listens", now=NOON)
    actions.note_failing(mailbox, "no answer", now=NOON + timedelta(hours=1))
    mailbox.refresh_from_db()
    assert (mailbox.failing_since, mailbox.last_error) == (NOON, "no answer")

    actions.note_fetched(mailbox, now=NOON + timedelta(hours=2))

    mailbox.refresh_from_db()
    assert (mailbox.failing_since, mailbox.last_error) == (None, "")
    assert mailbox.fetched_at == NOON + timedelta(hours=2)


def test_noting_how_far_we_are_leaves_what_people_set_up_alone(mailbox):
    same = Mailbox.objects.get(pk=mailbox.pk)
    Mailbox.objects.update(folder="Support")
    same.last_uid = 7

    actions.note_position(same)

    mailbox.refresh_from_db()
    assert (mailbox.last_uid, mailbox.folder) == (7, "Support")
