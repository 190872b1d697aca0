"""What comes with a mail is listed, named and given byte for byte."""

import hashlib

import pytest

from amends.craft.mail import Attachment, attachment, parse
from amends.craft.mail.tests.letters import html, letter, parted, plain

PHOTO = "Content-Type: image/jpeg; name=kettle.jpg\nContent-Transfer-Encoding: base64\n\n/9j/4A=="


def test_an_attachment_is_listed_with_its_digest_and_given_as_listed():
    raw = parted(plain("See photo."), PHOTO)

    listed = parse(raw).attachments

    data = b"\xff\xd8\xff\xe0"
    assert listed == (Attachment("kettle.jpg", "image/jpeg", 4, hashlib.sha256(data).hexdigest(), inline=False),)
    assert attachment(raw, 0) == (data, listed[0])


def test_an_index_that_is_not_listed_is_an_error():
    with pytest.raises(IndexError):
        attachment(letter(), 0)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Content-Type: image/png; name=a.png", "a.png"),
        ('Content-Type: image/png\nContent-Disposition: attachment; filename="a;b.png"', "a;b.png"),
        ("Content-Type: image/png; name*=utf-8''Gr%C3%B6%C3%9Fe.png", "Größe.png"),
        ("Content-Type: image/png; name*0*=utf-8''Gr%C3%B6; name*1*=%C3%9F; name*2=e.png", "Größe.png"),
        ("Content-Type: image/png; name*0=long; name*1=er.png", "longer.png"),
        ('Content-Type: image/png; name="=?utf-8?q?Gr=C3=B6=C3=9Fe=2Epng?="', "Größe.png"),
        ('Content-Type: image/png; name="Größe.png"', "Größe.png"),
        ('Content-Type: image/png; name="..\\\\..\\\\etc/passwd"', "passwd"),
        ("Content-Type: image/png", "part-1.png"),
        ("Content-Type: text/calendar", "part-1.ics"),
        ("Content-Type: application/x-something-long", "part-1.bin"),
    ],
)
def test_names_are_read_in_every_form_and_never_lead_elsewhere(head: str, name: str):
    assert [one.name for one in parse(parted(plain("Hello"), f"{head}\n\nx")).attachments] == [name]


def test_an_attached_mail_keeps_its_bytes_and_is_named_by_its_subject():
    inner = "Subject: Receipt 4/11\nX-Odd:   kept as it is\n\nThank you.\n"
    raw = parted(plain("See below."), f"Content-Type: message/rfc822\n\n{inner}")

    data, listed = attachment(raw, 0)

    assert data == inner.encode()
    assert (listed.name, listed.type) == ("Receipt 4 11.eml", "message/rfc822")


def test_pictures_among_the_words_are_inline():
    picture = "Content-Type: image/png; name=a.png\nContent-ID: <1>\n\nx"
    related = parted(html("<img src=cid:1>"), picture, subtype="related")
    mixed = parted(plain("Hello"), picture)

    assert [one.inline for one in parse(related).attachments + parse(mixed).attachments] == [True, False]


def test_a_text_that_was_attached_is_not_taken_for_the_words():
    note = "Content-Type: text/plain; name=log.txt\n\nerror 17"
    marked = "Content-Type: text/plain\nContent-Disposition: attachment\n\nerror 18"

    mail = parse(parted(plain("See the logs."), note, marked))

    assert mail.text == "See the logs."
    assert [one.name for one in mail.attachments] == ["log.txt", "part-2.txt"]


def test_what_cannot_be_opened_here_is_named_as_a_problem():
    tnef = "Content-Type: application/ms-tnef; name=winmail.dat\n\nx"
    encrypted = "Content-Type: application/pgp-encrypted\n\nVersion: 1"

    assert parse(parted(plain("Hello"), tnef)).problems == ("tnef",)
    assert parse(parted(encrypted, subtype="encrypted")).problems == ("encrypted",)
    assert parse(letter("x", Content_Type="message/partial; number=1")).problems == ("partial",)
