"""Letters reach the server as they are; every way in which it can fail is told as what it is."""

from types import SimpleNamespace

import pytest

from amends.desk.delivery.letters import Letter, TakenInPart, Undeliverable
from amends.desk.delivery.rules import LEASE
from amends.doors.mailbox.sending import transport
from amends.doors.mailbox.sending.dialling import PATIENCE, connected
from amends.doors.mailbox.sending.transport import SmtpTransport
from tests.servers.machine import free_port
from tests.servers.smtp_sink import Taken

pytestmark = pytest.mark.django_db
RAW = b"From: desk@example.org\r\nTo: ada@example.com\r\nSubject: Re: Lamp\r\n\r\nDear Ada,\r\n.\r\n..\r\nBen\r\n"
ADA, CLEO = "ada@example.com", "cleo@example.com"


def letter(mailbox, *recipients: str) -> Letter:
    return Letter(mailbox, mailbox.address, recipients or (ADA,), RAW)


def refused(mailbox, *recipients: str) -> Undeliverable:
    with SmtpTransport() as transport, pytest.raises(Undeliverable) as caught:
        transport.send(letter(mailbox, *recipients))
    return caught.value


def test_a_letter_arrives_byte_by_byte(sink_mailbox, smtp_sink):
    with SmtpTransport() as transport:
        transport.send(letter(sink_mailbox, ADA, CLEO))

    assert smtp_sink.taken == [Taken("desk@example.org", (ADA, CLEO), RAW)]


def test_letters_of_one_mailbox_go_over_one_connection(sink_mailbox, smtp_sink, monkeypatch):
    dialled = []

    def dial(mailbox):
        dialled.append(connected(mailbox))
        return dialled[-1]

    monkeypatch.setattr("amends.doors.mailbox.sending.transport.connected", dial)

    with SmtpTransport() as transport:
        for _ in range(3):
            transport.send(letter(sink_mailbox))

    assert len(smtp_sink.taken) == 3
    assert len(dialled) == 1


def test_a_connection_that_ended_between_two_letters_is_made_anew(sink_mailbox, smtp_sink, monkeypatch):
    dialled = []

    def dial(mailbox):
        dialled.append(connected(mailbox))
        return dialled[-1]

    monkeypatch.setattr("amends.doors.mailbox.sending.transport.connected", dial)

    with SmtpTransport() as transport:
        transport.send(letter(sink_mailbox))
        dialled[0].quit()
        transport.send(letter(sink_mailbox))

    assert len(smtp_sink.taken) == 2


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [("550 5.7.1 we do not want it", True), ("452 4.3.1 no room", False), ("530 5.7.0 log in first", False)],
)
def test_what_the_server_says_to_a_letter_is_passed_on(sink_mailbox, smtp_sink, answer, permanent):
    smtp_sink.answer = answer

    told = refused(sink_mailbox)

    assert told.reason == f"the server refused it: {answer}"
    assert (told.permanent, told.unsure) == (permanent, False)


def test_a_refused_letter_does_not_spoil_the_next(sink_mailbox, smtp_sink):
    with SmtpTransport() as transport:
        smtp_sink.answer = "550 5.7.1 we do not want it"
        with pytest.raises(Undeliverable):
            transport.send(letter(sink_mailbox))
        smtp_sink.answer = "250 2.0.0 taken"

        transport.send(letter(sink_mailbox, CLEO))

    assert [taken.recipients for taken in smtp_sink.taken] == [(CLEO,)]


@pytest.mark.parametrize(("code", "permanent"), [(550, True), (450, False)])
def test_a_letter_that_is_refused_for_everybody_is_not_sent(sink_mailbox, smtp_sink, code, permanent):
    smtp_sink.refused = {ADA: f"{code} no such user", CLEO: f"{code} no such user"}

    told = refused(sink_mailbox, ADA, CLEO)

    assert told.permanent is permanent
    assert told.reason == f"{ADA} was refused: {code} no such user; {CLEO} was refused: {code} no such user"
    assert smtp_sink.taken == []


def test_a_letter_that_is_refused_for_one_reaches_the_other(sink_mailbox, smtp_sink):
    smtp_sink.refused = {CLEO: "450 4.2.0 come back later"}

    with SmtpTransport() as transport, pytest.raises(TakenInPart) as caught:
        transport.send(letter(sink_mailbox, ADA, CLEO))

    [refusal] = caught.value.refusals
    assert (refusal.recipient, refusal.permanent) == (CLEO, False)
    assert smtp_sink.taken[0].recipients == (ADA,)


def test_an_address_that_no_server_knows_how_to_read_is_refused_here(sink_mailbox, smtp_sink):
    assert refused(sink_mailbox, "ädå@example.com").permanent
    assert smtp_sink.taken == []


