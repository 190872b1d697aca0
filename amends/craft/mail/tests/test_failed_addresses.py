"""Whom a server's notice is about, among all the addresses it mentions, and which notices are one."""

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import letter, parted, plain

ADA = "ada@lark.example"
DAEMON = {"From": "Mail Delivery System <MAILER-DAEMON@mx.example>", "To": "desk@shop.example"}


def _recipient(words: str) -> str | None:
    bounce = parse(letter(words, Subject="Undelivered mail", **DAEMON)).bounce
    return bounce.recipient if bounce else None


@pytest.mark.parametrize(
    "words",
    [
        f"Sorry.\n\nFor further assistance, please contact <postmaster@mx.example>\n\n<{ADA}>: 550 5.1.1 unknown",
        f"Your message\n\n  To:      kettles@lists.example\n  Subject: Kettle\n\n"
        f"did not reach the following recipient(s):\n\n{ADA} on Mon, 2 Nov 2026\n    The name is not recognized",
        f"The mail from <kettles@lists.example> was not accepted.\n\nFailed recipient: {ADA}",
        f"Ask contact hotline@mx.example for help.\nThese addresses failed:\n  {ADA}\n",
        f"An undisclosed address failed\n  (generated from {ADA})",
        f"Die folgenden Empfänger wurden nicht erreicht:\n{ADA}\n",
    ],
)
def test_the_address_that_failed_is_told_from_those_beside_it(words: str):
    assert _recipient(words) == ADA


def test_whoever_sent_the_mail_is_no_recipient():
    assert _recipient("They accept no mail from kettles@lists.example:\n   ada\n") is None


def _report(fields: str) -> bytes:
    status = f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{fields}"
    return parted(plain("Sorry."), status, subtype="report; report-type=delivery-status", **DAEMON)


def test_an_address_that_was_passed_on_is_named_as_it_was_written_to():
    fields = (
        f"Final-Recipient: rfc822; box17@host.example\nOriginal-Recipient: rfc822;{ADA}\nAction: failed\nStatus: 5.2.2"
    )

    bounce = parse(_report(fields)).bounce

    assert bounce is not None
    assert bounce.recipient == ADA


@pytest.mark.parametrize("action", ["failure", "error", "Failed (after 5 days)"])
def test_actions_that_no_standard_knows_fail_all_the_same(action: str):
    bounce = parse(_report(f"Final-Recipient: rfc822; {ADA}\nAction: {action}\nStatus: 553 Too large")).bounce

    assert bounce is not None
    assert (bounce.recipient, bounce.permanent) == (ADA, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"From": "MAILER-DAEMON@mx.example", "Subject": "Processing error"},
        {"From": "mailer-daemon@mx.example", "Subject": "[Postmaster] Trouble", "List_Id": "<kettles.lists.example>"},
        {"From": "Mailer-Daemon@mx.example", "Subject": "", "Auto_Submitted": "auto-replied"},
        {"From": "postmaster@mx.example", "Subject": "About your mail", "Auto_Submitted": "auto-replied"},
        {"From": "Mail Delivery Subsystem <noreply@mx.example>", "Subject": "Delivery failure"},
        {"From": '"System Administrator"@mx.example', "Subject": "Undeliverable: Kettle"},
    ],
)
def test_servers_that_speak_of_a_mail_that_did_not_arrive_bounce_it(headers: dict[str, str]):
    mail = parse(letter(f"Your message could not be delivered to {ADA}.\n550 no such user\n", **headers))

    assert (mail.kind, mail.bounce and mail.bounce.recipient) == ("bounce", ADA)


@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "Delivery failed"},
        {"From": "postmaster@lark.example", "Subject": "Kettle"},
        {"From": "System Administrator <ada@lark.example>", "Subject": "Kettle"},
    ],
)
def test_people_whose_parcel_did_not_arrive_write_messages(headers: dict[str, str]):
    assert parse(letter("My kettle could not be delivered, says the driver.\n", **headers)).kind == "message"


def test_a_mail_that_was_refused_on_arrival_has_bounced():
    refusal = f"Final-Recipient: rfc822; {ADA}\nOriginal-Message-ID: <ours@shop.example>\nDisposition: x; deleted"
    raw = parted(
        plain(f"Your message to <{ADA}> was automatically rejected:\nQuota exceeded"),
        f"Content-Type: message/disposition-notification\n\n{refusal}",
        subtype="report; report-type=disposition-notification",
        From="Mail Delivery Subsystem <noreply@mx.example>",
        Auto_Submitted="auto-replied (rejected)",
    )

    mail = parse(raw)

    assert (mail.kind, mail.bounce and mail.bounce.recipient) == ("bounce", ADA)
