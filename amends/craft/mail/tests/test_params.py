"""File names and charsets are read from parameters in every form that mail programs give to them."""

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import parted, plain
from amends.craft.mail.wire.params import name_of, read_value


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('attachment; filename="a b.pdf"', "a b.pdf"),
        ("attachment; filename=a.pdf", "a.pdf"),
        ("attachment; filename=a b.pdf", "a b.pdf"),
        ("attachment;filename=a.pdf;size=3", "a.pdf"),
        ("attachment; filename = a.pdf", "a.pdf"),
        ("attachment filename=a.pdf", "a.pdf"),
        ('attachment; FILENAME="a.pdf"', "a.pdf"),
        ("attachment; filename='a.pdf'", "a.pdf"),
        ('attachment; filename="a.pdf', "a.pdf"),
        ('attachment; filename=a.pdf"', "a.pdf"),
        (r'attachment; filename="a \"b\".pdf"', 'a "b".pdf'),
        ('attachment; filename="a;b.pdf"', "a;b.pdf"),
        (r'attachment; filename="C:\\folder\\a.pdf"', "a.pdf"),
        (r'attachment; filename="C:\folder\a.pdf"', "a.pdf"),
        ('attachment; filename="/etc/../a.pdf"', "a.pdf"),
        ("attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf", "Größe.pdf"),
        ("attachment; filename*=UTF-8'de'Gr%C3%B6%C3%9Fe.pdf", "Größe.pdf"),
        ("attachment; filename*=iso-8859-1'de'Gr%F6%DFe.pdf", "Größe.pdf"),
        ("attachment; filename*=\"utf-8''Gr%C3%B6%C3%9Fe.pdf\"", "Größe.pdf"),
        ("attachment; filename*=Gr%C3%B6%C3%9Fe.pdf", "Größe.pdf"),
        ("attachment; filename*=utf-8'Gr%C3%B6%C3%9Fe.pdf", "Größe.pdf"),
        ("attachment; filename*=%C3%B6it's.pdf", "öit's.pdf"),
        ("attachment; filename*0=one; filename*1=two.pdf", "onetwo.pdf"),
        ("attachment; filename*1=two.pdf; filename*0=one", "onetwo.pdf"),
        ("attachment; filename*0*=utf-8''Gr%C3%B6; filename*1*=%C3%9Fe.pdf", "Größe.pdf"),
        ("attachment; filename*0*=utf-8''Gr%C3%B6%C3; filename*1*=%9Fe.pdf", "Größe.pdf"),
        ("attachment; filename*0*=utf-8''Gr%C3%B6; filename*1=%20e.pdf", "Grö%20e.pdf"),
        ('attachment; filename*0="Gr%C3%B6"; filename*1="x.pdf"', "Gr%C3%B6x.pdf"),
        ("attachment; filename*0=utf-8''Gr%C3%B6; filename*1=%C3%9Fe.pdf", "Größe.pdf"),
        ("attachment; filename*01=two.pdf; filename*00=one", "onetwo.pdf"),
        ("attachment; filename*1=one; filename*2=two.pdf", "onetwo.pdf"),
        ("attachment; filename=plain.pdf; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf", "Größe.pdf"),
        ("attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf; filename=plain.pdf", "Größe.pdf"),
        ("attachment; filename=a.pdf; filename=b.pdf", "a.pdf"),
        ('attachment; filename="=?utf-8?Q?Gr=C3=B6=C3=9Fe.pdf?="', "Größe.pdf"),
        ("attachment; filename==?utf-8?Q?Gr=C3=B6=C3=9Fe.pdf?=", "Größe.pdf"),
        ("attachment; filename==?utf-8?Q?Gr=C3=B6;=C3=9Fe.pdf?=", "Grö;ße.pdf"),
        ('attachment; filename="=?utf-8?B?R3LDtg==?= =?utf-8?B?w59lLnBkZg==?="', "Größe.pdf"),
        ('attachment; filename*0="=?utf-8?Q?Gr=C3=B6?="; filename*1="=?utf-8?Q?=C3=9Fe.pdf?="', "Größe.pdf"),
        ('attachment; filename*="=?utf-8?Q?Gr=C3=B6=C3=9Fe.pdf?="', "Größe.pdf"),
        ('attachment; filename="Gr%C3%B6%C3%9Fe.pdf"', "Gr%C3%B6%C3%9Fe.pdf"),
        ('attachment; filename="=?utf-8?Q?=2E=2E=2Fa=2Epdf?="', "a.pdf"),
        ("attachment; filename*=utf-8''..%2F..%2Fa.pdf", "a.pdf"),
        ("attachment; filename*=utf-8''a%00%0D%0Ab.pdf", "a b.pdf"),
        ("attachment; filename*=utf-8''a%E2%80%AEfdp.exe", "a fdp.exe"),
        ("attachment; filename*=no-such''Gr%C3%B6%C3%9Fe.pdf", "Größe.pdf"),
        ("attachment; filename*=utf-8''Gr%ZZ.pdf", "Gr%ZZ.pdf"),
        ("attachment; filename*99999=x; filename=a.pdf", "a.pdf"),
        ("attachment; ; ;filename=a.pdf;", "a.pdf"),
        ('attachment; filename="a\n b.pdf"', "a b.pdf"),
        ("attachment; filename (a comment) = a.pdf", "a.pdf"),
        ("attachment; filename=a(1).pdf", "a(1).pdf"),
        ("attachment; filename=", ""),
        ('attachment; filename=""', ""),
        ("attachment", ""),
    ],
)
def test_file_names_are_read(written: str, read: str):
    word, params = read_value(written)

    assert (word, name_of(params, "filename")) == ("attachment", read)


