"""A bounce finds its message by any id of ours in it, marks who was not reached, and never settles by a guess."""

import base64
import quopri
from datetime import timedelta

import pytest

from amends.craft.mail import parse
from amends.desk.cases.models import Message
from amends.desk.delivery.bounces import likely, message_of, settle_by_hand, take_bounce
from amends.desk.delivery.models import Dispatch
from amends.desk.delivery.tests.conftest import LEFT, Mailman, dispatch_of
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.models import Arrival
from amends.desk.owed.models import Obligation
from amends.desk.people.models import Address

A_MINUTE = timedelta(minutes=1)
ADA, CLEO = "ada@example.com", "cleo@example.net"
HEAD = (
    "From: MAILER-DAEMON@mx.example.net\r\nTo: desk@example.org\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    "Return-Path: <>\r\nMessage-ID: <bounce@mx.example.net>\r\nMIME-Version: 1.0\r\n"
)
PLAIN = "Content-Type: text/plain\r\n\r\n"


def report(*, recipients: tuple[str, ...], status: str, action: str = "failed", returned: str = "") -> bytes:
    blocks = "".join(
        f"Final-Recipient: rfc822; {value}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n" for value in recipients
    )
    parts = [
        "Content-Type: text/plain\r\n\r\nIt could not be delivered.\r\n",
        f"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\n{blocks}",
        *([f"Content-Type: text/rfc822-headers\r\n\r\n{returned}"] if returned else []),
    ]
    body = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    return f"{HEAD}Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n{body}".encode()


def in_prose(id_: str) -> bytes:
    return f"{HEAD}{PLAIN}550 5.1.1 no such user {ADA}\r\nYour mail {id_} was not delivered.\r\n".encode()


def in_quoted_printable(id_: str) -> bytes:
    words = quopri.encodestring(f"550 5.1.1 no such user {ADA}\r\n{'x' * 40} <{id_}>\r\n".encode())
    return f"{HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode() + words


def in_base64(id_: str) -> bytes:
    words = base64.encodebytes(f"550 5.1.1 no such user {ADA}\n\nId of the mail: {id_}\n".encode())
    return f"{HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + words


def in_attached_original(id_: str) -> bytes:
    original = base64.encodebytes(f"From: desk@example.org\r\nX-Old-Id: {id_}\r\n\r\nDear Ada\r\n".encode()).decode()
    parts = [
        f"{PLAIN}550 5.1.1 no such user {ADA}\r\n",
        "Content-Type: application/octet-stream; name=o.eml\r\nContent-Transfer-Encoding: base64\r\n\r\n" + original,
    ]
    body = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    return f"{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n{body}".encode()


def in_references(id_: str) -> bytes:
    return f"{HEAD}References: <other@x> <{id_}>\r\n{PLAIN}550 5.1.1 no such user {ADA}\r\n".encode()


def in_returned_headers(id_: str) -> bytes:
    return report(recipients=(ADA,), status="5.1.1", returned=f"From: desk@example.org\r\nMessage-ID: <{id_}>\r\n")


def with_another_domain(id_: str) -> bytes:
    return in_prose(id_.partition("@")[0] + "@rewritten.example")


SHAPES = [
    in_prose,
    in_quoted_printable,
    in_base64,
    in_attached_original,
    in_references,
    in_returned_headers,
    with_another_domain,
]


@pytest.fixture
def sent(mailman: Mailman, reply: Message) -> Message:
    mailman.call()
    return reply


def take(raw: bytes) -> Message | None:
    return take_bounce(parse(raw), raw, at=LEFT)


def marked() -> set[str]:
    return set(Address.objects.exclude(failed_at=None).values_list("value", flat=True))


def answers_owed() -> int:
    return Obligation.objects.filter(kind="answer", settled_by=None).count()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_bounce_finds_its_message_wherever_the_id_stands(sent, shape):
    assert take(shape(sent.message_id)) == sent

    assert (dispatch_of(sent).state, dispatch_of(sent).bounced) == (Dispatch.State.FAILED, True)
    assert marked() == {ADA}
    assert answers_owed() == 1


def test_a_made_up_id_finds_nothing(sent):
    forged = sent.message_id.replace(sent.message_id.split(".")[2][:4], "0000")

    assert message_of(parse(in_prose(forged)), in_prose(forged)) is None


def test_a_copy_that_came_back_marks_its_own_address_only(sent):
    returned = f"Message-ID: <{sent.message_id}>\r\n"

    take(report(recipients=(CLEO,), status="5.1.1", returned=returned))

    assert (dispatch_of(sent).state, answers_owed()) == (Dispatch.State.DELIVERED, 0)
    assert marked() == {CLEO}
    assert CLEO in dispatch_of(sent).error


