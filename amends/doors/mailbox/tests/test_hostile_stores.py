"""IMAP servers that leave answers out, refuse what they offer or are busy: no mail is passed over for it."""

from threading import Event

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from amends.desk.intake.models import Arrival
from amends.doors.mailbox.fetching.taking import WithheldError
from amends.doors.mailbox.servers import Server, refusal, said
from amends.doors.mailbox.stores.opening import opened
from amends.doors.mailbox.tests.conftest import letter

HERE = Server("imap.example.org", 993, "tls")


@pytest.mark.django_db
@pytest.mark.parametrize("silent_about", ["RFC822.SIZE", "BODY.PEEK[]"])
def test_a_mail_that_the_server_leaves_out_of_its_answer_is_asked_for_again(
    mailbox, server, look, monkeypatch, silent_about
):
    server.deliver(letter(1), letter(2))
    real = IMAPClient.fetch

    def fetch(client, uids, parts):
        found = real(client, uids, parts)
        return {uid: told for uid, told in found.items() if uid != 1 or silent_about not in parts}

    with monkeypatch.context() as patch:
        patch.setattr(IMAPClient, "fetch", fetch)
        if silent_about == "BODY.PEEK[]":
            with pytest.raises(WithheldError):
                look(mailbox)
        else:
            look(mailbox)
    look(mailbox)

    assert Arrival.objects.filter(message__isnull=False).count() == 2


@pytest.mark.django_db
def test_a_server_that_offers_idle_and_refuses_it_is_waited_for_without(mailbox, server, monkeypatch):
    def idle(client):
        raise IMAPClientError("Unexpected IDLE response: b'A1 BAD what'")

    monkeypatch.setattr(IMAPClient, "idle", idle)

    with opened(mailbox) as inbox:
        inbox.wait(0.01, Event())
        server.deliver(letter(1))
        inbox.wait(0.01, Event())

        assert len(inbox.uids_after(0, since=mailbox.connected_at)) == 1


@pytest.mark.parametrize(
    "words",
    ["b'[LIMIT] too many of you'", "b'[ALERT] Too many simultaneous connections. (Failure)'", "b'[INUSE] locked'"],
)
def test_a_server_that_is_busy_has_not_refused_the_password(words):
    assert not refusal(LoginError(words), HERE).refused


def test_a_server_is_quoted_in_its_own_words_and_not_in_those_of_a_library():
    error = IMAPClientError(
        "b'no such key'\n\nThis error may have been caused by a syntax error in the criteria: ['UID']\nPlease refer to"
    )

    assert said(error) == "no such key"
