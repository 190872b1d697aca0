"""Bounces of the usual mail servers, whose words differ more than what they mean."""

import pytest

from amends.craft.mail import Bounce, parse
from amends.craft.mail.tests.letters import html, letter, parted, plain

OURS = "ours@shop.example"
ADA = "ada@lark.example"
RETURNED = f"Message-ID: <{OURS}>\nFrom: Desk <desk@shop.example>\nTo: Ada <{ADA}>\nSubject: Your kettle\n"
DAEMON = {"From": "MAILER-DAEMON@mx.example", "Return_Path": "<>", "To": "desk@shop.example"}


def _report(
    fields: str, *, returned: str = f"Content-Type: message/rfc822\n\n{RETURNED}\nHello", words: str = "Sorry."
) -> bytes:
    status = f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{fields}"
    return parted(plain(words), status, returned, subtype="report; report-type=delivery-status", **DAEMON)


def _failed(status: str, *, permanent: bool = True) -> Bounce:
    return Bounce(ADA, status, permanent=permanent, original_message_id=OURS)


@pytest.mark.parametrize(
    ("fields", "bounce"),
    [
        (f"Final-Recipient: rfc822; {ADA}\nAction: failed\nStatus: 5.1.1", _failed("5.1.1")),
        (f"Final-Recipient: RFC822;<{ADA}>\nAction: Failed\nStatus: 5.1.1 (bad destination mailbox)", _failed("5.1.1")),
        (f"Original-Recipient: rfc822;{ADA}\nAction: failed\nStatus: 5.2.2", _failed("5.2.2")),
        (
            f"Final-Recipient: X-local; ada\nOriginal-Recipient: rfc822;{ADA}\nAction: failed\nStatus: 5.2.2",
            _failed("5.2.2"),
        ),
        (f"Final-Recipient: rfc822; {ADA}\nAction: failed\nStatus: 4.4.7", _failed("4.4.7")),
        (f"Final-Recipient: rfc822; {ADA}\nAction: delayed\nStatus: 4.4.1", _failed("4.4.1", permanent=False)),
        (f"Final-Recipient: rfc822; {ADA}\nAction: delayed\nStatus: 5.4.1", _failed("5.4.1", permanent=False)),
        (f"Final-Recipient: rfc822; {ADA}\nAction: delivered\nStatus: 2.0.0", _failed("2.0.0", permanent=False)),
        (f"Final-Recipient: rfc822; {ADA}\nAction: relayed\nStatus: 2.1.9", _failed("2.1.9", permanent=False)),
        (
            f"Final-Recipient: rfc822; {ADA}\nAction: expanded",
            Bounce(ADA, None, permanent=False, original_message_id=OURS),
        ),
        (
            f"Final-Recipient: rfc822; {ADA}\nAction: failed\nStatus: 5.0.0\n"
            "Diagnostic-Code: smtp; 550-5.1.1 no such user",
            _failed("5.1.1"),
        ),
        (f"Final-Recipient: rfc822; {ADA}\nAction: failed\nDiagnostic-Code: smtp; 552 5.2.2 full", _failed("5.2.2")),
        (
            f"Final-Recipient: rfc822; {ADA}\nAction: failed\nDiagnostic-Code: smtp; 552 mailbox is full",
            _failed("5.0.0"),
        ),
        (
            "Final-Recipient: rfc822; ok@lark.example\nAction: delivered\nStatus: 2.0.0\n\n"
            "Final-Recipient: rfc822; late@lark.example\nAction: delayed\nStatus: 4.4.1\n\n"
            f"Final-Recipient: rfc822; {ADA}\nAction: failed\nStatus: 5.1.1",
            _failed("5.1.1"),
        ),
        (f"Final-Recipient: rfc822;\n {ADA}\nAction: failed\nStatus:\n 5.1.1", _failed("5.1.1")),
        (f"FINAL-RECIPIENT:rfc822;{ADA}\nACTION:failed\nSTATUS:5.1.1\n\n\n\n", _failed("5.1.1")),
        (f"Final-Recipient: utf-8; {ADA}\nAction: failed\nStatus: 5.1.1", _failed("5.1.1")),
    ],
)
def test_a_report_says_whom_why_and_whether_for_good(fields: str, bounce: Bounce):
    mail = parse(_report(fields))

    assert (mail.kind, mail.bounce) == ("bounce", bounce)


