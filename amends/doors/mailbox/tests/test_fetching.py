"""A worker watches every mailbox: mail is there at once, trouble is told in plain words and passes by itself."""

from datetime import timedelta
from threading import enumerate as enumerate_threads

import pytest

from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox, Watch
from amends.desk.intake.models import Arrival
from amends.doors.mailbox.tests.conftest import clock, letter, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def _again(mailbox: Mailbox) -> Mailbox:
    return Mailbox.objects.get(pk=mailbox.pk)


def _looked(mailbox: Mailbox) -> bool:
    return _again(mailbox).fetched_at is not None


def test_mail_that_arrives_while_we_wait_is_there_at_once(mailbox, server, fetching):
    fetching(look=120)
    wait_until(lambda: _looked(mailbox))

    server.deliver(letter())

    wait_until(Case.objects.exists, seconds=60)
    wait_until(lambda: server.unseen() == 0)


def test_a_server_without_idle_is_asked_again_and_again(mailbox, server, fetching, monkeypatch):
    monkeypatch.setattr("imapclient.IMAPClient.has_capability", lambda client, name: False)
    fetching(look=0.2)
    wait_until(lambda: _looked(mailbox))

    server.deliver(letter())

    wait_until(Case.objects.exists)


def test_of_two_workers_one_watches_a_mailbox(mailbox, server, fetching):
    for _ in range(2):
        fetching()
    wait_until(lambda: _looked(mailbox))

    server.deliver(*[letter(number, sender=f"ada{number}@example.com") for number in range(30)])

    wait_until(lambda: Message.objects.count() == 30)
    assert Arrival.objects.count() == 30
    assert Watch.objects.get().holder


def test_a_wrong_password_is_told_and_mail_comes_in_once_it_is_right(mailbox, server, dovecot, fetching):
    server.deliver(letter())
    mailbox.password = "guessed"
    mailbox.save()
    fetching()
    wait_until(lambda: _again(mailbox).failing_since is not None)
    broken = _again(mailbox)
    assert broken.last_error.startswith(f"the server at {dovecot.host} refused the user name or the password")
    assert "guessed" not in broken.last_error

    mailbox.password = dovecot.password
    mailbox.save(update_fields=["sealed_password"])

    wait_until(Case.objects.exists)
    wait_until(lambda: _again(mailbox).failing_since is None)
    assert _again(mailbox).last_error == ""


def test_a_server_that_is_down_at_the_start_and_comes_back_loses_nothing(mailbox, server, dovecot, fetching):
    server.deliver(letter())
    dovecot.stop()
    try:
        fetching()
        wait_until(lambda: _again(mailbox).failing_since is not None)
        since = _again(mailbox).failing_since
        assert _again(mailbox).last_error == f"nothing listens at {dovecot.host}, port {dovecot.fetch_port}"
    finally:
        dovecot.start()

    wait_until(Case.objects.exists)
    wait_until(lambda: _again(mailbox).failing_since is None)
    assert since is not None


def test_a_server_that_restarts_while_we_wait_is_waited_for(mailbox, server, dovecot, fetching):
    fetching()
    wait_until(lambda: _looked(mailbox))

    dovecot.stop()
    dovecot.start()
    server.deliver(letter())

    wait_until(Case.objects.exists)


def test_a_folder_that_is_not_there_is_named(mailbox, server, fetching):
    Mailbox.objects.update(folder="Nowhere")

    fetching()

    wait_until(lambda: _again(mailbox).last_error.startswith("the folder Nowhere of this mailbox can't be opened"))


def test_a_mailbox_taken_out_of_use_is_fetched_no_more(mailbox, server, fetching):
    fetching()
    wait_until(lambda: _looked(mailbox))

    Mailbox.objects.update(is_active=False)
    wait_until(lambda: Watch.objects.get().holder == "")

    server.deliver(letter())
    assert server.unseen() == 1
    assert not Case.objects.exists()


def test_a_worker_that_stops_leaves_its_mailboxes_to_others(mailbox, server, fetching):
    end = fetching()
    wait_until(lambda: _looked(mailbox))
    first = Watch.objects.get().holder
    fetching()

    end()

    wait_until(lambda: Watch.objects.get().holder not in {"", first})


def test_a_mailbox_of_a_worker_that_was_not_heard_of_for_long_is_taken_over(mailbox, server, fetching):
    Watch.objects.create(mailbox=mailbox, holder="gone", until=clock() - timedelta(seconds=1))

    fetching()

    wait_until(lambda: _looked(mailbox))
    assert Watch.objects.get().holder != "gone"


def test_a_worker_whose_lease_another_one_has_stops_watching(mailbox, server, fetching):
    fetching()
    wait_until(lambda: _looked(mailbox))
    Watch.objects.update(holder="another", until=clock() + timedelta(minutes=1))
    wait_until(lambda: not [thread for thread in enumerate_threads() if thread.name == f"mailbox-{mailbox.pk}"])

    server.deliver(letter())

    assert not Case.objects.exists()
    assert Watch.objects.get().holder == "another"
