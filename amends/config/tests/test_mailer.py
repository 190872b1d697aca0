"""Mails of the accounts leave by the desk's mailbox over real SMTP; in the sample desk they stay in the log."""

import logging
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMessage

from amends.config.clock import frozen, now
from amends.config.mailer import DeskMailer
from amends.desk.channels.models import Mailbox
from amends.desk.policies.models import DeskSettings
from tests.servers.smtp_sink import SmtpSink


@pytest.fixture
def mailbox(db, smtp_sink: SmtpSink) -> Mailbox:
    settings = DeskSettings.current()
    settings.name = "Vogel & Sons"
    settings.save()
    return Mailbox.objects.create(
        name="Desk",
        address="desk@vogel.example",
        smtp_host=smtp_sink.host,
        smtp_port=smtp_sink.port,
        smtp_security="none",
        connected_at=now(),
    )


def _letter() -> EmailMessage:
    return EmailMessage("Choose a password", "Here: https://help.vogel.example/x/", to=["ben@desk.example"])


def test_a_mail_leaves_by_the_first_mailbox_that_sends(mailbox, smtp_sink):
    sent = DeskMailer().send_messages([_letter()])
    taken = smtp_sink.wait_for(1)[0]
    letter = message_from_bytes(taken.message, policy=policy.default)

    assert sent == 1
    assert (taken.sender, taken.recipients) == ("desk@vogel.example", ("ben@desk.example",))
    assert letter["From"] == "Vogel & Sons <desk@vogel.example>"
    assert letter["Message-ID"].endswith("@vogel.example>")
    assert b"https://help.vogel.example/x/" in taken.message


def test_a_refused_mail_is_told_without_its_text(mailbox, smtp_sink, caplog):
    smtp_sink.refused["ben@desk.example"] = "550 5.1.1 no such user"

    assert DeskMailer().send_messages([_letter()]) == 0
    assert "no such user" in caplog.text
    assert "https://" not in caplog.text


def test_without_a_mailbox_nothing_leaves(db, caplog):
    assert DeskMailer().send_messages([_letter()]) == 0
    assert "no mailbox has a server to send by" in caplog.text


def test_the_sample_desk_writes_it_into_the_log(mailbox, smtp_sink, settings, caplog):
    settings.DEMO = True
    with caplog.at_level(logging.INFO), frozen(now()):
        sent = DeskMailer().send_messages([_letter()])

    assert sent == 1
    assert "https://help.vogel.example/x/" in caplog.text
    assert smtp_sink.taken == []