@pytest.mark.parametrize(
    "returned",
    [
        f"Content-Type: text/rfc822-headers\n\n{RETURNED}",
        f"Content-Type: text/rfc822-headers; charset=utf-8\nContent-Disposition: attachment\n\n\n{RETURNED}",
        f"Content-Type: message/global\n\n{RETURNED}\nHello",
        f"Content-Type: message/rfc822-headers\n\n{RETURNED}",
        f"Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n{RETURNED}\nHello".replace(
            "@shop", "=40shop"
        ),
        f"Content-Type: text/plain\n\n{RETURNED}\nHello",
        f"Content-Type: application/octet-stream; name=original.eml\n\n{RETURNED}\nHello",
    ],
)
def test_the_mail_that_came_back_is_known_by_its_id(returned: str):
    mail = parse(_report(f"Final-Recipient: rfc822; {ADA}\nAction: failed\nStatus: 5.1.1", returned=returned))

    assert mail.bounce == _failed("5.1.1")


QMAIL = f"""Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{ADA}>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 <{ADA}>: Recipient address rejected
Giving up on 192.0.2.7.

--- Below this line is a copy of the message.

Return-Path: <desk@shop.example>
{RETURNED}
Hello
"""
EXIM = f"""This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {ADA}
    host mx.lark.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<{ADA}>:
    550 5.1.1 <{ADA}>: user unknown

------ This is a copy of the message, including all the headers. ------

{RETURNED}
"""
EXIM_LATE = f"""A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.example.

  {ADA}
    Delay reason: host mx.lark.example: 451 4.7.1 Greylisted

No action is required on your part. Delivery attempts will continue for
some time, and this warning may be repeated at intervals if the message
remains undelivered. Eventually the mail delivery software will give up,
and when that happens, the message will be returned to you.
"""
SENDMAIL_LATE = f"""    **********************************************
    **      THIS IS A WARNING MESSAGE ONLY      **
    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
    **********************************************

The original message was received at Mon, 2 Nov 2026 08:05:00 +0100

   ----- The following addresses had transient non-fatal errors -----
<{ADA}>

   ----- Transcript of session follows -----
451 4.4.1 reply: read error from mx.lark.example.
Warning: message still undelivered after 4 hours
Will keep trying until message is 5 days old
"""
SENDMAIL_EXPIRED = f"""   ----- The following addresses had permanent fatal errors -----
<{ADA}>

   ----- Transcript of session follows -----
<{ADA}>... Deferred: Connection refused by mx.lark.example.
Message could not be delivered for 5 days
Message will be deleted from queue
"""
GMAIL_LATE = f"""** Delivery incomplete **

There was a temporary problem delivering your message to {ADA}. Gmail will retry for 46 more hours.
You'll be notified if the delivery fails permanently.

The response was:

421 4.3.0 Temporary system problem
"""
EXCHANGE_DE = f"""Diese Nachricht konnte nicht an {ADA} zugestellt werden.

Diagnoseinformationen für Administratoren:

Generierender Server: mx.example

{ADA}
Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'

Ursprüngliche Nachrichtenkopfzeilen:

{RETURNED}
"""
EXCHANGE_FR = f"""Échec de la remise pour ces destinataires ou groupes :

{ADA}
Votre message n'a pas pu être remis.

Informations de diagnostic pour les administrateurs :

Serveur de génération : mx.example
{ADA}
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

En-têtes de message d'origine :

{RETURNED}
"""
EXCHANGE_JA = f"""次の受信者またはグループへの配信に失敗しました:

{ADA}
メッセージを配信できませんでした。

管理者向けの診断情報:
{ADA}
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

元のメッセージ ヘッダー:

{RETURNED}
"""
DELAYED_DE = f"""Ihre Nachricht an {ADA} wurde noch nicht zugestellt.

Fehler: 451 4.4.1 Zeitüberschreitung
Es wird weiterhin versucht, die Nachricht zuzustellen.
"""
DELAYED_FR = f"""La remise de votre message à {ADA} est retardée.

451 4.4.1 délai dépassé
"""
DELAYED_JA = f"""次のメッセージの配信が遅延しています: {ADA}

451 4.4.1 timeout
"""
YAHOO = f"""Sorry, we were unable to deliver your message to the following address.

<{ADA}>:
554: delivery error: dd This user doesn't have a lark.example account ({ADA}) [-5] - mta1.lark.example

--- Below this line is a copy of the message.

{RETURNED}
"""


