"""Of several forms and wrappings, the one that holds the words is read."""

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import html, letter, parted, plain
from amends.craft.mail.tests.test_cms import PKCS7, der

RETURNED = "Content-Type: message/rfc822\n\nSubject: Kettle\n\nIt broke."


@pytest.mark.parametrize(
    "said",
    [
        "To view the message, please use an HTML compatible email viewer!",
        "Your email program does not support HTML.",
        "Ihr E-Mail-Programm unterstützt kein HTML.",
        "Votre logiciel ne supporte pas le HTML.",
    ],
)
def test_a_plain_form_that_only_points_to_the_other_gives_way_to_it(said: str):
    mail = parse(parted(plain(said), html("<p>The kettle broke.</p>"), subtype="alternative"))

    assert (mail.text, mail.own_words) == ("The kettle broke.", "The kettle broke.")


def test_a_plain_form_of_words_stays_whatever_it_speaks_of():
    said = "My mail program does not support HTML.\n" + "The kettle broke again, and nobody answers. " * 8

    assert parse(parted(plain(said), html("<p>x</p>"), subtype="alternative")).text == said
    assert parse(parted(plain("It does not support HTML."))).text == "It does not support HTML."


def test_a_winmail_is_one_by_its_name_too():
    part = "Content-Type: application/octet-stream; name=WINMAIL.DAT\n\nno such thing"

    mail = parse(parted(plain("Hello"), part))

    assert [file.name for file in mail.attachments] == ["WINMAIL.DAT"]


def test_somebody_who_sends_on_what_came_back_is_no_bounce():
    assert parse(parted(plain("Why?"), RETURNED, Subject="Fwd: Undelivered Mail Returned to Sender")).kind == "message"
    assert parse(parted(plain("Why?"), RETURNED, Subject="Undelivered Mail Returned to Sender")).kind == "bounce"
    daemon = "Mail Delivery System <MAILER-DAEMON@mx.example>"
    assert parse(parted(plain("x"), RETURNED, Subject="Fwd: Undelivered Mail", From=daemon)).kind == "bounce"


def test_what_is_signed_but_no_words_is_a_file():
    receipt = bytes.fromhex("060b2a864886f70d0109100101")
    inner = der(0x30, receipt, der(0xA0, der(4, b"\x30\x03\x02\x01\x01")))
    whole = der(0x30, PKCS7 + b"\x02", der(0xA0, der(0x30, der(2, b"\1"), der(0x31, b""), inner, der(0x31, b""))))

    head = {"Content_Type": "application/pkcs7-mime; smime-type=signed-receipt", "Content_Transfer_Encoding": "binary"}

    mail = parse(letter("", **head) + whole)

    assert (mail.text, len(mail.attachments), mail.problems) == ("", 1, ())
