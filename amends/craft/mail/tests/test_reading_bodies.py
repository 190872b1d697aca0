"""The words of a mail are found in whatever parts, encodings and charsets they come."""

import base64
import quopri

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import html, letter, parted, plain


def test_of_two_forms_the_plain_one_is_the_text_and_the_other_is_kept():
    mail = parse(parted(plain("Hello\n"), html("<p>Hello</p>"), subtype="alternative"))

    assert (mail.text, mail.html, mail.attachments) == ("Hello\n", "<p>Hello</p>", ())


def test_html_alone_becomes_text_with_its_lines_lists_and_quotations():
    source = (
        "<style>p {}</style><p>Hello<br>Ben,</p><ul><li>one</li></ul><p style='display:none'>unseen</p>"
        "<script>alert(1)</script><blockquote type=cite>asked<blockquote>before</blockquote></blockquote>"
        "<blockquote style='margin:0 0 0 40px;border:none'>moved right</blockquote>"
    )

    assert parse(letter(source, Content_Type="text/html; charset=utf-8")).text == (
        "Hello\nBen,\n\n  • one\n> asked\n>> before\nmoved right"
    )


def test_an_empty_plain_part_gives_way_to_the_html():
    assert parse(parted(plain(" \n"), html("<p>Hello</p>"), subtype="alternative")).text == "Hello"


def test_words_in_several_parts_are_all_read():
    mail = parse(parted(plain("Before.\n"), "Content-Type: image/png\n\nxx", plain("After.\n")))

    assert mail.text == "Before.\n\nAfter."
    assert [one.type for one in mail.attachments] == ["image/png"]


@pytest.mark.parametrize(
    ("charset", "codec", "problem"),
    [
        ("utf-8", "utf-8", False),
        ("iso-8859-1", "cp1252", False),
        ("windows-1252", "cp1252", False),
        ("ISO-8859-15", "iso8859-15", False),
        ("utf-16", "utf-16", False),
        ("x-unknown", "utf-8", False),
        ("no-such-charset", "utf-8", True),
        ("us-ascii", "utf-8", False),
        ("utf-8", "cp1252", True),
        ("punycode", "utf-8", True),
        ("hex", "utf-8", True),
        ("\x00", "utf-8", True),
    ],
)
def test_a_charset_that_lies_is_noted_and_the_words_are_read(charset: str, codec: str, problem: bool):
    head = letter("", Content_Type=f'text/plain; charset="{charset}"', Content_Transfer_Encoding="base64")

    mail = parse(head + base64.encodebytes("Größe: 40 €".encode(codec)))

    assert mail.text == "Größe: 40 €"
    assert ("bad_charset" in mail.problems) is problem


def test_a_cut_character_does_not_make_the_whole_text_latin():
    raw = letter("", Content_Type="text/plain") + "Größe, Füße, Maße, süß".encode()[:-1]

    assert parse(raw).text == "Größe, Füße, Maße, sü\ufffd"


@pytest.mark.parametrize(
    ("encoding", "coded", "problem"),
    [
        ("quoted-printable", quopri.encodestring(b"The kettle = broken\n"), False),
        ("base64", base64.b64encode(b"The kettle = broken\n"), False),
        ("BASE64", base64.b64encode(b"The kettle = broken\n").rstrip(b"="), True),
        ("base64", b"VGhlIGtldHRsZSA=\n" + base64.b64encode(b"= broken\n"), True),
        ("x-uuencode", b"begin 644 x\n4" + b"5&AE(&ME='1L92`](&)R;VME;@H \n \nend\n", False),
        ("8bit", b"The kettle = broken\n", False),
        ("no-such", b"The kettle = broken\n", True),
    ],
)
def test_transfer_encodings_are_undone_and_broken_ones_saved(encoding: str, coded: bytes, problem: bool):
    mail = parse(letter("", Content_Transfer_Encoding=encoding) + coded)

    assert mail.text == "The kettle = broken\n"
    assert mail.problems == (("bad_encoding",) if problem else ())


def test_a_multipart_that_is_none_is_read_as_text():
    unused = letter("Just words.\n", Content_Type="multipart/mixed; boundary=nowhere")
    nameless = letter("Just words.\n", Content_Type="multipart/mixed")

    for raw in (unused, nameless):
        assert (parse(raw).text, parse(raw).problems) == ("Just words.\n", ("bad_boundary",))


def test_a_multipart_that_never_ends_keeps_its_last_part():
    mail = parse(parted(plain("One."), plain("Two.")).removesuffix(b"\n--cut--\n"))

    assert (mail.text, mail.problems) == ("One.\n\nTwo.", ("bad_boundary",))


def test_a_boundary_that_begins_like_another_is_not_mistaken_for_it():
    inner = (
        "Content-Type: multipart/alternative; boundary=cut-inner\n\n--cut-inner\n" + plain("Hello") + "\n--cut-inner--"
    )

    assert parse(parted(inner, plain("Bye"))).text == "Hello\n\nBye"


def test_nesting_without_end_stops_and_says_so():
    deep = "".join(f"Content-Type: multipart/mixed; boundary={n}\n\n--{n}\n" for n in range(3000))

    assert "too_deep" in parse(deep.encode() + b"Hello").problems


def test_parts_without_end_stop_and_say_so():
    mail = parse(parted(*["Content-Type: image/png\n\nx"] * 2000))

    assert "too_many_parts" in mail.problems
    assert len(mail.attachments) == 500


def test_halves_of_characters_and_nuls_never_reach_the_text():
    smuggled = letter("", Content_Type="text/plain; charset=utf-7") + b"a+2AA-b\0c"

    assert parse(smuggled).text == "a?bc"


def test_a_mail_of_nothing_is_called_empty():
    for raw in (b"", b"\n", b"\0", letter("")):
        assert "empty" in parse(raw).problems
