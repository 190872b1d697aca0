"""Mailboxes at the big hosts are used by consent: tokens come and go by themselves, and a lost consent is told.

The provider is a stand-in on this machine; that the server takes the tokens is Dovecot's own doing.
"""

from base64 import b64decode
from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.doors.mailbox import consent, trying
from amends.doors.mailbox.consent import access_token
from amends.doors.mailbox.servers import MailServerError
from amends.doors.mailbox.tests.conftest import clock, letter, wait_until
from amends.doors.shell.consent import PROVIDERS
from tests.servers.machine import free_port
from tests.servers.smtp_sink import SmtpSink

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mailbox(mailbox, provider, monkeypatch):
    """A mailbox that no password opens, with a consent."""
    monkeypatch.setattr(consent, "_kept", {})
    monkeypatch.setitem(PROVIDERS, "google", replace(PROVIDERS["google"], token=provider.url))
    provider.user = mailbox.user
    mailbox.login, mailbox.oauth_client, mailbox.password = "google", "desk-of-vogel", ""
    mailbox.oauth_secret, mailbox.refresh_token = "between us", "lasting"
    mailbox.save()
    return mailbox


@pytest.fixture(params=["imap", "pop3"])
def either_way(request, mailbox, dovecot):
    mailbox.way = request.param
    mailbox.fetch_port = dovecot.pop3_port if request.param == "pop3" else dovecot.fetch_port
    return mailbox


def test_a_server_is_shown_a_token(either_way, server, look, provider):
    server.deliver(letter())

    assert look(either_way) == 1

    [asked] = provider.asked
    assert asked == {
        "grant_type": "refresh_token",
        "refresh_token": "lasting",
        "client_id": "desk-of-vogel",
        "client_secret": "between us",
        "scope": "https://mail.google.com/",
    }


def test_a_token_is_used_until_it_runs_out(mailbox, look, provider):
    look(mailbox)
    look(mailbox)
    assert len(provider.asked) == 1

    consent._kept.clear()
    provider.seconds = 60  # too short to rely on
    look(mailbox)
    look(mailbox)

    assert len(provider.asked) == 3


def test_a_token_that_was_ended_early_is_replaced_at_once(mailbox, look, provider):
    look(mailbox)
    provider.revoke()

    look(mailbox)

    assert len(provider.asked) == 2


def test_a_newer_proof_of_the_consent_is_kept(mailbox, provider):
    provider.renewed = "lasting longer"

    access_token(mailbox)

    again = Mailbox.objects.get()
    assert again.refresh_token == "lasting longer"
    assert again.sealed_refresh_token == mailbox.sealed_refresh_token
    assert "lasting longer" not in again.sealed_refresh_token


def test_a_consent_that_is_gone_is_told_and_no_password_is_blamed(mailbox, provider, fetching):
    provider.error = "invalid_grant"
    fetching()

    wait_until(lambda: Mailbox.objects.get().failing_since is not None)

    assert (
        Mailbox.objects.get().last_error == "the consent at Google is gone; give it again, on the page of the mailbox"
    )


def test_a_new_consent_is_used_at_once(mailbox, server, provider, fetching):
    provider.error = "invalid_grant"
    server.deliver(letter())
    fetching(longest_pause_refused=600, first_pause=600)
    wait_until(lambda: Mailbox.objects.get().failing_since is not None)
    provider.error = ""

    mailbox.refresh_token = "given again"
    mailbox.save()

    wait_until(Case.objects.exists)
    assert provider.asked[-1]["refresh_token"] == "given again"


@pytest.mark.parametrize(
    ("error", "words", "refused"),
    [
        ("401 invalid_client", "Google does not accept the client ID or its secret; check both", True),
        ("503 temporarily_unavailable", "Google gave no token (503 temporarily_unavailable)", False),
    ],
)
def test_what_people_must_mend_is_told_apart_from_what_passes(mailbox, provider, error, words, refused):
    provider.status, provider.error = int(error[:3]), error[4:]

    with pytest.raises(MailServerError) as caught:
        access_token(mailbox)

    assert (caught.value.words, caught.value.refused) == (words, refused)


def test_a_provider_that_cannot_be_reached_is_no_lost_consent(mailbox, monkeypatch):
    nowhere = f"http://127.0.0.1:{free_port()}/token"
    monkeypatch.setitem(PROVIDERS, "google", replace(PROVIDERS["google"], token=nowhere))

    with pytest.raises(MailServerError, match="Google can't be reached for a token") as caught:
        access_token(mailbox)

    assert not caught.value.refused


def test_without_any_consent_the_words_say_so(mailbox, provider):
    mailbox.refresh_token = ""
    mailbox.save()

    with pytest.raises(MailServerError, match="nobody has given consent at Google yet"):
        access_token(mailbox)

    assert provider.asked == []


@pytest.fixture
def token_sink(provider):
    """A sink that takes letters from those who show a token of the provider."""

    async def judge(sink, server, args):
        said = await server.challenge_auth("") if len(args) == 1 else b64decode(args[1])
        token = said.partition(b"Bearer ")[2].rstrip(b"\x01").decode()
        if token in provider.valid:
            return AuthResult(success=True, auth_data=said)
        await server.challenge_auth("eyJzdGF0dXMiOiI0MDEifQ==", encode_to_b64=False)
        return AuthResult(success=False, handled=False)

    sink = type("Sink", (SmtpSink,), {"auth_XOAUTH2": judge})()
    controller = Controller(sink, hostname=sink.host, port=sink.port, auth_require_tls=False)
    controller.start()
    yield sink
    controller.stop()


def test_letters_leave_by_the_same_consent(mailbox, provider, token_sink):
    mailbox.fetch_host = ""
    mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security = token_sink.host, token_sink.port, "none"
    trying.test_connection(mailbox, now=clock())
    provider.revoke()

    [check] = trying.test_connection(mailbox, now=clock())

    assert check.works
    assert len(token_sink.wait_for(2)) == 2
    assert len(provider.asked) == 2
