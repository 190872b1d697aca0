"""A desk that nobody works at leads to set-up, which opens only for whoever reads the terminal, and only once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from amends.config.clock import frozen
from amends.desk.channels.models import Mailbox
from amends.desk.people.models import Agent
from amends.desk.people.staff import somebody_works_here
from amends.desk.policies.actions import setup_token
from amends.desk.policies.models import DeskSettings

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
DESK = {
    "lead_name": "Dana Moor",
    "email": "Dana@desk.example",
    "password": "quite a long one",
    "name": "Vogel & Sons",
    "public_url": "https://help.vogel.example",
    "zone": "Europe/Vienna",
    "hours": "Mon-Fri 08:00-16:00",
    "holidays": "2026-12-25 Christmas",
    "language": "de",
    "then": "keep",
}
MAILBOX = {
    "mailbox-address": "desk@vogel.example",
    "mailbox-fetch_host": "imap.vogel.example",
    "mailbox-fetch_port": "993",
    "mailbox-fetch_security": "tls",
    "mailbox-smtp_port": "465",
    "mailbox-smtp_security": "tls",
    "mailbox-password": "open sesame",
    "mailbox-folder": "INBOX",
    "mailbox-history": "none",
    "mailbox-history_days": "30",
}


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """What makes guessing slow would make tests slow too."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def stranger(db) -> Iterator[Client]:
    """Somebody before a desk that was started a minute ago."""
    with frozen(MONDAY):
        yield Client()


@pytest.fixture
def owner(stranger: Client) -> Client:
    """The same, with the terminal in view."""
    stranger.post("/setup/", {"token": setup_token()})
    return stranger


@pytest.mark.parametrize("path", ["/", "/cases/", "/office/", "/accounts/login/", "/nowhere/"])
def test_every_page_leads_to_set_up_while_nobody_works_here(stranger, path):
    response = stranger.get(path)

    assert response.status_code == 302
    assert response.url == "/setup/"


def test_machines_are_answered_before_set_up(stranger):
    assert stranger.get("/health/").json() == {"status": "well"}


def test_without_the_token_nothing_is_asked_and_nothing_can_be_kept(stranger):
    setup_token()
    page = stranger.get("/setup/").content.decode()
    refused = stranger.post("/setup/", DESK | {"token": "guess"})

    assert "Token from the terminal" in page
    assert "Working hours" not in page
    assert refused.status_code == 422
    assert not somebody_works_here()


def test_no_token_was_ever_made_is_no_token(stranger):
    assert stranger.post("/setup/", {"token": ""}).status_code == 422
    assert "Working hours" not in stranger.get("/setup/").content.decode()


def test_guessing_the_token_is_slowed_down(stranger):
    setup_token()
    for _ in range(20):
        stranger.post("/setup/", {"token": "guess"})
    response = stranger.post("/setup/", {"token": setup_token()})

    assert "tried too often" in response.content.decode()
    assert "Working hours" not in stranger.get("/setup/").content.decode()


def test_the_token_stays_the_same_until_it_is_used(db):
    assert setup_token() == setup_token()
    assert len(setup_token()) == 23


def test_set_up_opens_the_desk_and_lets_its_lead_in(owner):
    response = owner.post("/setup/", DESK)
    settings, dana = DeskSettings.current(), Agent.objects.get()

    assert response.url == "/"
    assert (settings.name, settings.zone, settings.language) == ("Vogel & Sons", "Europe/Vienna", "de")
    assert (settings.set_up_at, settings.setup_token) == (MONDAY, "")
    assert (dana.email, dana.name, dana.is_lead) == ("dana@desk.example", "Dana Moor", True)
    assert owner.get("/").status_code == 200
    assert Client().login(email="dana@desk.example", password="quite a long one")
    assert not Mailbox.objects.exists()


def test_a_mailbox_is_connected_with_it(owner):
    owner.post("/setup/", DESK | MAILBOX)
    mailbox = Mailbox.objects.get()

    assert (mailbox.address, mailbox.password, mailbox.connected_at) == ("desk@vogel.example", "open sesame", MONDAY)


def test_a_mailbox_can_be_tried_and_nothing_typed_is_lost(owner, monkeypatch):
    asked = []

    def trial(mailbox, *, now):
        asked.append((mailbox.fetch_host, mailbox.password))
        return (SimpleNamespace(what="fetching", works=False, words="Nothing listens there."),)

    monkeypatch.setattr("amends.doors.shell.trials._trial", lambda: trial)
    page = owner.post("/setup/", DESK | MAILBOX | {"then": "test"}).content.decode()

    assert asked == [("imap.vogel.example", "open sesame")]
    assert "Nothing listens there." in page
    assert 'value="Dana Moor"' in page
    assert not somebody_works_here()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"password": "short"}, "This password is too short"),
        ({"hours": "always"}, "“always” is no working time"),
        ({"email": "dana"}, "Enter a valid email address"),
        ({"mailbox-address": "desk@vogel.example"}, "Name a server to fetch from"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(owner, changes, words):
    response = owner.post("/setup/", DESK | changes)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not somebody_works_here()


def test_after_set_up_the_token_is_void(owner):
    token = setup_token()
    owner.post("/setup/", DESK)
    latecomer = Client()
    answer = latecomer.post("/setup/", {"token": token})

    assert setup_token() == ""
    assert answer.status_code == 302
    assert latecomer.post("/setup/", DESK | {"email": "eve@example.com"}).status_code == 302
    assert Agent.objects.count() == 1


def test_an_agent_added_on_the_command_line_ends_set_up_too(owner):
    Agent.objects.create_user("ben@desk.example", "a long password", name="Ben")

    assert owner.get("/setup/").url == "/"
    assert owner.post("/setup/", DESK).status_code == 302
    assert Agent.objects.count() == 1