@pytest.mark.parametrize(
    ("words", "subject", "bounce"),
    [
        (QMAIL, "failure notice", _failed("5.1.1")),
        (EXIM, "Mail delivery failed: returning message to sender", _failed("5.1.1")),
        (
            EXIM_LATE,
            "Warning: message 1abc-000def-GH delayed 24 hours",
            Bounce(ADA, "4.7.1", permanent=False, original_message_id=None),
        ),
        (
            SENDMAIL_LATE,
            "Warning: could not send message for past 4 hours",
            Bounce(ADA, "4.4.1", permanent=False, original_message_id=None),
        ),
        (
            SENDMAIL_EXPIRED,
            "Returned mail: see transcript for details",
            Bounce(ADA, None, permanent=True, original_message_id=None),
        ),
        (
            GMAIL_LATE,
            "Delivery Status Notification (Delay)",
            Bounce(ADA, "4.3.0", permanent=False, original_message_id=None),
        ),
        (EXCHANGE_DE, "Unzustellbar: Ihr Wasserkocher", _failed("5.1.10")),
        (EXCHANGE_FR, "Non remis : Votre bouilloire", _failed("5.1.1")),
        (EXCHANGE_JA, "配信不能: ケトル", _failed("5.1.1")),
        (DELAYED_DE, "Verzögert: Ihr Wasserkocher", Bounce(ADA, "4.4.1", permanent=False, original_message_id=None)),
        (
            DELAYED_FR,
            "Remise retardée : Votre bouilloire",
            Bounce(ADA, "4.4.1", permanent=False, original_message_id=None),
        ),
        (DELAYED_JA, "配信の遅延: ケトル", Bounce(ADA, "4.4.1", permanent=False, original_message_id=None)),
        (YAHOO, "Failure Notice", _failed("5.0.0")),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 60 else "",
)
def test_a_bounce_in_the_words_of_a_server_is_understood(words: str, subject: str, bounce: Bounce):
    mail = parse(letter(words, Subject=subject, **DAEMON))

    assert (mail.kind, mail.bounce) == ("bounce", bounce)


def test_a_bounce_of_html_alone_is_understood():
    words = f"<p>Your message to <a href='mailto:{ADA}'>{ADA}</a> couldn't be delivered.</p><p>550 5.1.10 not found</p>"
    page = f"{words}<pre>{RETURNED.replace('<', '&lt;')}</pre>"

    mail = parse(parted(html(page), subtype="alternative", Subject="Undeliverable: Your kettle", **DAEMON))

    assert mail.bounce == _failed("5.1.10")


def test_failed_recipients_in_a_header_of_their_own_are_named():
    raw = letter(
        "It did not work: 550 5.1.1",
        Subject="Mail delivery failed",
        X_Failed_Recipients=f"{ADA}, ben@lark.example",
        **DAEMON,
    )

    assert parse(raw).bounce == Bounce(ADA, "5.1.1", permanent=True, original_message_id=None)


def test_a_report_inside_a_bounce_is_the_one_that_knows():
    inner = _report(f"Final-Recipient: rfc822; {ADA}\nAction: failed\nStatus: 5.1.1").decode().replace("cut", "inner")
    raw = parted(
        plain("The following addresses had permanent delivery errors"),
        f"Content-Type: message/rfc822\n\n{inner}",
        Subject="Returned mail: User unknown",
        **DAEMON,
    )

    assert parse(raw).bounce == _failed("5.1.1")


def test_codes_in_the_returned_mail_are_not_the_servers():
    words = (
        f"Could not be delivered to <{ADA}>.\n\n--- original message ---\n{RETURNED}\nError 451 4.4.4 on my kettle.\n"
    )

    assert parse(letter(words, Subject="Undelivered Mail Returned to Sender", **DAEMON)).bounce == Bounce(
        ADA, None, permanent=True, original_message_id=OURS
    )
