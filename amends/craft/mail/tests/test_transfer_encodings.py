"""What a transfer encoding holds is saved from whatever happened to it on its way."""

import pytest

from amends.craft.mail import attachment, parse
from amends.craft.mail.tests.letters import letter, parted, plain

WORDS = "Größe 40 cm, bitte.\n"


@pytest.mark.parametrize(
    ("encoding", "coded"),
    [
        ("base64", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg=="),
        ("base64", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg"),
        ("base64", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg="),
        ("base64", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg======"),
        ("base64", "R3LD tsOf\tZSA0\n\n\nMCBj\r\nbSwg\n  Yml0dGUuCg==\n"),
        ("base64", "> R3LDtsOfZSA0MCBjbSwg\n> Yml0dGUuCg=="),
        ("base64", "R3LDtsOfZSA0!MCBj*bSwgYml0dGUuCg=="),
        ("base64", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg==\n\n"),
        ("base64", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg==\n-- \nThis list is read by machines.\n"),
        ("base64", "R3LDtsOfZQ==\nIDQwIGNtLCBiaXR0ZS4K"),
        (" Base64 ", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg=="),
        ("base64;", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg=="),
        ("base64 (coded)", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg=="),
        ("base-64", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg=="),
        ("b", "R3LDtsOfZSA0MCBjbSwgYml0dGUuCg=="),
        ("quoted-printable", "Gr=C3=B6=C3=9Fe 40 cm, bitte.\n"),
        ("quoted-printable", "Gr=c3=b6=C3=9fe 40 cm, bitte.\n"),
        ("quoted-printable", "Gr=C3=B6=\n=C3=9Fe 40 =\ncm, bitte.\n"),
        ("quoted-printable", "Gr=C3=B6=\r\n=C3=9Fe 40 =\r\ncm, bitte.\r\n"),
        ("quoted-printable", "Gr=C3=B6= \t\n=C3=9Fe 40 cm, bitte.\n"),
        ("quoted-printable", "Gr=C3=B6=C3=9Fe 40 cm, bitte.   \n"),
        ("quoted-printable", "Gr=C3=B6=C3=9Fe=2040=20cm,=20bitte.=0A"),
        ("quoted-printable", "Gr=C3=B6=C3=9Fe=2040=20cm,=20bitte.=0D=0A"),
        ("quoted-printable", "Gr=C3=B6ße 40 cm, bitte.\n"),
        ("QUOTED-PRINTABLE", "Gr=C3=B6=C3=9Fe 40 cm, bitte.\n="),
        ("quoted_printable", "Gr=C3=B6=C3=9Fe 40 cm, bitte.\n"),
        ("quotedprintable", "Gr=C3=B6=C3=9Fe 40 cm, bitte.\n"),
        ("q", "Gr=C3=B6=C3=9Fe 40 cm, bitte.\n"),
        ("8bit", WORDS),
        ("8-bit", WORDS),
        ("utf-8", WORDS),
        ("7bit", WORDS),
        ("binary", WORDS),
        ("", WORDS),
        ("base64", WORDS),
    ],
)
def test_the_words_are_read(encoding: str, coded: str):
    raw = letter(coded, Content_Type="text/plain; charset=utf-8", Content_Transfer_Encoding=encoding)

    assert parse(raw).text.strip() == WORDS.strip()


def test_broken_numbers_in_quoted_printable_are_left_as_they_are():
    raw = letter("100 = 50 + 50 =XY =4\n", Content_Transfer_Encoding="quoted-printable")

    assert parse(raw).text == "100 = 50 + 50 =XY =4\n"


@pytest.mark.parametrize(
    ("type_", "coded", "data"),
    [
        ("application/pdf", "JVBERi0=\n\n--\nscanned by Shop\n", b"%PDF-"),
        ("application/pdf", "JVBERi0", b"%PDF-"),
        ("application/pdf", "JVBERi0=", b"%PDF-"),
        ("application/pdf", "JVBE\r\nRi0=\r\n", b"%PDF-"),
    ],
)
def test_an_attachment_is_whole(type_: str, coded: str, data: bytes):
    head = f"Content-Type: {type_}\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a\n\n"

    assert attachment(parted(plain("x"), head + coded), 0)[0] == data


def test_a_multipart_that_calls_itself_base64_is_still_taken_apart():
    mail = parse(parted(plain("Words.\n"), Content_Transfer_Encoding="base64"))

    assert mail.text == "Words.\n"