def test_a_report_of_both_counts_for_the_customer_whoever_stands_first(sent):
    returned = f"Message-ID: <{sent.message_id}>\r\n"

    take(report(recipients=(CLEO, ADA), status="5.1.1", returned=returned))

    assert (dispatch_of(sent).state, answers_owed()) == (Dispatch.State.FAILED, 1)
    assert ADA in marked()


@pytest.mark.parametrize(("copies", "found"), [([], {ADA}), ([CLEO], set()), ([ADA.upper()], {ADA})])
def test_an_address_behind_a_forwarding_stands_for_the_customer_s_where_there_is_no_other(sent, copies, found):
    Message.objects.filter(pk=sent.pk).update(cc=copies)

    take(report(recipients=("ada@behind.example",), status="5.1.1", returned=f"Message-ID: <{sent.message_id}>\r\n"))

    assert dispatch_of(sent).state == Dispatch.State.FAILED
    assert marked() == found


def test_a_delay_is_only_noted(sent):
    returned = f"Message-ID: <{sent.message_id}>\r\n"

    take(report(recipients=(ADA,), status="4.4.1", action="delayed", returned=returned))

    assert (dispatch_of(sent).state, marked(), answers_owed()) == (Dispatch.State.DELIVERED, set(), 0)
    assert "4.4.1" in dispatch_of(sent).error


def test_a_letter_that_was_too_big_says_nothing_against_the_address(sent):
    returned = f"Message-ID: <{sent.message_id}>\r\n"

    take(report(recipients=(ADA,), status="5.3.4", returned=returned))

    assert (dispatch_of(sent).state, marked()) == (Dispatch.State.FAILED, set())


@pytest.mark.parametrize(("action", "status"), [("delivered", "2.0.0"), ("relayed", "2.1.5"), ("expanded", "")])
def test_a_report_of_success_writes_no_error_and_changes_nothing(sent, action, status):
    before = Dispatch.objects.values().get(message=sent)

    took = take(
        report(recipients=(ADA,), status=status, action=action, returned=f"Message-ID: <{sent.message_id}>\r\n")
    )

    assert took == sent
    assert Dispatch.objects.values().get(message=sent) == before
    assert (marked(), answers_owed()) == (set(), 0)


def test_a_server_that_gave_up_after_days_says_nothing_against_the_address(sent):
    take(report(recipients=(ADA,), status="4.4.1", returned=f"Message-ID: <{sent.message_id}>\r\n"))

    assert (dispatch_of(sent).state, answers_owed(), marked()) == (Dispatch.State.FAILED, 1, set())
    assert "4.4.1" in dispatch_of(sent).error


def test_a_customer_who_was_reached_is_not_failed_by_the_report_about_a_copy(sent):
    raw = report(recipients=(ADA, CLEO), status="5.1.1", returned=f"Message-ID: <{sent.message_id}>\r\n")

    take(raw.replace(b"Action: failed\r\nStatus: 5.1.1", b"Action: delivered\r\nStatus: 2.0.0", 1))

    assert (dispatch_of(sent).state, answers_owed(), marked()) == (Dispatch.State.DELIVERED, 0, {CLEO})


def test_a_bounce_twice_is_owed_once(sent):
    take(in_prose(sent.message_id))

    assert take(in_references(sent.message_id)) == sent
    assert sent.case.events.filter(kind="reply.failed").count() == 1


def test_a_bounce_without_an_id_settles_nothing_and_is_only_guessed_at(sent):
    Dispatch.objects.update(left_at=LEFT)
    raw = f"{HEAD}{PLAIN}550 5.1.1 no such user <{ADA}>\r\n".encode()

    received = receive(raw, Source(arrived_at=LEFT, mailbox=sent.mailbox), now=LEFT)

    assert (received.pile, answers_owed(), marked()) == (Arrival.Reason.BOUNCE, 0, set())
    assert likely(parse(raw), at=LEFT) == sent


def test_a_later_mail_from_the_address_takes_the_mark_off(sent):
    take(in_prose(sent.message_id))
    again = f"From: {ADA}\r\nTo: desk@example.org\r\nMessage-ID: <again@example.com>\r\n\r\nAre you there?\r\n".encode()

    receive(again, Source(arrived_at=LEFT - A_MINUTE, mailbox=sent.mailbox), now=LEFT)
    assert marked() == {ADA}
    receive(again.replace(b"again@", b"later@"), Source(arrived_at=LEFT + A_MINUTE, mailbox=sent.mailbox), now=LEFT)

    assert marked() == set()


def test_what_a_person_says_of_a_bounce_counts(sent):
    mail = parse(f"{HEAD}{PLAIN}550 5.1.1 no such user <{ADA}>\r\n".encode())

    settle_by_hand(sent, mail, at=LEFT)

    assert (dispatch_of(sent).state, answers_owed()) == (Dispatch.State.FAILED, 1)
