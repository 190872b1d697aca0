"""Whatever the bytes are, a mail comes out of them, soon, and fit to be stored and printed."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail import Mail, as_json, attachment, parse, split_reply
from amends.craft.mail.tests.corpora import raw_mails
from amends.craft.mail.tests.letters import html, letter, parted, plain
from tests.spending import is_within

SOON = 3.0  # seconds, on a busy machine; every one takes under half a second on an idle one

ENCODABLE = st.characters(codec="utf-8")

PIECES = [
    b"From: ", b"Subject: ", b"Content-Type: ", b"multipart/mixed; boundary=a", b"text/plain; charset=",
    b"utf-7", b"\x00", b"--a\n", b"--a--\n", b"\n", b"\r\n", b" ", b"=?utf-8?q?", b"?=", b'"', b"<", b">",
    b"(", b"\\", b";", b"=", b"\xff", b"Date: Mon, 99 Jan 99999 99:99:99 +9999", b"base64",
    b"Content-Transfer-Encoding: ", b"message/rfc822", b"\xe2\x82", b"name*0*=", b"On 1 wrote:", b"> ",
    b"-- ", b"multipart/report; report-type=delivery-status", b"Status: 5.", b"text/html", b"<blockquote>",
    b"</p>", b"@", b",",
]  # fmt: skip


def check(mail: Mail, raw: bytes) -> None:
    assert "unreadable" not in mail.problems
    json.dumps(as_json(mail, "-")).encode()
    "\n".join([mail.text, mail.html, mail.subject, mail.sender.name, *(one.name for one in mail.attachments)]).encode()
    assert "\0" not in mail.text + mail.subject
    for index, listed in enumerate(mail.attachments[:3]):
        assert attachment(raw, index)[1] == listed


def test_every_mail_of_the_corpora_is_read():
    count = 0
    for _, raw in raw_mails():
        check(parse(raw), raw)
        count += 1

    assert count > 200


def test_mutated_mails_of_the_corpora_are_read():
    chance = random.Random(7)
    mails = [raw for _, raw in raw_mails() if len(raw) < 20_000]
    for raw in chance.choices(mails, k=600):
        mutant = bytearray(raw)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(mutant) + 1)
            mutant[at : at + chance.randint(0, 4)] = chance.choice([*PIECES, bytes([chance.randrange(256)])])
        check(parse(bytes(mutant)), bytes(mutant))


@given(st.binary(max_size=400))
def test_any_bytes_are_read(raw: bytes):
    check(parse(raw), raw)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_any_scraps_of_mail_are_read(raw: bytes):
    check(parse(raw), raw)


@given(st.text(ENCODABLE, max_size=60), st.text(ENCODABLE, max_size=200))
def test_any_words_in_headers_and_body_are_read(subject: str, body: str):
    raw = parted(plain(body), html("x"), Subject=" ".join(subject.split()))

    check(parse(raw), raw)


@pytest.mark.parametrize(
    "text",
    [
        "On " + "x " * 20_000,
        "On x\n" * 20_000,
        "Am 1 um 2 schrieb\n" * 5_000,
        "On 1 wrote:\n" * 8_000,
        "a\n" + "\n" * 200_000,
        ">" * 300_000,
        "> x\ny\n" * 20_000,
        ("> " + "x" * 80 + "\ny\n") * 10_000,
        "From: a@b\nTo: x\n\n" * 10_000,
        ("a@b " * 70 + ":\n") * 5_000,
        ("1 " * 140 + "wrote:\n") * 5_000,
        ("-=" * 149 + "\n") * 2_000,
        ("- " * 80 + "_" * 100 + "a\n") * 2_000,
        "-" * 300_000,
        "Ada\n" * 50_000,
        " " * 500_000,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_crafted_texts_are_split_soon(text: str):
    assert is_within(SOON, lambda: split_reply(text, name="Ada"))


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b'"\\' * 100_000,
        b"From: " + b"(" * 200_000,
        b"To: " + b"," * 200_000,
        b"Subject: " + b"=?utf-8?b?w7w=?= " * 15_000,
        b"References: " + b"<a@b>" * 50_000,
        b"Content-Type: text/plain" + b";a=b" * 50_000,
        b'Content-Type: text/plain;a="' + b'\\"' * 100_000,
        b"a: b\n" * 100_000,
        b"a" * 1_000_000,
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 100_000,
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--aa--a" * 100_000,
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 10_000,
        b"Content-Transfer-Encoding: base64\n\n" + b"QQ==" * 100_000,
        b"Content-Type: text/plain; charset=punycode\n\na-" + b"b" * 100_000,
        b"Content-Type: text/html\n\n" + b"<blockquote>" * 50_000,
        b"Content-Type: text/html\n\n" + b"<p>a</p><blockquote>q</blockquote>" * 10_000,
        b"Content-Type: text/html\n\n" + b"<blockquote " * 50_000,
        b"From: MAILER-DAEMON@x\nSubject: failure notice\n\n" + b"a." * 9_000 + b"@" + b"a." * 9_000,
        b"From: MAILER-DAEMON@x\nSubject: failure notice\n\n" + b"-" * 20_000,
        b"From: MAILER-DAEMON@x\nSubject: failure notice\n\n" + b"-\n" * 10_000,
        letter("Status: 5.1.1\n\n" * 30_000, Content_Type="message/delivery-status"),
    ],
    ids=lambda raw: repr(raw[-20:]),
)
def test_crafted_mails_are_read_soon(raw: bytes):
    read: list[Mail] = []

    assert is_within(SOON, lambda: read.append(parse(raw)))
    assert "unreadable" not in read[0].problems
