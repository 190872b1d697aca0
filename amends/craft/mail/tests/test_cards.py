"""vCards of all versions give names, organisations, numbers and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import parse
from amends.craft.mail.carried.cards import read_cards
from amends.craft.mail.mail import Card
from amends.craft.mail.tests.letters import letter, parted, plain

ADA = Card("Ada Lark", "Lark Ltd, Repairs", ("+44 113 496 0000", "+44 7700 900000"), ("ada@lark.example",))

OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:K=C3=BChn;J=C3=BCrgen;;Dr.;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dr. J=C3=BCrgen =
K=C3=BChn
ORG;CHARSET=UTF-8;QUOTED-PRINTABLE:M=C3=BCller;Service
TEL;WORK;VOICE:0341 1234
TEL;CELL:0170 5678
EMAIL;PREF;INTERNET:j.kuehn@mueller.example
PHOTO;ENCODING=BASE64;JPEG:
 /9j/4AAQSkZJRgABAQEAYABgAAD

END:VCARD
"""
NEWER = """BEGIN:VCARD
VERSION:3.0
N:Lark;Ada;;;
FN:Ada Lark
ORG:Lark Ltd;Repairs
TEL;TYPE=WORK,VOICE:+44 113 496
  0000
item1.TEL;type=pref:+44 7700 900000
item1.X-ABLabel:_$!<Mobile>!$_
EMAIL;TYPE=INTERNET:ada@lark.example
NOTE:Rings\\, mostly\\nat night
END:VCARD
"""
NEWEST = """BEGIN:VCARD
VERSION:4.0
FN:Ada Lark
ORG:Lark Ltd;Repairs
TEL;VALUE=uri;TYPE="voice,work":tel:+44 113 496 0000
TEL;VALUE=uri:tel:+44 7700 900000
EMAIL:mailto:ada@lark.example
END:VCARD
"""


def test_each_version_is_read():
    assert read_cards(NEWER.encode()) == (ADA,)
    assert read_cards(NEWEST.replace("\n", "\r\n").encode()) == (ADA,)
    assert read_cards(OLD.encode()) == (
        Card("Dr. Jürgen Kühn", "Müller, Service", ("0341 1234", "0170 5678"), ("j.kuehn@mueller.example",)),
    )


def test_several_cards_in_a_file_come_in_order():
    assert [card.name for card in read_cards((OLD + NEWER + NEWEST).encode())] == [
        "Dr. Jürgen Kühn",
        "Ada Lark",
        "Ada Lark",
    ]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("N:Lark;Ada", "Ada Lark"),
        ("N:Lark;Ada;Byron;Dr.;MBE", "Dr. Ada Byron Lark MBE"),
        ("N:Lark\\;Ley;Ada", "Ada Lark;Ley"),
        ("FN:\nN:Lark;Ada", "Ada Lark"),
        ("NICKNAME:Ad", "Ad"),
        ("fn:Ada", "Ada"),
    ],
)
def test_a_name_is_put_together_where_none_is_written_out(lines: str, name: str):
    [card] = read_cards(f"BEGIN:VCARD\n{lines}\nEND:VCARD\n".encode())

    assert card.name == name


def test_cards_in_other_charsets_are_read():
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Jürgen Kühn\nEND:VCARD\n"

    assert [card.name for card in read_cards(text.encode("latin-1"))] == ["Jürgen Kühn"]
    assert [card.name for card in read_cards(text.encode("cp1251", "replace"), charset="cp1251")] == ["J?rgen K?hn"]


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: text/vcard",
        "Content-Type: text/x-vcard; charset=utf-8; name=ada.vcf",
        "Content-Type: text/directory; profile=vCard",
        "Content-Type: application/octet-stream; name=ada.vcf",
        "Content-Type: text/plain; name=ADA.VCF\nContent-Disposition: attachment",
    ],
)
def test_a_mail_carries_them_under_many_types_and_keeps_the_file(head: str):
    mail = parse(parted(plain("My card."), f"{head}\n\n{NEWER}"))

    assert (mail.text, mail.cards, len(mail.attachments)) == ("My card.", (ADA,), 1)


def test_cards_without_anybody_or_without_an_end_are_none():
    assert read_cards(b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n") == ()
    assert read_cards(b"BEGIN:VCARD\nFN:Ada\n") == ()
    assert read_cards(b"") == ()
    assert parse(letter()).cards == ()


def test_a_flood_of_cards_is_cut():
    many = "BEGIN:VCARD\nFN:Ada\n" + "TEL:1\n" + "".join(f"TEL:{number}\n" for number in range(90)) + "END:VCARD\n"

    found = read_cards((many * 3_000).encode())

    assert len(found) == 50
    assert len(found[0].phones) == 20


@given(st.binary(max_size=200), st.integers(0, 500))
def test_no_bytes_raise(junk: bytes, place: int):
    data = OLD.encode()

    assert len(read_cards(data[:place] + junk + data[place:])) <= 50


@pytest.mark.parametrize(
    ("kinds", "phones"),
    [
        (";TYPE=WORK,FAX", ()),
        (";WORK;FAX", ()),
        (';VALUE=uri;TYPE="fax"', ()),
        (";TYPE=FAX,VOICE", ("+49 341 123456",)),
        (";TYPE=CELL", ("+49 341 123456",)),
    ],
)
def test_a_number_that_only_a_fax_answers_is_none_to_call(kinds: str, phones: tuple[str, ...]):
    [card] = read_cards(f"BEGIN:VCARD\nFN:Ada Lark\nTEL{kinds}:+49 341 123456\nEND:VCARD\n".encode())

    assert card.phones == phones
