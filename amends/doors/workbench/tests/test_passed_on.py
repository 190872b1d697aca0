"""What a phone system passes on is shown as its caller's; nobody is led to answer a machine by mail."""

import pytest

from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive

VOICE = """From: Phone system <pbx@example.com>
To: desk@desk.example
Subject: New voice message
Message-Context: voice-message
Auto-Submitted: auto-generated
Message-ID: <voice@example.com>

Caller: {caller}
Duration: 0:35
"""


@pytest.fixture
def page(browser, now):
    """Return the page of the case that a voice message of a caller opens."""
    mailbox = Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=now)

    def opened(caller: str) -> str:
        raw = VOICE.format(caller=caller).encode()
        number = receive(raw, Source(arrived_at=now, mailbox=mailbox), now=now).case
        assert Case.objects.get(number=number).channel == "voicemail"
        shown: str = browser.get(f"/cases/{number}/").content.decode()
        return shown

    return opened


def test_a_caller_is_shown_by_the_number_and_called_back(page):
    shown = page("030 1234567")

    assert "030 1234567 asked to be called" in shown
    assert "No email address of this customer is known. To reach them: call 0301234567." in shown
    assert "pbx@example.com" not in shown


def test_a_caller_whom_nobody_knows_has_a_page_as_well(page):
    shown = page("Anonymous")

    assert "asked to be called" in shown
    assert "No email address of this customer is known. Add one on their card" in shown
    assert "pbx@example.com" not in shown


def test_whose_mail_a_colleague_forwarded_is_not_told_apart_from_whom_the_reply_reaches(browser, ben, now):
    Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=now)
    forward = (
        f"From: {ben.email}\nTo: desk@desk.example\nSubject: Fwd: Smoke\nMessage-ID: <fwd@desk.example>\n\n"
        "---------- Forwarded message ---------\nFrom: Lotte Ebner <lotte@example.com>\n"
        "Date: Mon, 16 Nov 2026 at 09:12\nSubject: Smoke\nTo: Ben\n\nThe blender smokes.\n"
    )
    receive(forward.encode(), Source(arrived_at=now), now=now)

    page = browser.get(f"/cases/{Case.objects.get().number}/").content.decode()

    assert '<option value="lotte@example.com" selected>' in page
    assert "your reply does not go there" not in page


def test_that_words_are_encrypted_is_said_once(browser, ben, now):
    raw = (
        b"From: vera@example.com\nMessage-ID: <p@example.com>\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e\n\n'
        b"--e\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--e\nContent-Type: application/octet-stream\n\n"
        b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n--e--\n"
    )
    receive(raw, Source(arrived_at=now), now=now)

    page = browser.get(f"/cases/{Case.objects.get().number}/").content.decode()

    assert page.lower().count("encrypted") == page.lower().count("encrypted.asc") + page.count("Encrypted (PGP).")
    assert "Encrypted (PGP)." in page
