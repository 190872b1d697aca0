"""Consent is asked for with what only this session knows, comes back once, and is kept out of sight."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from amends.desk.channels.models import Mailbox
from amends.doors.office.tests.test_mailboxes import NEW
from amends.doors.shell import consent
from amends.doors.shell.consent import PROVIDERS

BY_CONSENT = NEW | {
    "login": "microsoft",
    "password": "",
    "oauth_client": "desk-of-vogel",
    "oauth_secret": "between us",
    "oauth_tenant": "vogel",
    "fetch_host": "",
    "smtp_host": "",
    "then": "keep",
}


@pytest.fixture
def posted(monkeypatch):
    """What the provider was asked, and what it answers."""
    asked = []
    answers = [(200, b'{"access_token": "a", "expires_in": 3600, "refresh_token": "lasting"}')]

    def post(url, body):
        asked.append((url.geturl(), {name: value for name, [value] in parse_qs(body).items()}))
        return answers[-1]

    monkeypatch.setattr(consent, "_posted", post)
    return asked, answers


@pytest.fixture
def mailbox(office, dana):
    office.post("/office/mailboxes/new/", BY_CONSENT)
    return Mailbox.objects.get()


def _ask(office, mailbox):
    """Return what the provider's page is told."""
    page = office.get(f"/office/mailboxes/{mailbox.pk}/consent/").context["page"]
    address = urlsplit(page.ask_url)
    return address, {name: value for name, [value] in parse_qs(address.query).items()}


def test_connecting_leads_to_the_consent_and_knows_the_servers(office, dana):
    response = office.post("/office/mailboxes/new/", BY_CONSENT)
    made = Mailbox.objects.get()

    assert response["Location"] == f"/office/mailboxes/{made.pk}/consent/"
    assert (made.fetch_host, made.smtp_host, made.smtp_port) == ("outlook.office365.com", "smtp.office365.com", 587)
    assert made.oauth_secret == "between us"
    assert "between us" not in made.sealed_oauth_secret


def test_consent_needs_a_client_id(office, dana):
    response = office.post("/office/mailboxes/new/", BY_CONSENT | {"oauth_client": ""})

    assert "register the desk first" in response.content.decode()


def test_the_page_says_what_to_register_and_that_only_a_stand_in_was_tried(office, mailbox):
    page = office.get(f"/office/mailboxes/{mailbox.pk}/consent/").content.decode()

    assert "https://help.vogel.example/office/consent/" in page
    assert "stand-in for Microsoft" in page
    assert "between us" not in page


def test_the_provider_is_asked_with_state_and_a_challenge(office, mailbox):
    address, asked = _ask(office, mailbox)

    assert address.netloc + address.path == "login.microsoftonline.com/vogel/oauth2/v2.0/authorize"
    assert asked["client_id"] == "desk-of-vogel"
    assert asked["redirect_uri"] == "https://help.vogel.example/office/consent/"
    assert "IMAP.AccessAsUser.All" in asked["scope"]
    assert asked["code_challenge_method"] == "S256"


def test_the_code_is_exchanged_and_the_consent_kept_sealed(office, mailbox, posted):
    _, asked = _ask(office, mailbox)

    response = office.get("/office/consent/", {"state": asked["state"], "code": "once"})

    [(url, fields)] = posted[0]
    digest = hashlib.sha256(fields["code_verifier"].encode()).digest()
    mailbox.refresh_from_db()
    assert response["Location"] == f"/office/mailboxes/{mailbox.pk}/"
    assert url == "https://login.microsoftonline.com/vogel/oauth2/v2.0/token"
    assert (fields["code"], fields["client_secret"]) == ("once", "between us")
    assert urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
    assert mailbox.refresh_token == "lasting"
    assert "lasting" not in mailbox.sealed_refresh_token


def test_another_state_or_the_same_one_again_is_refused(office, mailbox, posted):
    _, asked = _ask(office, mailbox)
    assert office.get("/office/consent/", {"state": "made up", "code": "once"}).status_code == 404
    assert office.get("/office/consent/", {"state": asked["state"], "code": "once"}).status_code == 404
    assert office.get("/office/consent/", {"state": "", "code": "once"}).status_code == 404
    assert posted[0] == []


def test_nobody_agreed(office, mailbox, posted):
    _, asked = _ask(office, mailbox)

    page = office.get("/office/consent/", {"state": asked["state"], "error": "access_denied"}, follow=True)

    assert "nobody agreed there" in page.content.decode()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((400, b'{"error": "invalid_client"}'), "does not accept the client ID"),
        ((200, b'{"access_token": "a", "expires_in": 3600}'), "gave no lasting consent"),
        ((502, b"<html>"), "gave no token (502)"),
    ],
)
def test_what_the_provider_refuses_is_told(office, mailbox, posted, answer, words):
    _, asked = _ask(office, mailbox)
    posted[1].append(answer)

    page = office.get("/office/consent/", {"state": asked["state"], "code": "once"}, follow=True)

    assert words in page.content.decode()
    assert not Mailbox.objects.get().refresh_token


def test_a_new_server_is_not_shown_the_old_consent(office, mailbox, trial):
    mailbox.refresh_token = "lasting"
    mailbox.save()
    page = BY_CONSENT | {"is_active": "on", "fetch_host": "imap.evil.example", "oauth_secret": ""}
    office.post(f"/office/mailboxes/{mailbox.pk}/", page)
    mailbox.refresh_from_db()

    assert mailbox.fetch_host == "imap.evil.example"
    assert not mailbox.refresh_token
    assert mailbox.oauth_secret == "between us"


def test_what_was_renewed_meanwhile_stays(office, mailbox):
    mailbox.refresh_token = "lasting longer"
    mailbox.save()
    servers = {"fetch_host": mailbox.fetch_host, "smtp_host": mailbox.smtp_host}
    office.post(f"/office/mailboxes/{mailbox.pk}/", BY_CONSENT | servers | {"is_active": "on", "oauth_secret": ""})

    assert Mailbox.objects.get().refresh_token == "lasting longer"


def test_a_mailbox_with_a_password_has_no_such_page(office, mailbox):
    Mailbox.objects.update(login="password")

    assert office.get(f"/office/mailboxes/{mailbox.pk}/consent/").status_code == 404


def test_google_is_asked_for_a_consent_that_lasts(office, mailbox):
    Mailbox.objects.update(login="google")

    address, asked = _ask(office, mailbox)

    assert address.netloc == "accounts.google.com"
    assert (asked["access_type"], asked["prompt"]) == ("offline", "consent")
    assert replace(PROVIDERS["google"]).scopes == ("https://mail.google.com/",)
