"""However the head of a mail was damaged, what can be read of it is read and the words are not lost."""

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.letters import letter

WORDS = "The kettle is broken.\n"
HEAD = b"From: Ada Lark <ada@lark.example>\nTo: desk@shop.example\nSubject: Kettle\nMessage-ID: <first@lark.example>\n"
BODY = b"\nThe kettle is broken.\n"


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + BODY,
        b"\n" + HEAD + BODY,
        b"\r\n\r\n" + HEAD + BODY,
        b"\xef\xbb\xbf" + HEAD + BODY,
        b"From ada@lark.example Mon Nov  2 08:05:00 2026\n" + HEAD + BODY,
        b">From ada@lark.example Mon Nov  2 08:05:00 2026\n" + HEAD + BODY,
        b"From - Mon Nov  2 08:05:00 2026\nX-Mozilla-Status: 0001\n" + HEAD + BODY,
        HEAD.replace(b"\n", b"\r\n") + BODY.replace(b"\n", b"\r\n"),
        HEAD.replace(b"\n", b"\r\r\n") + BODY.replace(b"\n", b"\r\r\n"),
        (HEAD + BODY).replace(b"\n", b"\r"),
        HEAD.replace(b"\n", b"\r\n") + BODY,
        HEAD + b"this line is no header\nX-Mailer: x\n" + BODY,
        HEAD + b": no name\n" + BODY,
        HEAD + b"X-Empty:\n" + BODY,
        HEAD + b"X-Empty:\n \n" + BODY,
        HEAD + b"X-Folded: a\n\tb\n  c\n" + BODY,
        HEAD + "X-Größe: a\n".encode() + BODY,
        HEAD + b"X-Long: " + b"a " * 100_000 + b"\n" + BODY,
        HEAD + b"".join(b"X-%d: a\n" % number for number in range(900)) + BODY,
        HEAD + b"Subject: another\n" + BODY,
        HEAD.replace(b"Subject: Kettle", b"Subject:Kettle") + BODY,
        HEAD.replace(b"Subject: Kettle", b"SUBJECT : Kettle") + BODY,
        HEAD.replace(b": ", b" : ") + BODY,
        HEAD.replace(b": ", b" \t:") + BODY,
        b"\n" + HEAD.replace(b": ", b" : ") + BODY,
        b"From ada@lark.example Mon Nov  2 08:05:00 2026\n" + HEAD.replace(b": ", b" : ") + BODY,
        HEAD.replace(b"Subject: Kettle", b"Subject:\n Kettle") + BODY,
        HEAD.replace(b"Subject: Kettle", b"Subject:\t\n\t\n\tKettle") + BODY,
        HEAD.replace(b"Subject: Kettle", b"Subject: \0Kettle") + BODY,
        HEAD + b" \n" + b"The kettle is broken.\n",
        HEAD + b"The kettle is broken.\n",
        HEAD + b"\t\n" + BODY,
        b" " + HEAD + BODY,
        b"  \n \n" + HEAD + BODY,
        b"HTTP/1.1 200 OK\n" + HEAD + BODY,
        b"From\n : <none@lark.example>\n" + HEAD + BODY,
        b"From\n : <none@lark.example>\nSender: <none@lark.example>\n" + HEAD + BODY,
        HEAD + b"=?x\n\tfolded below\nX-Mailer: x\n" + BODY,
    ],
)
def test_sender_subject_id_and_words_are_read(raw: bytes):
    mail = parse(raw)

    assert (mail.sender.address, mail.subject, mail.message_id) == (
        "ada@lark.example",
        "Kettle",
        "first@lark.example",
    )
    assert mail.text.strip() == WORDS.strip()


def test_a_boundary_below_a_line_of_blanks_begins_the_body():
    raw = (
        b'From: ada@lark.example\nContent-Type: multipart/mixed; boundary="4D_1="\nSubject: \n \n'
        b"--4D_1=\nContent-Type: text/plain; charset=utf-8\n\nThe kettle is broken.\n\n--4D_1=--\n"
    )

    mail = parse(raw)

    assert (mail.text.strip(), mail.subject, mail.sender.address) == (WORDS.strip(), "", "ada@lark.example")
    assert "bad_boundary" not in mail.problems


def test_of_headers_that_come_twice_the_first_counts_and_all_addresses_do():
    raw = letter(WORDS).replace(b"To: ", b"To: ben@shop.example\nSubject: first\nTo: ")

    mail = parse(raw)

    assert mail.subject == "first"
    assert [who.address for who in mail.to] == ["ben@shop.example", "desk@shop.example"]


def test_a_body_that_begins_like_a_header_stays_body():
    assert parse(letter("Note: call me.\nFrom: Berlin\n")).text == "Note: call me.\nFrom: Berlin\n"


def test_a_mail_without_a_head_is_all_body():
    assert parse(b"The kettle is broken.\nPlease call.\n").text == "The kettle is broken.\nPlease call.\n"


def test_a_body_of_nothing_but_bare_carriage_returns_has_its_lines():
    assert parse(letter("One.\rTwo.\r")).text == "One.\nTwo.\n"


@pytest.mark.parametrize("declared", ["multipart/mixed; boundary=cut-of", "multipart/mixed; bo", "multipart/mixed"])
def test_a_boundary_that_was_declared_wrongly_is_found_by_its_lines(declared: str):
    part = "--cut-off\nContent-Type: text/plain\n\n"

    mail = parse(letter(f"{part}One.\n{part}Two.\n--cut-off--\n", Content_Type=declared))

    assert (mail.text, mail.problems) == ("One.\n\nTwo.", ("bad_boundary",))


def test_parts_below_the_last_boundary_are_read_but_words_there_are_not():
    part = "--cut\nContent-Type: text/plain\n\n"
    body = f"{part}One.\n--cut--\nnot a part\n--cut\nneither\n{part}Two.\n--cut--\nend\n"

    mail = parse(letter(body, Content_Type="multipart/mixed; boundary=cut"))

    assert (mail.text, mail.problems) == ("One.\n\nTwo.", ())