@pytest.mark.parametrize(
    ("written", "type_", "charset"),
    [
        ("text/plain; charset=utf-8", "text/plain", "utf-8"),
        ("text/plain; charset=utf-8; format=flowed", "text/plain", "utf-8"),
        ('text/plain;\n\tcharset="utf-8"', "text/plain", "utf-8"),
        ("text/plain charset=utf-8", "text/plain", "utf-8"),
        ("text/plain, charset=utf-8", "text/plain", "utf-8"),
        ("text/plain; charset:utf-8", "text/plain", "utf-8"),
        ("text/plain; charset=us-ascii (Plain text)", "text/plain", "us-ascii (Plain text)"),
        ("text/plain (words); charset=utf-8", "text/plain", "utf-8"),
        ("TEXT/PLAIN; CHARSET=UTF-8", "text/plain", "UTF-8"),
        ("text / plain; charset=utf-8", "text/plain", "utf-8"),
        ("text/plain;; charset=utf-8", "text/plain", "utf-8"),
        ("text/plain; charset*=us-ascii'en'utf-8", "text/plain", "utf-8"),
        ('"text/plain"; charset=utf-8', "text/plain", "utf-8"),
        ('text/plain; charset="utf-8', "text/plain", "utf-8"),
        ("text/plain; charset='utf-8'", "text/plain", "utf-8"),
    ],
)
def test_types_and_charsets_are_read(written: str, type_: str, charset: str):
    word, params = read_value(written)

    assert (word, params.get("charset")) == (type_, charset)


def test_a_bare_eight_bit_file_name_is_read():
    raw = parted(plain("x"), 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="NAME.pdf"\n\nx')

    for codec in ("utf-8", "cp1252"):
        assert parse(raw.replace(b"NAME", "Größe".encode(codec))).attachments[0].name == "Größe.pdf"


def test_the_name_in_the_type_serves_where_the_disposition_has_none():
    part = "Content-Type: application/pdf; name*=utf-8''Gr%C3%B6%C3%9Fe.pdf\nContent-Disposition: attachment\n\nx"

    assert parse(parted(plain("x"), part)).attachments[0].name == "Größe.pdf"
