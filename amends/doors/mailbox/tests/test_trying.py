"""Whoever sets up a mailbox is told whether fetching and sending work, and if not, what to look at."""

import re
import socket
from threading import Thread
from typing import Any

import pytest

from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.models import Arrival
from amends.doors.mailbox import trying
from amends.doors.mailbox.servers import said
from amends.doors.mailbox.tests.conftest import clock
from amends.doors.mailbox.tests.scripted import scripted
from amends.doors.mailbox.trying import Check
from tests.servers.machine import free_port

pytestmark = pytest.mark.django_db


def test_a_mailbox_that_works_says_so_and_gets_a_mail_from_itself(mailbox, server, smtp_sink):
    server.put(b"Subject: one\r\n\r\n")
    mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security = smtp_sink.host, smtp_sink.port, "none"

    checks = trying.test_connection(mailbox, now=clock())

    assert checks == (
        Check("fetching", works=True, words="INBOX is open; mails in it: 1."),
        Check("sending", works=True, words="A test mail is on its way to desk@example.org."),
    )
    assert smtp_sink.taken[0].recipients == ("desk@example.org",)
    assert b"Subject: A test of this mailbox" in smtp_sink.taken[0].message


def test_the_mail_from_itself_burdens_no_pile_when_it_comes_back(mailbox, smtp_sink):
    mailbox.smtp_host, mailbox.smtp_port, mailbox.smtp_security = smtp_sink.host, smtp_sink.port, "none"
    mailbox.save()
    trying.test_connection(mailbox, now=clock())
    sent = smtp_sink.taken[0].message
    back = receive(sent, Source(arrived_at=clock(), mailbox=mailbox), now=clock())
    made_up = re.sub(rb"Message-ID: <a-test.", b"Message-ID: <a-best.", sent, flags=re.IGNORECASE)
    other = receive(made_up, Source(arrived_at=clock(), mailbox=mailbox), now=clock())

    assert (back.pile, other.pile) == ("ourselves", "ourselves")
    assert [row.digest for row in Arrival.objects.on_pile()] == [other.digest]
    assert [row.digest for row in Arrival.objects.put_aside()] == [back.digest]


def test_trying_marks_no_mail_as_read(mailbox, server):
    server.deliver(b"Subject: one\r\n\r\n")

    trying.test_connection(mailbox, now=clock())

    assert server.unseen() == 1


def test_a_wrong_password_is_told(mailbox, dovecot):
    mailbox.password = "guessed"

    [check] = trying.test_connection(mailbox, now=clock())

    assert not check.works
    assert check.words.startswith(f"The server at {dovecot.host} refused the user name or the password")


def _break_off_at_login(listening: socket.socket) -> None:
    caller, _ = listening.accept()
    with caller, caller.makefile("rwb", buffering=0) as talk:
        talk.write(b"* OK here\r\n")
        while b" LOGIN " not in (line := talk.readline()).upper():
            talk.write(b"* CAPABILITY IMAP4rev1\r\n%b OK done\r\n" % line.split()[0])


def test_a_server_that_breaks_off_while_we_log_in_has_refused_nothing(mailbox):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=_break_off_at_login, args=[listening], daemon=True).start()
        mailbox.fetch_port = listening.getsockname()[1]

        [check] = trying.test_connection(mailbox, now=clock())

    assert check.words == "The server at 127.0.0.1 broke off the connection."


def test_a_folder_that_is_not_there_is_told(mailbox):
    mailbox.folder = "Nowhere"

    [check] = trying.test_connection(mailbox, now=clock())

    assert check.words.startswith("The folder Nowhere of this mailbox can't be opened")
    assert "secs" not in check.words


@pytest.mark.parametrize(
    ("way", "greeting", "is_not"),
    [
        ("pop3", "* OK [CAPABILITY IMAP4rev1] ready", "a POP3 server"),
        ("pop3", "220 mx.example.org ESMTP", "a POP3 server"),
        ("imap", "+OK ready", "an IMAP server"),
        ("imap", "220 mx.example.org ESMTP", "an IMAP server"),
        ("handed", "* OK [CAPABILITY IMAP4rev1] ready", "an SMTP server"),
        ("handed", "+OK ready", "an SMTP server"),
    ],
)
def test_a_server_of_another_kind_is_told_without_its_own_words(way, greeting, is_not):
    with scripted({"hello": greeting}) as other:
        at: dict[str, Any] = {
            f"{'smtp' if way == 'handed' else 'fetch'}_{name}": value
            for name, value in {"host": "127.0.0.1", "port": other.port, "security": "none"}.items()
        }
        box = Mailbox(name="Desk", address="desk@example.org", way=way, connected_at=clock(), **at)

        [check] = trying.test_connection(box, now=clock())

    assert check.words == f"What answers at 127.0.0.1, port {other.port}, is not {is_not}; check the port."


def test_how_long_a_server_took_to_say_no_is_not_repeated():
    error = OSError("Mailbox doesn't exist: Nowhere (0.001 + 0.000 secs).")

    assert said(error) == "Mailbox doesn't exist: Nowhere."


def test_servers_that_do_not_answer_are_told_apart(mailbox):
    mailbox.fetch_port, mailbox.smtp_port = free_port(), free_port()
    mailbox.smtp_host, mailbox.smtp_security = "127.0.0.1", "none"

    checks = trying.test_connection(mailbox, now=clock())

    assert [check.words for check in checks] == [
        f"Nothing listens at 127.0.0.1, port {mailbox.fetch_port}.",
        f"Nothing listens at 127.0.0.1, port {mailbox.smtp_port}.",
    ]


def test_a_port_without_tls_is_told(mailbox):
    mailbox.fetch_security = "tls"

    [check] = trying.test_connection(mailbox, now=clock())

    assert check.words.startswith("No protected connection to 127.0.0.1 at port")


def test_a_server_without_starttls_is_told(sink_mailbox):
    sink_mailbox.smtp_security = "starttls"

    [check] = trying.test_connection(sink_mailbox, now=clock())

    assert not check.works
    assert "does not offer what is needed" in check.words


def test_the_sample_desk_reaches_no_server(mailbox, settings):
    settings.DEMO = True

    [check] = trying.test_connection(mailbox, now=clock())

    assert not check.works
