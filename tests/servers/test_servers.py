"""The servers for tests do what other tests rely on."""

import smtplib
import socket
import time
from typing import TYPE_CHECKING

import imapclient
import pytest

from tests.plugin import NetworkUsedError
from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink, Taken

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LETTER = b"From: ada@example.com\r\nTo: desk@example.org\r\nSubject: Late\r\n\r\nWhere is it?\r\n"


def test_postgres_serves_an_empty_database(postgres_url: str) -> None:
    import psycopg

    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()

    assert tables == (0,)


def _inbox(dovecot: Dovecot, user: str, password: str) -> list[bytes]:
    with imapclient.IMAPClient(dovecot.host, dovecot.fetch_port, ssl=False) as client:
        client.login(user, password)
        client.select_folder("INBOX", readonly=True)
        found = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [parts[b"BODY[]"] for parts in found.values()]


def test_dovecot_keeps_what_is_delivered_even_through_a_restart(dovecot: Dovecot) -> None:
    dovecot.deliver("restart", LETTER)

    dovecot.stop()
    dovecot.start()

    assert [letter.endswith(LETTER) for letter in _inbox(dovecot, "restart", dovecot.password)] == [True]


def test_dovecot_refuses_a_wrong_password(dovecot: Dovecot) -> None:
    with pytest.raises(imapclient.exceptions.LoginError):
        _inbox(dovecot, "somebody", "wrong")


def _send(sink: SmtpSink, *recipients: str) -> dict[str, tuple[int, bytes]]:
    with smtplib.SMTP(sink.host, sink.port, timeout=5) as client:
        return client.sendmail("desk@example.org", recipients, LETTER)


def test_the_sink_keeps_mail_byte_by_byte(smtp_sink: SmtpSink) -> None:
    _send(smtp_sink, "ada@example.com")

    assert smtp_sink.wait_for(1) == [Taken("desk@example.org", ("ada@example.com",), LETTER)]


def test_the_sink_refuses_one_recipient_and_takes_the_other(smtp_sink: SmtpSink) -> None:
    smtp_sink.refused["gone@example.com"] = "550 5.1.1 no such user"

    refused = _send(smtp_sink, "ada@example.com", "gone@example.com")

    assert refused == {"gone@example.com": (550, b"5.1.1 no such user")}
    assert smtp_sink.taken[0].recipients == ("ada@example.com",)


def test_the_sink_can_be_full(smtp_sink: SmtpSink) -> None:
    smtp_sink.answer = "452 4.3.1 try again later"

    with pytest.raises(smtplib.SMTPDataError):
        _send(smtp_sink, "ada@example.com")

    assert smtp_sink.taken == []


def test_the_sink_can_be_slow(smtp_sink: SmtpSink) -> None:
    smtp_sink.delay = 0.2
    started = time.monotonic()

    _send(smtp_sink, "ada@example.com")

    assert time.monotonic() - started >= smtp_sink.delay


def test_the_sink_can_take_a_mail_and_hang_up(smtp_sink: SmtpSink) -> None:
    smtp_sink.hangs_up = True

    with pytest.raises(smtplib.SMTPServerDisconnected):
        _send(smtp_sink, "ada@example.com")

    assert len(smtp_sink.taken) == 1


def test_chromium_shows_a_page(browser: "Browser") -> None:
    page = browser.new_page()
    page.set_content("<h1>Owed</h1>")

    assert page.get_by_role("heading").text_content() == "Owed"


def test_nothing_leaves_this_machine() -> None:
    with pytest.raises(NetworkUsedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkUsedError):
        socket.getaddrinfo("example.com", 80)
