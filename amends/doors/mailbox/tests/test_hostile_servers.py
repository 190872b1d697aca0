"""Whatever a server does in the middle of a conversation, no letter is given up for it, nor sent twice unnoticed."""

from datetime import UTC, datetime

import pytest

from amends.craft.mail import Address, Enclosure, Outgoing, compose
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.letters import Letter, Undeliverable
from amends.doors.mailbox.sending.transport import SmtpTransport
from amends.doors.mailbox.tests.scripted import HANGS_UP, scripted

RAW = b"From: desk@example.org\r\nTo: ada@example.com\r\n\r\nDear Ada\r\n"
ADA = "ada@example.com"
LOGIN = "250-here\r\n250 AUTH PLAIN"


def mailbox_at(port: int, **more: str) -> Mailbox:
    place = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": Mailbox.Security.NONE}
    return Mailbox(pk=1, address="desk@example.org", connected_at=datetime.now(UTC), **(place | more))


def told(says: dict[str, str], *, password: str = "", raw: bytes = RAW, **more: str) -> Undeliverable:
    """Send a letter to a server that says this; return what becomes of it."""
    with scripted(says) as server, SmtpTransport() as transport:
        mailbox = mailbox_at(server.port, **more)
        mailbox.password = password
        return refused(transport, mailbox, raw)


def refused(transport: SmtpTransport, mailbox: Mailbox, raw: bytes = RAW) -> Undeliverable:
    with pytest.raises(Undeliverable) as caught:
        transport.send(Letter(mailbox, mailbox.address, (ADA,), raw))
    return caught.value


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_up_before_the_letter_went_over_leaves_no_doubt(at):
    answer = told({at: HANGS_UP})

    assert (answer.unsure, answer.permanent, answer.away) == (False, False, True)


@pytest.mark.parametrize("said", [HANGS_UP, "what?", "999 who knows"])
def test_a_server_that_says_nothing_to_a_letter_it_has_leaves_a_doubt(said):
    answer = told({"DOT": said})

    assert (answer.unsure, answer.permanent) == (True, False)


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_server_that_sends_us_away_is_asked_no_more_in_this_batch(at):
    with scripted({at: "421 4.7.0 too fast"}) as server, SmtpTransport() as transport:
        answers = [refused(transport, mailbox_at(server.port)) for _ in range(3)]

    assert server.calls == 1
    assert [answer.ours for answer in answers[1:]] == [True, True]
    assert not any(answer.permanent or answer.unsure for answer in answers)


@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_server_that_hangs_up_is_asked_no_more_in_this_batch(at):
    with scripted({at: HANGS_UP}) as server, SmtpTransport() as transport:
        answers = [refused(transport, mailbox_at(server.port)) for _ in range(3)]

    assert server.calls == 1
    assert [(answer.ours, answer.away, answer.unsure) for answer in answers[1:]] == [(True, True, False)] * 2


def test_a_server_that_says_yes_before_it_has_the_letter_has_not_taken_it():
    answer = told({"DATA": "250 fine"})

    assert (answer.unsure, answer.permanent) == (False, False)
    assert answer.reason == "the server said yes before it had the letter: 250 fine"


@pytest.mark.parametrize("says", [{"MAIL": "552 too much mail data"}, {"DOT": "552 5.3.4 message too big"}])
def test_a_letter_that_is_too_big_is_told_with_a_way_out(says):
    raw = compose(
        Outgoing(
            sender=Address("Desk", "desk@example.org"),
            to=(Address("Ada", ADA),),
            subject="The kettle",
            text="Here it is.",
            date=datetime.now(UTC),
            message_id="k1@example.org",
            enclosures=(Enclosure("kettle.png", "image/png", bytes(30_000)),),
        )
    )
    answer = told(says, raw=raw)

    assert answer.permanent
    assert answer.reason.startswith(f"the letter has {len(raw) / 1_000:.1f} KB and the server takes none so big (552 ")
    assert answer.reason.endswith("; send a link to the file instead")


def test_a_letter_without_files_that_is_too_big_is_told_in_sizes_that_fit_it():
    answer = told({"EHLO": "250-here\r\n250 SIZE 50"})

    assert answer.reason == f"the letter has {len(RAW)} bytes and the server takes 50 bytes at most"


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({}, "does not offer what is needed: STARTTLS"),
        ({"EHLO": "250-here\r\n250 STARTTLS", "STARTTLS": "454 4.7.0 no TLS just now"}, "no TLS just now"),
        ({"EHLO": "250-here\r\n250 STARTTLS", "STARTTLS": "220 go"}, "no protected connection"),
    ],
)
def test_no_letter_and_no_password_goes_over_a_connection_that_does_not_become_protected(says, words):
    answer = told(says, password="open-sesame", smtp_security=Mailbox.Security.STARTTLS)

    assert words in answer.reason
    assert (answer.ours, answer.permanent) == (True, False)


def test_a_server_that_can_not_look_a_password_up_has_not_refused_it():
    says = {"EHLO": LOGIN, "AUTH": "454 4.7.0 temporary authentication failure"}

    assert "refused" not in told(says, password="open-sesame").reason