def test_a_server_that_does_not_want_our_sender_stops_the_mailbox_not_the_letter(sink_mailbox, smtp_sink, monkeypatch):
    async def unwanted(*_):
        return "553 5.7.1 sender address rejected: not owned by user"

    monkeypatch.setattr(type(smtp_sink), "handle_MAIL", unwanted, raising=False)

    told = refused(sink_mailbox)

    assert (told.permanent, told.ours) == (False, True)


def test_addresses_that_a_server_does_not_know_are_named(sink_mailbox, smtp_sink):
    smtp_sink.refused = {ADA: "550 5.1.1 no such user"}

    assert refused(sink_mailbox).gone == (ADA,)


def test_a_full_mailbox_may_have_room_tomorrow(sink_mailbox, smtp_sink):
    smtp_sink.refused = {ADA: "552 5.2.2 mailbox full"}

    told = refused(sink_mailbox)

    assert (told.permanent, told.gone) == (False, ())


def test_a_letter_that_is_too_big_for_the_server_is_told_in_plain_words(sink_mailbox, smtp_sink):
    big = Letter(sink_mailbox, sink_mailbox.address, (ADA,), RAW + b"x" * 40_000_000)

    words = r"has 40\.0 MB and the server takes 33\.6 MB"
    with SmtpTransport() as transport, pytest.raises(Undeliverable, match=words) as told:
        transport.send(big)

    assert told.value.permanent
    assert smtp_sink.taken == []


def test_a_domain_beyond_ascii_is_sent_to_as_servers_spell_it(sink_mailbox, smtp_sink):
    with SmtpTransport() as transport:
        transport.send(letter(sink_mailbox, "ada@bücher.example"))

    assert smtp_sink.taken[0].recipients == ("ada@xn--bcher-kva.example",)


def test_a_server_that_hangs_up_without_an_answer_may_have_taken_it(sink_mailbox, smtp_sink):
    smtp_sink.hangs_up = True

    told = refused(sink_mailbox)

    assert (told.permanent, told.unsure) == (False, True)


def test_a_server_that_never_answers_may_have_taken_it(sink_mailbox, smtp_sink, monkeypatch):
    monkeypatch.setattr(transport, "HANDING_OVER", 0.2)
    smtp_sink.delay = 1

    told = refused(sink_mailbox)

    assert (told.permanent, told.unsure) == (False, True)


def test_a_server_that_is_down_is_asked_once_a_batch(sink_mailbox, monkeypatch):
    sink_mailbox.smtp_port = free_port()
    with SmtpTransport() as transport:
        for _ in range(2):
            with pytest.raises(Undeliverable, match="nothing listens at") as caught:
                transport.send(letter(sink_mailbox))
            monkeypatch.setattr("amends.doors.mailbox.sending.transport.connected", None)  # nobody calls it again

    assert (caught.value.permanent, caught.value.unsure, caught.value.ours) == (False, False, True)


def test_a_server_that_refuses_the_password_is_named(guarded_mailbox):
    guarded_mailbox.password = "guessed"

    told = refused(guarded_mailbox)

    assert (told.permanent, told.ours) == (False, True)
    assert told.reason.startswith("the server at 127.0.0.1 refused the user name or the password (5.7.8")
    assert "guessed" not in told.reason


def test_a_password_beyond_ascii_opens_the_server(guarded_mailbox, guarded_sink):
    guarded_mailbox.password = "Schlüssel"

    with SmtpTransport() as transport:
        transport.send(letter(guarded_mailbox))

    assert guarded_sink.taken


def test_a_password_sealed_under_another_secret_is_asked_for_again(sink_mailbox):
    sink_mailbox.sealed_password = "not-to-be-opened"

    assert "enter it again" in refused(sink_mailbox).reason


def test_a_password_does_not_leave_the_machine_unprotected(sink_mailbox):
    sink_mailbox.smtp_host = "mail.example.org"

    assert "for this machine only" in refused(sink_mailbox).reason


def test_without_a_server_to_send_by_a_letter_waits(sink_mailbox):
    sink_mailbox.smtp_host = ""

    assert refused(sink_mailbox).untried
    with SmtpTransport() as transport, pytest.raises(Undeliverable, match="no mailbox is set up") as caught:
        transport.send(Letter(None, "desk@localhost", (ADA,), RAW))
    assert caught.value.untried


def test_the_slowest_server_is_given_up_before_another_worker_takes_the_letter_over():
    last_question_and_data, bytes_and_answer = 2 * PATIENCE, 2 * transport.HANDING_OVER

    assert LEASE.total_seconds() > transport.PREPARING + last_question_and_data + bytes_and_answer


def test_a_server_that_takes_its_time_over_each_recipient_is_given_up_between_two(sink_mailbox, monkeypatch):
    steps = iter([0.0, 0.0, transport.PREPARING + 1])
    monkeypatch.setattr(transport, "time", SimpleNamespace(monotonic=lambda: next(steps)))

    told = refused(sink_mailbox, ADA, CLEO)

    assert (told.permanent, told.unsure, told.away) == (False, False, True)
